import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '#platform';
import type { MovedRows } from './patient-merge.entity.js';

/** From which record of a patient to which one. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** What is about the records themselves, merges and who may be whom, stays as it was written. */
const REFERENCES = statement(
  'patient.references',
  `SELECT c.conrelid::regclass::text AS table, a.attname AS column
   FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
   WHERE c.contype = 'f' AND c.confrelid = 'patients'::regclass AND cardinality(c.conkey) = 1
     AND c.conrelid NOT IN ('patient_merges'::regclass, 'patient_duplicates'::regclass,
       'patient_identifications'::regclass) ORDER BY 1, 2`,
);

/** The same relation can stand in two records: it stays where it is, and the one that is there counts. */
const STAYS: Readonly<Record<string, string>> = {
  patient_access_grants: `EXISTS (SELECT 1 FROM patient_access_grants o WHERE o.patient_id = $2
    AND o.source_id = t.source_id AND o.institution_id = t.institution_id AND o.basis = t.basis
    AND o.source_type = t.source_type AND o.staff_id IS NOT DISTINCT FROM t.staff_id)`,
};

type Reference = Pick<MovedRows, 'table' | 'column'>;

/**
 * Everything that is about a patient, in whichever library: what refers to the index by a foreign key. Each of these tables
 * has a column `id`.
 */
@Injectable()
export class PatientRows {
  /** Moves all of it from one record to another. @returns what has moved */
  async moveAll(tx: Transaction, move: Move): Promise<MovedRows[]> {
    const references = await tx.query<Reference & Record<string, unknown>>(REFERENCES);
    const moved: MovedRows[] = [];
    for (const reference of references) {
      const ids = await this.move(tx, reference, move);
      if (ids.length > 0) moved.push({ ...reference, ids });
    }
    return moved;
  }

  /** Moves back what has moved once, as far as it is still there. */
  async moveBack(tx: Transaction, { from, to }: Move, moved: readonly MovedRows[]): Promise<void> {
    for (const { ids, ...reference } of moved) await this.move(tx, reference, { from: to, to: from }, ids);
  }

  /** Names of tables and columns come from the catalogue of the database. */
  private async move(
    tx: Transaction,
    { table, column }: Reference,
    { from, to }: Move,
    ids: readonly string[] | null = null,
  ): Promise<string[]> {
    const sql = `UPDATE ${table} t SET ${column} = $2 WHERE t.${column} = $1 AND ($3::uuid[] IS NULL OR t.id = ANY($3))
      AND NOT ${STAYS[table] ?? 'false'} RETURNING t.id`;
    const rows = await tx.query<{ id: string }>(statement(`patient.move-${table}`, sql), [from, to, ids]);
    return rows.map(({ id }) => id);
  }
}
