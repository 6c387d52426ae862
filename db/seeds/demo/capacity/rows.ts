import { ALLIANCE_ZONE, addDays, before, instantAt, localDate, minutes } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import type { County, Department } from '../county/index.js';
import type { Chance } from '../random.js';
import { calendar } from '../referrals/working-time.js';

/** Begin, end, and how many places at least and at most. */
const SESSIONS = [
  ['08:30', '11:30', 3, 6],
  ['14:30', '17:00', 2, 4],
] as const;
const DAYS_BACK = 14;
const DAYS_AHEAD = 14;
/** Places that nobody holds go back to the hospital the day before, as the reference settings have it. */
const RELEASE = '16:00';
const MOST_EMPTY_BEDS = 6;
/** The oldest figure that a ward has left standing. */
const OLDEST_MINUTES = 95;

export interface Session {
  readonly id: string;
  readonly planId: string;
  readonly department: Department;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly places: number;
  readonly releasedAt: Date;
}

export interface BedPool {
  readonly id: string;
  readonly department: Department;
}

export interface Capacity {
  readonly sessions: readonly Session[];
  readonly bedPools: readonly BedPool[];
}

/** Places and beds of the hospitals' departments that take referrals, for the working days of four weeks around now. */
export function capacityOf(chance: Chance, { county, now }: { county: County; now: Date }): Capacity {
  const departments = county.departments.filter(
    ({ acceptsReferrals, institution }) => acceptsReferrals && institution.kind.endsWith('HOSPITAL'),
  );
  return {
    sessions: departments.flatMap((department) => sessionsOf(chance, department, now)),
    bedPools: departments.map((department) => ({ id: chance.id(county.since), department })),
  };
}

function sessionsOf(chance: Chance, department: Department, now: Date): Session[] {
  const today = localDate(now, ALLIANCE_ZONE);
  const planned = instantAt(addDays(today, -DAYS_BACK - 7), '09:00', ALLIANCE_ZONE);
  const planId = chance.id(planned);
  const days = Array.from({ length: DAYS_BACK + DAYS_AHEAD + 1 }, (_, index) => addDays(today, index - DAYS_BACK));
  return days
    .filter((day) => calendar.isWorkday(day))
    .flatMap((day) =>
      SESSIONS.map(([from, to, fewest, most]) => ({
        id: chance.id(planned),
        planId,
        department,
        startsAt: instantAt(day, from, ALLIANCE_ZONE),
        endsAt: instantAt(day, to, ALLIANCE_ZONE),
        places: chance.integer(fewest, most),
        releasedAt: instantAt(addDays(day, -1), RELEASE, ALLIANCE_ZONE),
      })),
    );
}

export function sessionRows(sessions: readonly Session[], now: Date): Rows {
  return sessions.map(({ id, planId, department, startsAt, endsAt, places, releasedAt }) => ({
    id,
    plan_id: planId,
    ...placeOf(department),
    starts_at: startsAt,
    ends_at: endsAt,
    places,
    released_at: releasedAt <= now ? releasedAt : null,
    version: releasedAt <= now ? 2 : 1,
  }));
}

/** @param held how many beds of a pool are held */
export function bedPoolRows(
  chance: Chance,
  { bedPools }: Capacity,
  { county, now, held }: { county: County; now: Date; held: (pool: BedPool) => number },
): Rows {
  return bedPools.map((pool) => ({
    id: pool.id,
    ...placeOf(pool.department),
    empty_beds: held(pool) + chance.integer(0, MOST_EMPTY_BEDS),
    reported_at: before(now, minutes(chance.integer(1, OLDEST_MINUTES))),
    reported_by_staff_id: county.staff.find((member) => member.department === pool.department)!.id,
    version: 1,
  }));
}

function placeOf({ id, institution }: Department) {
  return { institution_id: institution.id, department_id: id };
}
