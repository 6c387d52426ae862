import { Injectable } from '@nestjs/common';
import { changeRow, statement, type Queryable, type Transaction } from '#platform';
import type { ContactOutcome, ContactRelation, CriticalValueDomain, Encounter } from '../domain/critical-value.js';
import type { CriticalValueTarget, Turn } from '../domain/escalation.js';
import type { CriticalValueRow } from './critical-value-facts.reader.js';

/** What transitions change besides the state. */
const CHANGEABLE = {
  state: 'state',
  dueAt: 'due_at',
  unverified: 'unverified',
  notifiedAt: 'notified_at',
  acknowledgedAt: 'acknowledged_at',
  acknowledgedByStaffId: 'acknowledged_by_staff_id',
  handledAt: 'handled_at',
  handledByStaffId: 'handled_by_staff_id',
  measures: 'measures',
  referralId: 'referral_id',
  doubters: 'doubters',
  doubtReasonCode: 'doubt_reason_code',
  endedAt: 'ended_at',
  value: 'value',
  unit: 'unit',
  thresholdId: 'threshold_id',
  revision: 'revision',
} as const;
export type CriticalValueChanges = { readonly [Name in Exclude<keyof typeof CHANGEABLE, 'revision'>]?: unknown } & {
  readonly revision?: number;
};

/** A critical value when it is detected. */
export interface NewCriticalValue {
  readonly id: string;
  readonly drill: boolean;
  readonly domain: CriticalValueDomain;
  readonly subjectId: string | null;
  readonly patientId: string | null;
  readonly encounter: Encounter;
  readonly findingCode: string | null;
  readonly itemCode: string | null;
  readonly findingText: string;
  readonly value: string | null;
  readonly unit: string | null;
  readonly thresholdId: string | null;
  readonly orderingInstitutionId: string;
  readonly orderingDepartmentId: string | null;
  readonly orderingStaffId: string | null;
  readonly centreInstitutionId: string;
  readonly detectedByStaffId: string | null;
  readonly dueAt: Date;
}

// Of two who see the same thing at once, one raises it.
const CREATE = statement(
  'critical-value.create',
  `INSERT INTO critical_values (id, critical_no, drill, domain, subject_id, patient_id, encounter, finding_code, item_code,
     finding_text, value, unit, threshold_id, ordering_institution_id, ordering_department_id, ordering_staff_id,
     centre_institution_id, detected_by_staff_id, detected_at, due_at, state, version, unverified, doubters)
   SELECT $1, 'CV' || to_char($18::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD')
       || lpad(n::text, greatest(6, length(n::text)), '0'),
     $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 'DETECTED', 1, false, '{}'
   FROM nextval('critical_value_no_sequence') n
   ON CONFLICT (domain, subject_id, coalesce(finding_code, item_code)) WHERE ended_at IS NULL AND subject_id IS NOT NULL
   DO NOTHING RETURNING id`,
);
const OPEN = statement(
  'critical-value.open',
  `SELECT id, version, value, unit FROM critical_values
   WHERE domain = $1 AND subject_id = $2 AND coalesce(finding_code, item_code) = $3 AND ended_at IS NULL FOR UPDATE`,
);
const VERIFY = statement(
  'critical-value.verify',
  'INSERT INTO critical_value_verifications VALUES ($1, $2, $3, $4, $5)',
);
const READ_BACK = statement(
  'critical-value.read-back',
  'INSERT INTO critical_value_read_backs VALUES ($1, $2, $3, $4, $5, $6, $7)',
);
const HAS_READ = statement(
  'critical-value.has-read',
  `SELECT 1 FROM critical_value_read_backs WHERE critical_value_id = $1 AND staff_id = $2 AND read_back = $3 AND matches`,
);
const CONTACT = statement(
  'critical-value.contact',
  'INSERT INTO critical_value_contacts VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
);
const TURNS = statement(
  'critical-value.turns',
  `SELECT target, array_to_json(staff_ids) AS "staffIds", level, revision FROM critical_value_turns
   WHERE critical_value_id = $1 ORDER BY level, position`,
);
const TURN = statement(
  'critical-value.turn',
  `INSERT INTO critical_value_turns VALUES ($1, $2, $3, $4, $5, $6, $7::uuid[], cardinality($7::uuid[]) = 0, $8, $9, $10)`,
);

export interface PassedTurn {
  readonly target: CriticalValueTarget;
  readonly staffIds: readonly string[];
  readonly level: number;
  readonly revision: number;
}

/** The one that is open for the same finding of the same study or result. */
export interface OpenCriticalValue {
  readonly id: string;
  readonly version: number;
  readonly value: string | null;
  readonly unit: string | null;
}

/** A critical value, and which of its values something belongs to. */
type Revised = Pick<CriticalValueRow, 'id' | 'revision'>;

/** Writes critical values and what belongs to them. */
@Injectable()
export class CriticalValueRepository {
  /** @returns null, or the one that is open for the same finding of the same study or result, with its row locked */
  async create(tx: Transaction, row: NewCriticalValue): Promise<OpenCriticalValue | null> {
    const made = await tx.first<{ id: string }>(CREATE, [
      row.id,
      row.drill,
      row.domain,
      row.subjectId,
      row.patientId,
      row.encounter,
      row.findingCode,
      row.itemCode,
      row.findingText,
      row.value,
      row.unit,
      row.thresholdId,
      row.orderingInstitutionId,
      row.orderingDepartmentId,
      row.orderingStaffId,
      row.centreInstitutionId,
      row.detectedByStaffId,
      tx.now,
      row.dueAt,
    ]);
    if (made) return null;
    const same = [row.domain, row.subjectId, row.findingCode ?? row.itemCode];
    // One that has ended since is in nobody's way any more.
    return (await tx.first<OpenCriticalValue & object>(OPEN, same)) ?? this.create(tx, row);
  }

  /** @returns the version from then on */
  change(tx: Transaction, row: { id: string; version: number }, changes: CriticalValueChanges): number {
    return changeRow(tx, row, { table: 'critical_values', columns: CHANGEABLE, changes });
  }

  verify(tx: Transaction, { id, revision }: Revised, position: number): void {
    tx.write(VERIFY, [id, position, tx.actor.staffId, tx.now, revision]);
  }

  readBack(
    tx: Transaction,
    { id, revision }: Revised,
    { text, matches }: { readonly text: string; readonly matches: boolean },
  ): void {
    tx.write(READ_BACK, [tx.newId(), id, tx.actor.staffId, text, matches, tx.now, revision]);
  }

  /** Whether this person has read that back when it was right. */
  async hasRead(on: Queryable, id: string, by: { readonly staffId: string; readonly text: string }): Promise<boolean> {
    return (await on.query(HAS_READ, [id, by.staffId, by.text])).length > 0;
  }

  recordContact(
    tx: Transaction,
    { id, revision }: Revised,
    attempt: { readonly relation: ContactRelation; readonly outcome: ContactOutcome; readonly comment: string | null },
  ): void {
    const { relation, outcome, comment } = attempt;
    tx.write(CONTACT, [tx.newId(), id, relation, outcome, comment, tx.actor.staffId, tx.now, revision]);
  }

  turns(on: Queryable, id: string): Promise<PassedTurn[]> {
    return on.query<PassedTurn & Record<string, unknown>>(TURNS, [id]);
  }

  turn(
    tx: Transaction,
    { id, revision }: Revised,
    turn: Turn & { readonly level: number; readonly position: number; readonly dueAt: Date },
  ): void {
    const { level, position, target, institutionId, staffIds, dueAt } = turn;
    tx.write(TURN, [tx.newId(), id, level, position, target, institutionId, staffIds, dueAt, tx.now, revision]);
  }
}
