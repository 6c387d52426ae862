import { Injectable } from '@nestjs/common';
import { actingFor, statement, type Transaction } from '#platform';
import type { CorrectionOutcome, CriticalValueState, MeasuredValue } from '../domain/critical-value.js';
import type { CriticalValueRow } from './critical-value-facts.reader.js';

/** What notices say of one. */
export type NamedCriticalValue = Pick<
  CriticalValueRow,
  'id' | 'drill' | 'criticalNo' | 'orderingInstitutionId' | 'centreInstitutionId'
>;

/** A value that was told about a study or specimen, with its row locked. */
export interface ToldValue extends MeasuredValue {
  readonly id: string;
  readonly version: number;
  readonly state: CriticalValueState;
  readonly itemCode: string;
  readonly thresholdId: string | null;
}

/** Another value in the place of the one that was told. */
export interface Correction {
  readonly outcome: CorrectionOutcome;
  readonly to: MeasuredValue & { readonly thresholdId: string | null };
  /** What was raised instead of one that had been closed. */
  readonly successorId?: string | null;
}

// What is right since the last correction, where there is one.
const TOLD = statement(
  'critical-value.told-values',
  `SELECT c.id, c.version, c.state, c.item_code AS "itemCode", coalesce(k.to_value, c.value) AS value,
     coalesce(k.to_unit, c.unit) AS unit,
     CASE WHEN k.revision IS NULL THEN c.threshold_id ELSE k.to_threshold_id END AS "thresholdId"
   FROM critical_values c LEFT JOIN critical_value_corrections k ON k.critical_value_id = c.id AND k.revision = c.revision
   WHERE c.subject_id = $1 AND c.item_code IS NOT NULL AND c.id IS DISTINCT FROM $2 ORDER BY c.detected_at, c.id FOR UPDATE OF c`,
);
const STANDING = statement(
  'critical-value.standing',
  `SELECT id, drill, critical_no AS "criticalNo", ordering_institution_id AS "orderingInstitutionId",
     centre_institution_id AS "centreInstitutionId"
   FROM critical_values WHERE subject_id = $1 AND state <> 'CANCELLED' ORDER BY detected_at, id`,
);
const INSERT = statement(
  'critical-value.correct',
  `INSERT INTO critical_value_corrections (critical_value_id, revision, outcome, from_value, from_unit, from_threshold_id,
     to_value, to_unit, to_threshold_id, from_state, from_acknowledged_at, from_acknowledged_by_staff_id, from_handled_at,
     from_handled_by_staff_id, from_measures, corrected_at, corrected_by_staff_id, successor_id)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
);
const PEOPLE = statement(
  'critical-value.told-people',
  `SELECT DISTINCT staff_id AS "staffId" FROM (
     SELECT unnest(staff_ids) FROM critical_value_turns WHERE critical_value_id = $1
     UNION ALL SELECT staff_id FROM critical_value_read_backs WHERE critical_value_id = $1
     UNION ALL SELECT unnest(ARRAY[acknowledged_by_staff_id, handled_by_staff_id]) FROM critical_values WHERE id = $1
     UNION ALL SELECT unnest(ARRAY[from_acknowledged_by_staff_id, from_handled_by_staff_id])
       FROM critical_value_corrections WHERE critical_value_id = $1) told(staff_id)
   WHERE staff_id IS NOT NULL ORDER BY 1`,
);

/** Values that were told and turned out to be others, each kept with what was done about it. */
@Injectable()
export class CorrectionRepository {
  /** What was told last about each item of a study or specimen, by others than the one that is left out. */
  async toldAbout(tx: Transaction, subjectId: string, leftOut: string | null = null): Promise<ToldValue[]> {
    const told = await tx.query<ToldValue & object>(TOLD, [subjectId, leftOut]);
    return [...new Map(told.map((one) => [one.itemCode, one])).values()];
  }

  /** Whatever was critical about a study or specimen, and was not held to be false. */
  standingAbout(tx: Transaction, subjectId: string): Promise<NamedCriticalValue[]> {
    return tx.query<NamedCriticalValue & object>(STANDING, [subjectId]);
  }

  /** Whom anybody has told of it, or who has said something about it. */
  async people(tx: Transaction, id: string): Promise<string[]> {
    return (await tx.query<{ staffId: string }>(PEOPLE, [id])).map(({ staffId }) => staffId);
  }

  insert(tx: Transaction, row: CriticalValueRow, { outcome, to, successorId = null }: Correction): void {
    const { acknowledgedAt, acknowledgedByStaffId, handledAt, handledByStaffId, measures } = row;
    tx.write(INSERT, [
      row.id,
      row.revision + 1,
      outcome,
      row.value,
      row.unit,
      row.thresholdId,
      to.value,
      to.unit,
      to.thresholdId,
      row.state,
      acknowledgedAt,
      acknowledgedByStaffId,
      handledAt,
      handledByStaffId,
      measures,
      tx.now,
      tx.actor.machine ? null : actingFor(tx.actor),
      successorId,
    ]);
  }
}
