import { Injectable } from '@nestjs/common';
import { CalendarRegister, CalendarService, type WeeklyTime } from '#calendar';
import { Permission } from '#identity';
import type { Queryable } from '#platform';
import { weeks, type WeekRow } from '../../domain/rota-tables.js';
import type { References } from '../references.js';
import { SetupPart, type Desk, type Entry, type Scope } from '../setup-part.js';
import { worksThere } from './rota-expert.part.js';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
type Times = Readonly<Record<(typeof DAYS)[number], readonly string[] | null>>;

/** When experts can be had, a week a row. */
@Injectable()
export class ExpertWeekPart extends SetupPart<typeof weeks.columns> {
  override readonly permission = Permission.PlanRotas;
  override readonly ofOwnAlone = true;

  constructor(
    private readonly calendars: CalendarService,
    private readonly register: CalendarRegister,
  ) {
    super();
  }

  override table() {
    return weeks;
  }

  override async entries(on: Queryable, now: Date): Promise<Entry<WeekRow>[]> {
    const rows = await this.register.weeks(on, now);
    return rows.map(({ staffNo, effectiveFrom, week }) => ({ values: { staffNo, effectiveFrom, ...timesOf(week) } }));
  }

  override concerns({ staffNo }: WeekRow, scope: Scope, known: References): boolean {
    return worksThere(staffNo, scope, known);
  }

  override add({ tx, known }: Desk, { staffNo, effectiveFrom, ...times }: WeekRow): Promise<void> {
    const { id: expertId, institutionId } = known.member('staffNo', staffNo);
    return this.calendars.publishIn(tx, institutionId, { expertId, effectiveFrom, week: weekOf(times) });
  }

  override change(desk: Desk, _entry: Entry<WeekRow>, row: WeekRow): Promise<void> {
    return this.add(desk, row);
  }
}

function timesOf(week: readonly WeeklyTime[]): Times {
  const on = (weekday: number): string[] =>
    week.filter((time) => time.weekday === weekday).map(({ fromTime, toTime }) => `${fromTime}-${toTime}`);
  return Object.fromEntries(DAYS.map((name, index) => [name, on(index + 1)])) as unknown as Times;
}

function weekOf(times: Times): WeeklyTime[] {
  return DAYS.flatMap((name, index) =>
    (times[name] ?? []).map((span) => {
      const [fromTime, toTime] = span.split('-') as [string, string];
      return { weekday: index + 1, fromTime, toTime };
    }),
  );
}
