import { Injectable } from '@nestjs/common';
import type { LocalDate } from '#kernel';
import { changeRow, statement, violatedConstraint, type Queryable, type Transaction } from '#platform';
import { SecondmentOverlapError } from '../domain/errors.js';
import type { SecondmentBreak, SecondmentState } from '../domain/secondment.js';
import { SecondmentEntity } from './secondment.entity.js';

const ROW = `SELECT c.id, c.institution_id AS "institutionId", c.expert_id AS "expertId",
     c.host_institution_id AS "hostInstitutionId", c.from_day::text AS "fromDay", c.to_day::text AS "toDay", c.state,
     c.breaks, c.version FROM dispatch_secondments c`;
const LOCK = statement('dispatch.lock-secondment', `${ROW} WHERE c.id = $1 FOR UPDATE`);
const READ = statement('dispatch.read-secondments', `${ROW} WHERE c.id = ANY($1::uuid[])`);
/** It stands in nobody's way from then on, and is kept. */
const WITHDRAW = statement(
  'dispatch.withdraw-secondment',
  `WITH gone AS (DELETE FROM dispatch_secondments WHERE id = $1 RETURNING *)
   INSERT INTO dispatch_withdrawn_secondments (id, institution_id, expert_id, host_institution_id, from_day, to_day,
     reason_code, created_by_staff_id, created_at, withdrawn_at, version)
   SELECT id, institution_id, expert_id, host_institution_id, from_day, to_day, $2, created_by_staff_id, created_at, $3,
     version + 1 FROM gone`,
);
const COLUMNS = {
  state: 'state',
  toDay: 'to_day',
  breaks: 'breaks',
  reasonCode: 'reason_code',
  endedAt: 'ended_at',
};
export interface SecondmentChanges {
  readonly toDay?: LocalDate;
  readonly breaks?: string;
  readonly reasonCode?: string;
  readonly endedAt?: Date;
}

/** A secondment, locked. */
export interface SecondmentRow {
  readonly id: string;
  readonly institutionId: string;
  readonly expertId: string;
  readonly hostInstitutionId: string;
  readonly fromDay: LocalDate;
  readonly toDay: LocalDate;
  readonly state: SecondmentState;
  readonly breaks: readonly SecondmentBreak[];
  readonly version: number;
}

/** Secondments as they lie in the database. */
@Injectable()
export class SecondmentRepository {
  async lock(on: Queryable, id: string): Promise<SecondmentRow | null> {
    const [row] = await on.query<SecondmentRow & Record<string, unknown>>(LOCK, [id]);
    return row ?? null;
  }

  /** Without locks. */
  read(on: Queryable, ids: readonly string[]): Promise<SecondmentRow[]> {
    return on.query<SecondmentRow & Record<string, unknown>>(READ, [ids]);
  }

  /** Takes back what has not begun. @returns the version from then on */
  withdraw(tx: Transaction, { id, version }: SecondmentRow, reasonCode: string): number {
    tx.write(WITHDRAW, [id, reasonCode, tx.now]);
    return version + 1;
  }

  /** @throws SecondmentOverlapError */
  async insert(tx: Transaction, row: SecondmentEntity): Promise<void> {
    try {
      await tx.manager.insert(SecondmentEntity, row);
    } catch (error) {
      const isOverlap = violatedConstraint(error) === 'ex_dispatch_secondments_one_at_a_time';
      throw isOverlap ? new SecondmentOverlapError() : error;
    }
  }

  change(tx: Transaction, row: SecondmentRow, changes: SecondmentChanges & { state: SecondmentState }): number {
    return changeRow(tx, row, { table: 'dispatch_secondments', columns: COLUMNS, changes });
  }
}
