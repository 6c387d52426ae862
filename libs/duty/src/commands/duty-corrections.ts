import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '#platform';
import type { CorrectedTerms } from '../data/duty-correction.entity.js';
import type { DutyEntryEntity } from '../data/duty-entry.entity.js';
import { CorrectionAct } from '../domain/correction-act.js';
import type { Correction, Terms } from '../domain/past.js';

const INSERT = statement(
  'duty.correct',
  `INSERT INTO duty_corrections (id, institution_id, department_id, function, entry_id, act, reason_code, comment, before,
     after, corrected_at, corrected_by_staff_id)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
);

const ACTS = {
  'duty.entered': CorrectionAct.ENTERED,
  'duty.changed': CorrectionAct.CHANGED,
  'duty.removed': CorrectionAct.REMOVED,
  'duty.substituted': CorrectionAct.SUBSTITUTED,
  'duty.substitute-withdrawn': CorrectionAct.SUBSTITUTE_WITHDRAWN,
} as const;

/** What can happen to a duty. */
export type DutyTopic = keyof typeof ACTS;

/** Keeps what was changed of the past: by whom, why, what it was and what it is. */
@Injectable()
export class DutyCorrections {
  record(tx: Transaction, topic: DutyTopic, entry: DutyEntryEntity, correction: Correction): void {
    const { id, institutionId, departmentId, function: duty } = entry;
    const { reasonCode, comment = null, before, after } = correction;
    tx.write(INSERT, [
      tx.newId(),
      institutionId,
      departmentId,
      duty,
      id,
      ACTS[topic],
      reasonCode,
      comment,
      kept(before),
      kept(after),
      tx.now,
      tx.actor.staffId,
    ]);
  }
}

function kept(terms: Terms | null): CorrectedTerms | null {
  return terms && { from: terms.start.toISOString(), to: terms.end.toISOString(), staffId: terms.staffId };
}
