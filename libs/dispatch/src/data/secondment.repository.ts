import { Injectable } from '@nestjs/common';
import type { LocalDate } from '#kernel';
import { changeRow, statement, violatedConstraint, type Queryable, type Transaction } from '#platform';
import { SecondmentOverlapError } from '../domain/errors.js';
import type { SecondmentBreak, SecondmentState } from '../domain/secondment.js';
import { SecondmentEntity } from './secondment.entity.js';

const LOCK = statement(
  'dispatch.lock-secondment',
  `SELECT c.id, c.institution_id AS "institutionId", c.expert_id AS "expertId",
     c.host_institution_id AS "hostInstitutionId", c.from_day::text AS "fromDay", c.to_day::text AS "toDay", c.state,
     c.breaks, c.version FROM dispatch_secondments c WHERE c.id = $1 FOR UPDATE`,
);
const COLUMNS = {
  state: 'state',
  toDay: 'to_day',
  breaks: 'breaks',
  reasonCode: 'reason_code',
  endedAt: 'ended_at',
};
export type SecondmentChanges = { [Name in Exclude<keyof typeof COLUMNS, 'state'>]?: string | Date };

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
