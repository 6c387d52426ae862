import { Inject, Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, NotFoundError, addDays, startOfDay, type Clock, type LocalDate } from '#kernel';
import { StaffingDirectory } from '#organization';
import { CLOCK, Database, below, project, statement, type ActorContext, type Selection, type View } from '#platform';
import { freeSql } from '../data/capacity-sql.js';
import { bedPoolView, closureView, sessionView } from './capacity.views.js';

/** Days of the calendar, both included, and whose. */
export interface SessionFilter {
  readonly fromDay: LocalDate;
  readonly toDay: LocalDate;
  readonly institutionId?: string | null;
  readonly departmentId?: string | null;
}

export interface FreeFilter {
  readonly departmentId: string;
  /** Not before then; left out for now. */
  readonly notBefore?: Date | null;
  readonly first: number;
}

export interface PoolFilter {
  readonly institutionId?: string | null;
  readonly departmentId?: string | null;
}

/** Bounds that keep a mistake finite: a month of a hospital with 30 departments and 3 sessions a day; all wards. */
const MOST_SESSIONS = 3_000;
const MOST_POOLS = 1_000;
const MOST_CLOSURES = 200;

interface Source {
  readonly label: string;
  readonly view: View;
  readonly from: string;
}

const SESSIONS: Source = { label: 'capacity.sessions', view: sessionView, from: 'capacity_sessions s' };
const POOLS: Source = { label: 'capacity.bed-pools', view: bedPoolView, from: 'capacity_bed_pools b' };
const CLOSURES: Source = { label: 'capacity.closures', view: closureView, from: 'capacity_closures c' };

/** What is free where: open to the alliance. Closed clinics and who is affected: for the institution itself. */
@Injectable()
export class CapacityQueries {
  constructor(
    private readonly database: Database,
    private readonly directory: StaffingDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Sessions of those days, the earliest first, without those that were withdrawn. */
  sessions<Node>({ fromDay, toDay, ...whose }: SessionFilter, selection: Selection): Promise<Node[]> {
    const where = `s.withdrawn_at IS NULL AND s.starts_at >= $2 AND s.starts_at < $3
      AND ($4::uuid IS NULL OR s.institution_id = $4) AND ($5::uuid IS NULL OR s.department_id = $5)
      ORDER BY s.starts_at, s.department_id LIMIT ${MOST_SESSIONS}`;
    const { institutionId = null, departmentId = null } = whose;
    const [start, end] = [fromDay, addDays(toDay, 1)].map((day) => startOfDay(day, ALLIANCE_ZONE));
    return this.read(SESSIONS, where, [start, end, institutionId, departmentId], selection);
  }

  /** The next sessions of a department that have places to give: candidates for whoever has to be moved. */
  freeSessions<Node>({ departmentId, notBefore, first }: FreeFilter, selection: Selection): Promise<Node[]> {
    // What begins after it ends after it as well, in the same order, which is that of the index.
    const where = `s.department_id = $2 AND s.starts_at >= $3 AND s.ends_at > $3 AND s.released_at IS NULL
      AND s.withdrawn_at IS NULL AND ${freeSql('$1')} > 0 ORDER BY s.ends_at LIMIT ${first}`;
    return this.read(SESSIONS, where, [departmentId, notBefore ?? this.clock.now()], selection);
  }

  session<Node>(id: string, selection: Selection): Promise<Node> {
    return this.one(SESSIONS, 's.id = $2', [id], selection);
  }

  /** What a plan or a copy has brought, as far as it was not withdrawn. */
  sessionsOfPlan<Node>(planId: string, selection: Selection): Promise<Node[]> {
    const where = 's.plan_id = $2 AND s.withdrawn_at IS NULL ORDER BY s.starts_at';
    return this.read(SESSIONS, where, [planId], below(selection, 'sessions'));
  }

  bedPools<Node>({ institutionId = null, departmentId = null }: PoolFilter, selection: Selection): Promise<Node[]> {
    const where = `($2::uuid IS NULL OR b.institution_id = $2) AND ($3::uuid IS NULL OR b.department_id = $3)
      ORDER BY b.institution_id, b.department_id LIMIT ${MOST_POOLS}`;
    return this.read(POOLS, where, [institutionId, departmentId], selection);
  }

  bedPoolOf<Node>(departmentId: string, selection: Selection): Promise<Node> {
    return this.one(POOLS, 'b.department_id = $2', [departmentId], selection);
  }

  /** Closed times of a department that have not passed. @throws NotFoundError for a department of others */
  async closures<Node>({ institutionId }: ActorContext, departmentId: string, selection: Selection): Promise<Node[]> {
    const own = await this.directory.departmentsOf(this.database, institutionId);
    if (!own.some(({ id }) => id === departmentId.toLowerCase())) throw new NotFoundError('Department', departmentId);
    const where = `c.department_id = $2 AND c.reopened_at IS NULL AND c.ends_at > $1
      ORDER BY c.starts_at LIMIT ${MOST_CLOSURES}`;
    return this.read(CLOSURES, where, [departmentId], selection);
  }

  closure<Node>(id: string, selection: Selection): Promise<Node> {
    return this.one(CLOSURES, 'c.id = $2', [id], selection);
  }

  private async one<Node>(
    source: Source,
    where: string,
    values: readonly unknown[],
    selection: Selection,
  ): Promise<Node> {
    const [node] = await this.read<Node>(source, where, values, selection);
    return node!;
  }

  private async read<Node>(
    { label, view, from }: Source,
    where: string,
    values: readonly unknown[],
    selection: Selection,
  ): Promise<Node[]> {
    const { json, joins } = project(view, selection, ['id']);
    // The present has a type even where nothing of it is asked for.
    const sql = `SELECT ${json} AS node FROM (SELECT $1::timestamptz) present, ${from} ${joins} WHERE ${where}`;
    const rows = await this.database.query<{ node: Node }>(statement(label, sql), [this.clock.now(), ...values]);
    return rows.map(({ node }) => node);
  }
}
