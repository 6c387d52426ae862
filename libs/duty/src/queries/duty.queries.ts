import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { StaffingDirectory } from '#organization';
import { Cipher, Database, below, project, statement, type ActorContext, type Selection, type View } from '#platform';
import { DutyContext } from '../data/duty-entry.entity.js';
import type { DutyFunction } from '../domain/duty-function.js';
import { gapsIn, type Gap } from '../domain/gaps.js';
import { monthInterval, type Month } from '../domain/month.js';
import { GapFactsReader } from './gap-facts.reader.js';
import { STANDING_IN, entryView, onDutyView, requirementView } from './duty.views.js';

export interface OnDutyFilter {
  readonly institutionId: string;
  readonly departmentId?: string | null;
  readonly function?: DutyFunction | null;
}

export interface RosterFilter {
  readonly month: Month;
  readonly departmentId?: string | null;
}

/** A hospital of 100 departments in three shifts fills a month with 9,300 duties; the bound keeps a mistake finite. */
const MOST_ENTRIES = 10_000;
const MOST_ON_DUTY = 500;
const MOST_REQUIREMENTS = 1_000;

/** A row of a view whose telephones are still encrypted. */
interface Sealed {
  readonly phone?: string;
  readonly substitutions?: readonly Sealed[];
}

/** Reads of the roster. Who is on duty is open to the alliance; the month is for the institution that plans it. */
@Injectable()
export class DutyQueries {
  constructor(
    private readonly database: Database,
    private readonly directory: StaffingDirectory,
    private readonly gapFacts: GapFactsReader,
    private readonly cipher: Cipher,
  ) {}

  /** Who is on duty: of the department where one is named, and of its institution as a whole. */
  async onDutyAt<Node>(at: Date, filter: OnDutyFilter, selection: Selection): Promise<Node[]> {
    const { json, joins } = project(onDutyView, selection);
    const sql = `SELECT ${json} AS node FROM duty_entries e ${STANDING_IN} ${joins}
      WHERE e.institution_id = $2 AND tstzrange(e.starts_at, e.ends_at) @> $1::timestamptz
        AND ($3::uuid IS NULL OR e.department_id IS NULL OR e.department_id = $3)
        AND ($4::text IS NULL OR e.function = $4)
      ORDER BY e.department_id NULLS LAST, e.function LIMIT ${MOST_ON_DUTY}`;
    const { institutionId, departmentId = null, function: duty = null } = filter;
    return this.read<Node>('duty.on-duty', sql, [at, institutionId, departmentId, duty]);
  }

  /** The duties of a month at the actor's institution, those included that begin before it or end after it. */
  async entries<Node>(
    actor: ActorContext,
    { month, departmentId }: RosterFilter,
    selection: Selection,
  ): Promise<Node[]> {
    const { start, end } = monthInterval(month);
    const where = `e.institution_id = $1 AND tstzrange(e.starts_at, e.ends_at) && tstzrange($2, $3)
      AND ($4::uuid IS NULL OR e.department_id = $4)
      ORDER BY e.starts_at, e.department_id NULLS LAST, e.function LIMIT ${MOST_ENTRIES}`;
    return this.entriesWhere(where, [actor.institutionId, start, end, departmentId ?? null], selection);
  }

  /** When nobody is on duty although somebody has to be. */
  async gaps(actor: ActorContext, { month, departmentId = null }: RosterFilter): Promise<Gap[]> {
    const period = monthInterval(month);
    const { requirements, staffed } = await this.gapFacts.read(actor.institutionId, departmentId, period);
    return gapsIn(period, requirements, staffed);
  }

  /** What another institution is made of does not exist for a planner. @throws NotFoundError */
  async requireOwnDepartment({ institutionId }: ActorContext, departmentId: string | null | undefined): Promise<void> {
    if (!departmentId) return;
    const own = await this.directory.departmentsOf(this.database, institutionId);
    if (!own.some(({ id }) => id === departmentId.toLowerCase())) throw new NotFoundError('Department', departmentId);
  }

  /** One duty of the actor's institution. */
  async entry<Node>({ institutionId }: ActorContext, id: string, selection: Selection): Promise<Node> {
    const [node] = await this.entriesWhere<Node>('e.id = $1 AND e.institution_id = $2', [id, institutionId], selection);
    if (!node) throw new NotFoundError('DutyEntry', id);
    return node;
  }

  /** What a month entry or a copy has put on the roster, as far as it is still there. */
  entriesOfPlan<Node>({ institutionId }: ActorContext, planId: string, selection: Selection): Promise<Node[]> {
    const where = `e.plan_id = $1 AND e.institution_id = $2 ORDER BY e.starts_at, e.department_id NULLS LAST, e.function`;
    return this.entriesWhere(where, [planId, institutionId], below(selection, 'entries'));
  }

  async requirements<Node>(actor: ActorContext, departmentId: string | null, selection: Selection): Promise<Node[]> {
    const where = `r.institution_id = $1 AND ($2::uuid IS NULL OR r.department_id = $2)
      ORDER BY r.department_id NULLS LAST, r.function, r.id LIMIT ${MOST_REQUIREMENTS}`;
    return this.requirementsWhere(where, [actor.institutionId, departmentId], selection);
  }

  async requirement<Node>(id: string, selection: Selection): Promise<Node> {
    const [node] = await this.requirementsWhere<Node>('r.id = $1', [id], selection);
    return node!;
  }

  private entriesWhere<Node>(where: string, values: readonly unknown[], selection: Selection): Promise<Node[]> {
    return this.readView('duty.entries', { view: entryView, from: 'duty_entries e', where }, values, selection);
  }

  private requirementsWhere<Node>(where: string, values: readonly unknown[], selection: Selection): Promise<Node[]> {
    const source = { view: requirementView, from: 'duty_requirements r', where };
    return this.readView('duty.requirements', source, values, selection);
  }

  private readView<Node>(
    label: string,
    { view, from, where }: { view: View; from: string; where: string },
    values: readonly unknown[],
    selection: Selection,
  ): Promise<Node[]> {
    const { json, joins } = project(view, selection, ['id']);
    return this.read(label, `SELECT ${json} AS node FROM ${from} ${joins} WHERE ${where}`, values);
  }

  private async read<Node>(label: string, sql: string, values: readonly unknown[]): Promise<Node[]> {
    const rows = await this.database.query<{ node: Sealed }>(statement(label, sql), values);
    return rows.map(({ node }) => this.unsealed(node) as Node);
  }

  private unsealed(node: Sealed): Sealed {
    const { phone, substitutions } = node;
    return {
      ...node,
      ...(phone !== undefined && { phone: this.cipher.decrypt(phone, DutyContext.Phone) }),
      ...(substitutions && { substitutions: substitutions.map((one) => this.unsealed(one)) }),
    };
  }
}
