import { Injectable } from '@nestjs/common';
import {
  InvalidInputError,
  NotFoundError,
  StaleVersionError,
  weekdayOf,
  type FieldProblem,
  type LocalDate,
} from '#kernel';
import { InstallationScope } from '../access/installation-scope.js';
import type { Actor } from '../actor/actor.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { UnitOfWork } from '../database/unit-of-work.js';

/** The days of a year on which work differs from what their weekdays say. */
export interface WorkCalendarYear {
  readonly year: number;
  readonly holidays: readonly LocalDate[];
  readonly makeUpDays: readonly LocalDate[];
  readonly version: number;
}

/** What an administrator enters of a year, in place of what was entered before. */
export interface YearEntry extends Omit<WorkCalendarYear, 'version'> {
  /** 0 for a year that nobody has entered yet. */
  readonly expectedVersion: number;
}

const GET = statement(
  'work-calendar.get',
  `SELECT y.year, y.version,
     coalesce(array_agg(d.day::text ORDER BY d.day) FILTER (WHERE d.kind = 'HOLIDAY'), '{}') AS holidays,
     coalesce(array_agg(d.day::text ORDER BY d.day) FILTER (WHERE d.kind = 'MAKE_UP'), '{}') AS "makeUpDays"
   FROM work_calendar_years y LEFT JOIN work_calendar_days d ON d.year = y.year WHERE y.year = $1 GROUP BY y.year`,
);
const ADD = statement(
  'work-calendar.add',
  'INSERT INTO work_calendar_years (year, entered_at, version) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING',
);
const LOCK = statement('work-calendar.lock', 'SELECT version FROM work_calendar_years WHERE year = $1 FOR UPDATE');
const COUNT_UP = statement(
  'work-calendar.count-up',
  'UPDATE work_calendar_years SET version = version + 1, entered_at = $2 WHERE year = $1',
);
const CLEAR = statement('work-calendar.clear', 'DELETE FROM work_calendar_days WHERE year = $1');
const FILL = statement(
  'work-calendar.fill',
  `INSERT INTO work_calendar_days (day, year, kind)
   SELECT day, $1::int, 'HOLIDAY' FROM unnest($2::date[]) AS day UNION ALL SELECT day, $1::int, 'MAKE_UP' FROM unnest($3::date[]) AS day`,
);
const SATURDAY = 6;

/** Keeps the work calendar true, one year at a time, as the State Council announces it in November of the year before. */
@Injectable()
export class WorkCalendarYears {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: InstallationScope,
  ) {}

  /** @throws NotFoundError for a year that nobody has entered */
  async get(year: number): Promise<WorkCalendarYear> {
    const found = await this.database.first<WorkCalendarYear & object>(GET, [year]);
    if (!found) throw new NotFoundError('WorkCalendarYear', String(year));
    return found;
  }

  /** One calendar for the alliance. @throws ForbiddenError, StaleVersionError; InvalidInputError for days that cannot be meant */
  async enter(actor: Actor, entry: YearEntry): Promise<void> {
    const problems = problemsOf(entry);
    if (problems.length > 0) throw new InvalidInputError(problems);
    const { year, holidays, makeUpDays, expectedVersion } = entry;
    await this.unitOfWork.run(actor, async (tx) => {
      await this.scope.requireWhole(tx, actor);
      await tx.query(ADD, [year, tx.now]);
      const locked = await tx.first<{ version: number }>(LOCK, [year]);
      const version = locked?.version ?? 0;
      if (version !== expectedVersion) throw new StaleVersionError(expectedVersion, version);
      await Promise.all([
        tx.query(CLEAR, [year]),
        tx.query(FILL, [year, holidays, makeUpDays]),
        tx.query(COUNT_UP, [year, tx.now]),
      ]);
      tx.publish({
        topic: 'work-calendar.entered',
        aggregateType: 'WorkCalendarYear',
        aggregateId: idOf(year),
        aggregateVersion: version + 1,
        payload: { year },
      });
    });
  }
}

/** The log of events names aggregates by UUID; a year has no other. */
function idOf(year: number): string {
  return `00000000-0000-8000-8000-${String(year).padStart(12, '0')}`;
}

function problemsOf({ year, holidays, makeUpDays }: YearEntry): FieldProblem[] {
  const all = [...holidays.map(named('holidays')), ...makeUpDays.map(named('makeUpDays'))];
  return all.flatMap(({ day, path }, index) => {
    if (!day.startsWith(`${year}-`)) return { path, constraint: 'OUTSIDE_YEAR' };
    if (all.findIndex((other) => other.day === day) !== index) return { path, constraint: 'LISTED_TWICE' };
    const isMakeUp = path.startsWith('makeUpDays');
    return isMakeUp && weekdayOf(day) < SATURDAY ? { path, constraint: 'NOT_A_WEEKEND' } : [];
  });
}

const named = (list: string) => (day: LocalDate, index: number) => ({ day, path: `${list}.${index}` });
