import { Injectable } from '@nestjs/common';
import type { LocalDate } from '#kernel';
import { changeRow, statement, violatedConstraint, type Transaction } from '#platform';
import { DemandOverlapError } from '../domain/errors.js';
import type { Preference } from '../domain/solver/model.js';
import { RotaDemandEntity } from './demand.entity.js';
import { DispatchExpertEntity } from './dispatch-expert.entity.js';
import { KeyStaffGroupEntity } from './key-staff-group.entity.js';

const LOCK = {
  dispatch_experts: statement(
    'dispatch.lock-expert',
    'SELECT id, version, preferences FROM dispatch_experts WHERE id = $1 AND institution_id = $2 FOR UPDATE',
  ),
  dispatch_demands: statement(
    'dispatch.lock-demand',
    `SELECT id, version, valid_from::text AS "validFrom" FROM dispatch_demands
     WHERE id = $1 AND institution_id = $2 FOR UPDATE`,
  ),
  dispatch_key_groups: statement(
    'dispatch.lock-key-group',
    'SELECT id, version FROM dispatch_key_groups WHERE id = $1 AND institution_id = $2 FOR UPDATE',
  ),
} as const;

const COLUMNS = {
  dispatch_experts: {
    weightPercent: 'weight_percent',
    maxPerWeek: 'max_per_week',
    maxConsecutiveDays: 'max_consecutive_days',
    preferences: 'preferences',
    active: 'active',
  },
  dispatch_demands: { validTo: 'valid_to', minimum: 'minimum', ideal: 'ideal', priority: 'priority' },
  dispatch_key_groups: { name: 'name', expertIds: 'expert_ids', maxAway: 'max_away', active: 'active' },
} as const;

export type SetupTable = keyof typeof LOCK;

/** A row of what rotas are made from, locked. */
export interface SetupRow {
  readonly id: string;
  readonly version: number;
  readonly validFrom?: LocalDate;
  readonly preferences?: readonly Preference[];
}

const COLLEAGUES = statement(
  'dispatch.colleagues',
  `SELECT count(*)::int AS found FROM staff WHERE id = ANY($1::uuid[]) AND institution_id = $2 AND active`,
);

/** Experts, demands and key staff as they lie in the database. */
@Injectable()
export class SetupRepository {
  lock(
    tx: Transaction,
    table: SetupTable,
    { id, institutionId }: { readonly id: string; readonly institutionId: string },
  ): Promise<SetupRow | null> {
    return tx.first<SetupRow & Record<string, unknown>>(LOCK[table], [id, institutionId]);
  }

  change<Table extends SetupTable>(
    tx: Transaction,
    table: Table,
    row: SetupRow,
    changes: { readonly [Name in keyof (typeof COLUMNS)[Table]]?: unknown },
  ): number {
    const columns: Readonly<Record<string, string>> = COLUMNS[table];
    return changeRow<Readonly<Record<string, string>>>(tx, row, { table, columns, changes });
  }

  async addExpert(tx: Transaction, row: DispatchExpertEntity): Promise<void> {
    await tx.manager.insert(DispatchExpertEntity, row);
  }

  /** @throws DemandOverlapError */
  async addDemand(tx: Transaction, row: RotaDemandEntity): Promise<void> {
    try {
      await tx.manager.insert(RotaDemandEntity, row);
    } catch (error) {
      throw violatedConstraint(error) === 'ex_dispatch_demands_once' ? new DemandOverlapError() : error;
    }
  }

  async addGroup(tx: Transaction, row: KeyStaffGroupEntity): Promise<void> {
    await tx.manager.insert(KeyStaffGroupEntity, row);
  }

  /** Whether all of them work at an institution. */
  async areColleagues(tx: Transaction, staffIds: readonly string[], institutionId: string): Promise<boolean> {
    const wanted = [...new Set(staffIds)];
    const row = await tx.first<{ found: number }>(COLLEAGUES, [wanted, institutionId]);
    return row?.found === wanted.length;
  }
}
