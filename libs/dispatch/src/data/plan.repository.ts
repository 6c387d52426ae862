import { Injectable } from '@nestjs/common';
import type { LocalDate } from '#kernel';
import { changeRow, statement, violatedConstraint, type Opening, type Queryable, type Transaction } from '#platform';
import { RotaOverlapError } from '../domain/errors.js';
import type { Generation, PlanState, SearchProgress } from '../domain/plan-state.js';
import { RotaPlanEntity } from './plan.entity.js';
import { RotaRevisionEntity } from './plan-revision.entity.js';

const ROW = `SELECT p.id, p.institution_id AS "institutionId", p.name, p.from_day::text AS "fromDay", p.to_day::text AS "toDay",
     p.state, p.revision, p.requested_at AS "requestedAt", p.published_at AS "publishedAt", p.version,
     (SELECT count(*)::int FROM dispatch_sessions x WHERE x.plan_id = p.id AND NOT x.leaving) AS sessions,
     (SELECT count(*)::int FROM dispatch_sessions x WHERE x.plan_id = p.id AND x.published_at IS NOT NULL
        AND x.ended_at IS NULL) AS unsettled
   FROM dispatch_plans p`;
const LOCK = statement(
  'dispatch.lock-plan',
  `${ROW} WHERE p.id = $1 AND p.institution_id = $2 AND p.state <> 'DISCARDED' FOR UPDATE OF p`,
);
const READ = statement('dispatch.read-plans', `${ROW} WHERE p.id = ANY($1::uuid[]) AND p.institution_id = $2`);

/** What nobody has changed keeps its version: this is no act. */
const REPORT = statement(
  'dispatch.report-search',
  `UPDATE dispatch_plans SET search_progress = coalesce($3, search_progress)
   WHERE id = $1 AND institution_id = $2 AND requested_at IS NOT NULL RETURNING cancel_requested_at IS NOT NULL AS cancelled`,
);

const COLUMNS = {
  state: 'state',
  revision: 'revision',
  generation: 'generation',
  requestedAt: 'requested_at',
  searchProgress: 'search_progress',
  cancelRequestedAt: 'cancel_requested_at',
  publishedAt: 'published_at',
};
export type PlanChanges = Partial<{
  revision: number;
  generation: Generation | null;
  requestedAt: Date | null;
  searchProgress: null;
  cancelRequestedAt: Date | null;
  publishedAt: Date;
}>;

/** A rota, locked, and what its rules count. */
export interface PlanRow {
  readonly id: string;
  readonly institutionId: string;
  readonly name: string;
  readonly fromDay: LocalDate;
  readonly toDay: LocalDate;
  readonly state: PlanState;
  readonly revision: number;
  readonly requestedAt: Date | null;
  readonly publishedAt: Date | null;
  readonly version: number;
  readonly sessions: number;
  readonly unsettled: number;
}

/** Rotas as they lie in the database. */
@Injectable()
export class PlanRepository {
  lock(tx: Opening, id: string, institutionId: string): Promise<PlanRow | null> {
    return tx.first<PlanRow & Record<string, unknown>>(LOCK, [id, institutionId]);
  }

  /** Those of an institution, without locks. */
  read(on: Queryable, ids: readonly string[], institutionId: string): Promise<PlanRow[]> {
    return on.query<PlanRow & Record<string, unknown>>(READ, [ids, institutionId]);
  }

  async insert(tx: Transaction, plan: RotaPlanEntity): Promise<void> {
    await tx.manager.insert(RotaPlanEntity, plan);
  }

  change(tx: Transaction, row: PlanRow, changes: PlanChanges & { state: PlanState }): number {
    return changeRow(tx, row, { table: 'dispatch_plans', columns: COLUMNS, changes });
  }

  /** Says how far the search of a plan is. @returns whether it was called off */
  async report(tx: Transaction, id: string, progress: SearchProgress | null): Promise<boolean> {
    const values = [id, tx.actor.institutionId, progress && JSON.stringify(progress)];
    return (await tx.first<{ cancelled: boolean }>(REPORT, values))?.cancelled ?? false;
  }

  async addRevision(tx: Transaction, planId: string, revision: Omit<RotaRevisionEntity, 'planId'>): Promise<void> {
    await tx.manager.insert(RotaRevisionEntity, { planId, ...revision });
  }
}

/** What the database itself refuses is said in words: another rota is published for some of those days. */
export async function refusingOverlaps<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) === 'ex_dispatch_plans_one_published') throw new RotaOverlapError();
    throw error;
  }
}
