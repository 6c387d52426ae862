import { Injectable } from '@nestjs/common';
import type { HalfDay } from '#calendar';
import type { LocalDate } from '#kernel';
import { changeRow, statement, violatedConstraint, type Queryable, type Transaction } from '#platform';
import { RotaRulesBrokenError } from '../domain/errors.js';
import type { SessionKind, SessionState } from '../domain/session-state.js';
import { RotaSessionEntity } from './session.entity.js';

const ROW = `x.id, x.plan_id AS "planId", x.institution_id AS "institutionId", x.township_id AS "townshipId",
  x.demand_id AS "demandId", x.expert_id AS "expertId", x.specialty, x.kind, x.day::text AS day, x.half,
  x.starts_at AS "startsAt", x.ends_at AS "endsAt", x.state, x.pinned, x.published_at AS "publishedAt", x.leaving,
  x.swap_expert_id AS "swapExpertId", x.places, x.version`;
const FIND = statement(
  'dispatch.find-session',
  `SELECT expert_id AS "expertId", swap_expert_id AS "swapExpertId", state, version FROM dispatch_sessions WHERE id = $1`,
);
const LOCK = statement('dispatch.lock-session', `SELECT ${ROW} FROM dispatch_sessions x WHERE x.id = $1 FOR UPDATE`);
const READ = statement(
  'dispatch.read-sessions',
  `SELECT ${ROW} FROM dispatch_sessions x WHERE x.id = ANY($1::uuid[]) AND x.published_at IS NOT NULL`,
);
const OF_PLAN = statement(
  'dispatch.sessions-of-plan',
  `SELECT ${ROW} FROM dispatch_sessions x WHERE x.plan_id = $1 AND x.ended_at IS NULL ORDER BY x.id FOR UPDATE`,
);
const DROP_UNPINNED = statement(
  'dispatch.drop-unpinned',
  'DELETE FROM dispatch_sessions WHERE plan_id = $1 AND NOT pinned AND published_at IS NULL',
);
const DROP = statement('dispatch.drop-session', 'DELETE FROM dispatch_sessions WHERE id = $1 AND published_at IS NULL');
const LEAVE = statement(
  'dispatch.let-session-leave',
  'UPDATE dispatch_sessions SET leaving = true, version = version + 1 WHERE id = $1',
);
const PUBLISH = statement(
  'dispatch.publish-sessions',
  'UPDATE dispatch_sessions SET published_at = $2, version = version + 1 WHERE id = ANY($1::uuid[])',
);
const CANCEL = statement(
  'dispatch.cancel-sessions',
  `UPDATE dispatch_sessions SET state = 'CANCELLED', ended_at = $2, leaving = false, version = version + 1
   WHERE id = ANY($1::uuid[])`,
);
const KEEP = statement(
  'dispatch.keep-sessions',
  'UPDATE dispatch_sessions SET leaving = false, version = version + 1 WHERE id = ANY($1::uuid[])',
);
const SUSPEND = statement(
  'dispatch.suspend-sessions',
  `UPDATE dispatch_sessions x SET state = 'SUSPENDED', reason_code = $2, version = version + 1
   WHERE x.id = ANY($1::uuid[]) AND x.state IN ('PLANNED', 'CONFIRMED', 'SWAP_PENDING') RETURNING ${ROW}`,
);

const COLUMNS = {
  state: 'state',
  reasonCode: 'reason_code',
  swapExpertId: 'swap_expert_id',
  confirmedAt: 'confirmed_at',
  checkedInAt: 'checked_in_at',
  completedAt: 'completed_at',
  endedAt: 'ended_at',
  patientsSeen: 'patients_seen',
  wardRounds: 'ward_rounds',
  surgeries: 'surgeries',
  teachingMinutes: 'teaching_minutes',
  places: 'places',
};
export type SessionChanges = { [Name in Exclude<keyof typeof COLUMNS, 'state'>]?: string | number | Date | null };

/** A session, locked. */
export interface SessionRow {
  readonly id: string;
  readonly planId: string;
  readonly institutionId: string;
  readonly townshipId: string;
  readonly demandId: string;
  readonly expertId: string;
  readonly specialty: string;
  readonly kind: SessionKind;
  readonly day: LocalDate;
  readonly half: HalfDay;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: SessionState;
  readonly pinned: boolean;
  readonly publishedAt: Date | null;
  readonly leaving: boolean;
  readonly swapExpertId: string | null;
  /** How many patients it takes; null where nobody has said so: as many as the county gives to its kind. */
  readonly places: number | null;
  readonly version: number;
}

/** What a session is made of. */
export type NewSession = Omit<SessionRow, 'state' | 'leaving' | 'swapExpertId' | 'places' | 'version'> & {
  readonly places?: number | null;
  readonly state?: SessionState;
  readonly replacesSessionId?: string;
  readonly confirmedAt?: Date | null;
};

type Row = SessionRow & Record<string, unknown>;

/** Sessions as they lie in the database. */
@Injectable()
export class SessionRepository {
  /** Without a lock: whose calendars have to be locked first. */
  find(on: Queryable, id: string): Promise<Pick<SessionRow, 'expertId' | 'swapExpertId' | 'state' | 'version'>[]> {
    return on.query<Row>(FIND, [id]);
  }

  async lock(on: Queryable, id: string): Promise<SessionRow | null> {
    const [row] = await on.query<Row>(LOCK, [id]);
    return row ?? null;
  }

  /** Published ones, without locks. */
  read(on: Queryable, ids: readonly string[]): Promise<SessionRow[]> {
    return on.query<Row>(READ, [ids]);
  }

  /** Those of a plan that have not ended, locked. */
  ofPlan(tx: Transaction, planId: string): Promise<SessionRow[]> {
    return tx.query<Row>(OF_PLAN, [planId]);
  }

  /** @throws RotaRulesBrokenError where somebody would be at two places */
  async insert(tx: Transaction, sessions: readonly NewSession[]): Promise<void> {
    const rows = sessions.map((session) => ({
      state: 'PLANNED',
      leaving: false,
      replacesSessionId: null,
      swapExpertId: null,
      reasonCode: null,
      confirmedAt: null,
      checkedInAt: null,
      completedAt: null,
      endedAt: null,
      patientsSeen: null,
      wardRounds: null,
      surgeries: null,
      teachingMinutes: null,
      places: null,
      ...session,
      version: 1,
    }));
    try {
      if (rows.length > 0) await tx.manager.insert(RotaSessionEntity, rows as RotaSessionEntity[]);
    } catch (error) {
      if (violatedConstraint(error) !== 'uq_dispatch_sessions_one_place') throw error;
      throw new RotaRulesBrokenError([{ rule: 'ONE_PLACE', facts: {} }]);
    }
  }

  change(tx: Transaction, row: SessionRow, changes: SessionChanges & { state: SessionState }): number {
    return changeRow(tx, row, { table: 'dispatch_sessions', columns: COLUMNS, changes });
  }

  /** Takes out what nobody has put in by hand, before a search fills the plan anew. */
  dropUnpinned(tx: Transaction, planId: string): void {
    tx.write(DROP_UNPINNED, [planId]);
  }

  /** Takes a session out of a plan: at once where nobody knows of it yet, with the next version where it is published. */
  takeOut(tx: Transaction, { id, publishedAt }: SessionRow): void {
    tx.write(publishedAt ? LEAVE : DROP, [id]);
  }

  publish(tx: Transaction, ids: readonly string[]): void {
    if (ids.length > 0) tx.write(PUBLISH, [ids, tx.now]);
  }

  cancel(tx: Transaction, ids: readonly string[]): void {
    if (ids.length > 0) tx.write(CANCEL, [ids, tx.now]);
  }

  /** They do not leave after all. */
  keep(tx: Transaction, ids: readonly string[]): void {
    if (ids.length > 0) tx.write(KEEP, [ids]);
  }

  /** Suspends those whose expert is lost. @returns those that it met */
  suspend(tx: Transaction, ids: readonly string[], reasonCode: string): Promise<SessionRow[]> {
    return tx.query<Row>(SUSPEND, [ids, reasonCode]);
  }
}
