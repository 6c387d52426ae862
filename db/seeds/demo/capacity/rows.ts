import { ALLIANCE_ZONE, addDays, before, instantAt, localDate, minutes, weekdayOf } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import type { County, Department } from '../county/index.js';
import type { Chance } from '../random.js';

/** Begin, end, and how many places at least and at most. */
const SESSIONS = [
  ['08:30', '11:30', 3, 6],
  ['14:30', '17:00', 2, 4],
] as const;
const DAYS = 14;
const SATURDAY = 6;
const MOST_EMPTY_BEDS = 6;
/** The oldest figure that a ward has left standing. */
const OLDEST_MINUTES = 95;

export interface CapacityRows {
  readonly sessions: Rows;
  readonly bedPools: Rows;
}

/** Places and empty beds of the hospitals' departments that take referrals, for the working days of two weeks. */
export function capacityOf(chance: Chance, { county, now }: { county: County; now: Date }): CapacityRows {
  const departments = county.departments.filter(
    ({ acceptsReferrals, institution }) => acceptsReferrals && institution.kind.endsWith('HOSPITAL'),
  );
  return {
    sessions: departments.flatMap((department) => sessionsOf(chance, department, now)),
    bedPools: departments.map((department) => ({
      id: chance.id(county.since),
      ...placeOf(department),
      empty_beds: chance.integer(0, MOST_EMPTY_BEDS),
      reported_at: before(now, minutes(chance.integer(1, OLDEST_MINUTES))),
      reported_by_staff_id: county.staff.find((member) => member.department === department)!.id,
      version: 1,
    })),
  };
}

function sessionsOf(chance: Chance, department: Department, now: Date): Rows {
  const today = localDate(now, ALLIANCE_ZONE);
  const planId = chance.id(now);
  const days = Array.from({ length: DAYS }, (_, index) => addDays(today, index + 1));
  return days
    .filter((day) => weekdayOf(day) < SATURDAY)
    .flatMap((day) =>
      SESSIONS.map(([from, to, fewest, most]) => ({
        id: chance.id(now),
        plan_id: planId,
        ...placeOf(department),
        starts_at: instantAt(day, from, ALLIANCE_ZONE),
        ends_at: instantAt(day, to, ALLIANCE_ZONE),
        places: chance.integer(fewest, most),
        version: 1,
      })),
    );
}

function placeOf({ id, institution }: Department) {
  return { institution_id: institution.id, department_id: id };
}
