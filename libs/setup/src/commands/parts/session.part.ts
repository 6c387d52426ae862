import { Injectable } from '@nestjs/common';
import { CapacityRegister, ClinicChangesService, ClinicPlanningService } from '#capacity';
import { Permission } from '#identity';
import { ALLIANCE_ZONE, instantAt, localDate, startOfDay, type LocalTime } from '#kernel';
import type { Queryable } from '#platform';
import { sessions, type SessionRow } from '../../domain/service-tables.js';
import { SetupPart, found, isOf, type Desk, type Entry, type Scope } from '../setup-part.js';

@Injectable()
export class SessionPart extends SetupPart<typeof sessions.columns> {
  override readonly permission = Permission.PlanCapacity;

  constructor(
    private readonly planning: ClinicPlanningService,
    private readonly changes: ClinicChangesService,
    private readonly register: CapacityRegister,
  ) {
    super();
  }

  override table() {
    return sessions;
  }

  override async entries(on: Queryable, now: Date, rows: readonly SessionRow[] | null): Promise<Entry<SessionRow>[]> {
    const plannableFrom = await this.register.plannableFrom(on, now);
    const from = rows ? firstOf(rows, now) : plannableFrom;
    const planned = await this.register.sessions(on, from);
    return planned.map(({ id, version, startsAt, endsAt, ...values }) => {
      const day = localDate(startsAt, ALLIANCE_ZONE);
      const times = { from: timeOn(day, startsAt), to: timeOn(day, endsAt) };
      return { id, version, values: { ...values, day, ...times }, over: startsAt < plannableFrom };
    });
  }

  override concerns({ institutionCode }: SessionRow, scope: Scope): boolean {
    return isOf(institutionCode, scope);
  }

  override add({ tx, known }: Desk, row: SessionRow): Promise<void> {
    const { id, institutionId } = known.department('departmentCode', row.institutionCode, row.departmentCode);
    const { start, end } = timesOf(row);
    return this.planning.planIn(tx, { departmentId: id, institutionId }, { start, end, places: row.places });
  }

  override change({ tx, known }: Desk, entry: Entry<SessionRow>, row: SessionRow): Promise<void> {
    const { id, institutionId } = known.department('departmentCode', row.institutionCode, row.departmentCode);
    const { start: from, end: to } = timesOf(row);
    const terms = { ...found(entry), from, to, places: row.places };
    return this.changes.changeIn(tx, { departmentId: id, institutionId }, terms);
  }
}

function timesOf({ day, from, to }: SessionRow): { readonly start: Date; readonly end: Date } {
  return { start: instantAt(day, from, ALLIANCE_ZONE), end: instantAt(day, to, ALLIANCE_ZONE) };
}

/** Midnight at the end of the day is `24:00` of it. */
function timeOn(day: string, instant: Date): LocalTime {
  const minutes = Math.round((+instant - +startOfDay(day, ALLIANCE_ZONE)) / 60_000);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function firstOf(rows: readonly SessionRow[], now: Date): Date {
  const [first] = rows.map(({ day }) => day).toSorted();
  const today = startOfDay(localDate(now, ALLIANCE_ZONE), ALLIANCE_ZONE);
  const earliest = first === undefined ? today : startOfDay(first, ALLIANCE_ZONE);
  return earliest < today ? earliest : today;
}
