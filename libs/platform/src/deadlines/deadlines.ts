import { Injectable } from '@nestjs/common';
import { after, elapsed, milliseconds, type Duration, type WorkCalendar } from '#kernel';
import { WorkCalendars } from '../calendar/work-calendars.js';
import { statement } from '../database/statement.js';
import type { Transaction } from '../database/transaction.js';
import type { Queryable } from '../database/database.js';
import type { DeadlineClock, DeadlineState } from './deadline.entity.js';

export interface NewLevel {
  /** An instant, or how long after the deadline is set (or after `from`), in its kind of time. */
  readonly due: Date | Duration;
  readonly assigneeStaffId?: string;
}

/** A time limit, with what happens one after the other when it passes. */
export interface Limit {
  readonly kind: string;
  /** Emergencies count all time, routine limits working time. */
  readonly clock: DeadlineClock;
  /** Where durations start, if not now. */
  readonly from?: Date;
  readonly levels: readonly [NewLevel, ...NewLevel[]];
}

interface Subject {
  readonly subjectType: string;
  readonly subjectId: string;
  /** In whose name the platform acts when a limit comes due. */
  readonly institutionId: string;
}

/** A time limit on something. */
export interface NewDeadline extends Subject, Limit {}

/** What becomes of the limits on something that has changed. */
export interface DeadlineChange extends Subject {
  /** Kinds that are open no longer, and why. */
  readonly ends: readonly string[];
  readonly as: Extract<DeadlineState, 'FINISHED' | 'CANCELLED'>;
  readonly sets: readonly Limit[];
}

/** A level that is still to come. */
export interface OpenLevel {
  readonly subjectId: string;
  readonly kind: string;
  readonly level: number;
  readonly state: Extract<DeadlineState, 'RUNNING' | 'PAUSED'>;
  /** Null while it is paused. */
  readonly dueAt: Date | null;
}

interface TimedRow {
  readonly id: string;
  readonly clock: DeadlineClock;
  readonly due_at: Date;
  readonly remaining_ms: string;
}

/** `$1` subject, `$2` now, `$3` the levels, `$4` what kind of subject, `$5` in whose name. */
const SET_SQL = `
   INSERT INTO deadlines (id, subject_type, subject_id, kind, level, clock, state, due_at, attempt_at, attempts,
     institution_id, assignee_staff_id, set_at)
   SELECT d.id, $4, $1, d.kind, d.level, d.clock, 'RUNNING', d.due_at, d.due_at, 0, $5, d.assignee, $2
   FROM jsonb_to_recordset($3::jsonb) AS d(id uuid, kind text, level int, clock text, due_at timestamptz, assignee uuid)`;
const SET = statement('deadlines.set', SET_SQL);
/** In one statement, which ends what is open before it opens anew. `$6` kinds to end, `$7` how. */
const CHANGE = statement(
  'deadlines.change',
  `WITH ended AS (
     UPDATE deadlines SET state = $7, ended_at = $2, attempt_at = NULL
     WHERE subject_id = $1 AND ended_at IS NULL AND kind = ANY($6) RETURNING id)
   ${SET_SQL} WHERE (SELECT count(*) FROM ended) >= 0`,
);
const END = statement(
  'deadlines.end',
  `UPDATE deadlines SET state = $4, ended_at = $3, attempt_at = NULL
   WHERE subject_id = ANY($1::uuid[]) AND ended_at IS NULL AND ($2::text[] IS NULL OR kind = ANY($2))`,
);
const LOCK = statement(
  'deadlines.lock',
  `SELECT id, clock, due_at, remaining_ms FROM deadlines
   WHERE subject_id = $1 AND state = $3 AND ($2::text[] IS NULL OR kind = ANY($2)) ORDER BY id FOR UPDATE`,
);
const PAUSE = statement(
  'deadlines.pause',
  `UPDATE deadlines SET state = 'PAUSED', remaining_ms = p.remaining, due_at = NULL, attempt_at = NULL
   FROM jsonb_to_recordset($1::jsonb) AS p(id uuid, remaining bigint) WHERE deadlines.id = p.id`,
);
const RESUME = statement(
  'deadlines.resume',
  `UPDATE deadlines SET state = 'RUNNING', remaining_ms = NULL, due_at = r.due_at, attempt_at = r.due_at
   FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, due_at timestamptz) WHERE deadlines.id = r.id`,
);
const OPEN = statement(
  'deadlines.open',
  `SELECT subject_id AS "subjectId", kind, level, state, due_at AS "dueAt" FROM deadlines
   WHERE subject_id = ANY($1) AND ended_at IS NULL ORDER BY subject_id, kind, level`,
);

/** Time limits as rows, changed in the caller's transaction and executed by the workers. */
@Injectable()
export class Deadlines {
  constructor(private readonly calendars: WorkCalendars) {}

  /** Sets a limit; one of the same kind on the same subject that is still open is cancelled by it. */
  set(tx: Transaction, deadline: NewDeadline): Promise<void> {
    return this.change(tx, { ...deadline, ends: [deadline.kind], as: 'CANCELLED', sets: [deadline] });
  }

  /** Ends limits and sets others, in one statement that travels with what comes next. */
  async change(tx: Transaction, change: DeadlineChange): Promise<void> {
    const { subjectType, subjectId, institutionId, ends, as, sets } = change;
    const calendar = await this.calendarFor(
      tx,
      sets.map(({ clock }) => clock),
    );
    const rows = sets.flatMap(({ kind, clock, from = tx.now, levels }) =>
      levels.map(({ due, assigneeStaffId }, index) => ({
        id: tx.newId(),
        kind,
        clock,
        level: index + 1,
        due_at: due instanceof Date ? due : laterBy(calendar(clock), from, due),
        assignee: assigneeStaffId ?? null,
      })),
    );
    const set = [subjectId, tx.now, JSON.stringify(rows), subjectType, institutionId];
    if (ends.length === 0) tx.write(SET, set);
    else tx.write(CHANGE, [...set, ends, as]);
  }

  /** Stops the time of a subject's limits (of the named kinds, or of all), keeping what is left. */
  async pause(tx: Transaction, subjectId: string, kinds?: readonly string[]): Promise<void> {
    const rows = await tx.query<TimedRow & object>(LOCK, [subjectId, kinds ?? null, 'RUNNING']);
    if (rows.length === 0) return;
    const calendar = await this.calendarFor(
      tx,
      rows.map(({ clock }) => clock),
    );
    const paused = rows.map(({ id, clock, due_at }) => ({ id, remaining: timeLeft(calendar(clock), tx.now, due_at) }));
    await tx.query(PAUSE, [JSON.stringify(paused)]);
  }

  /** Lets the time of paused limits go on: what was left is counted from now. */
  async resume(tx: Transaction, subjectId: string, kinds?: readonly string[]): Promise<void> {
    const rows = await tx.query<TimedRow & object>(LOCK, [subjectId, kinds ?? null, 'PAUSED']);
    if (rows.length === 0) return;
    const calendar = await this.calendarFor(
      tx,
      rows.map(({ clock }) => clock),
    );
    const resumed = rows.map(({ id, clock, remaining_ms }) => ({
      id,
      due_at: laterBy(calendar(clock), tx.now, milliseconds(Number(remaining_ms))),
    }));
    await tx.query(RESUME, [JSON.stringify(resumed)]);
  }

  /** What was to be done has been done: nothing of it comes due any more. */
  finish(tx: Transaction, subjectId: string, kinds?: readonly string[]): void {
    end(tx, [subjectId], { kinds, as: 'FINISHED' });
  }

  /** It need not be done any more. */
  cancel(tx: Transaction, subjectId: string, kinds?: readonly string[]): void {
    end(tx, [subjectId], { kinds, as: 'CANCELLED' });
  }

  /** The same for several subjects, in one statement. */
  cancelAll(tx: Transaction, subjectIds: readonly string[], kinds: readonly string[]): void {
    if (subjectIds.length > 0) end(tx, subjectIds, { kinds, as: 'CANCELLED' });
  }

  /** The levels still to come of any number of subjects. */
  listOpen(on: Queryable, subjectIds: readonly string[]): Promise<OpenLevel[]> {
    return on.query<OpenLevel & object>(OPEN, [subjectIds]);
  }

  /** The calendar of a kind of time; read only where working time is counted. */
  private async calendarFor(
    tx: Transaction,
    clocks: readonly DeadlineClock[],
  ): Promise<(clock: DeadlineClock) => WorkCalendar | null> {
    const calendar = clocks.includes('WORK') ? await this.calendars.recent(tx, tx.now) : null;
    return (clock) => (clock === 'WORK' ? calendar : null);
  }
}

/** Travels with what comes next. */
function end(
  tx: Transaction,
  subjectIds: readonly string[],
  { kinds = null, as }: { readonly kinds?: readonly string[] | null | undefined; readonly as: DeadlineChange['as'] },
): void {
  tx.write(END, [subjectIds, kinds, tx.now, as]);
}

function laterBy(calendar: WorkCalendar | null, from: Date, duration: Duration): Date {
  return calendar ? calendar.addWorkingTime(from, duration) : after(from, duration);
}

/** Nothing where the limit has passed already. */
function timeLeft(calendar: WorkCalendar | null, now: Date, dueAt: Date): number {
  if (calendar) return calendar.workingTimeBetween(now, dueAt);
  return Math.max(0, elapsed(now, dueAt));
}
