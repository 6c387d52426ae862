import { ALLIANCE_ZONE, addDays, after, before, instantAt, localDate, minutes } from '#kernel';
import type { Chance } from '../random.js';
import type { Institution } from './institutions.js';
import type { StaffMember } from './staff.js';

/** How far back orders to the shared centres are told: as far as all that the county has played. */
const DAYS_BACK = 118;

/** A moment of a day before today, at most so many minutes after eight o'clock. */
export function pastMorning(chance: Chance, now: Date, mostMinutes: number): Date {
  const day = addDays(localDate(now, ALLIANCE_ZONE), -chance.integer(1, DAYS_BACK));
  return after(instantAt(day, '08:00', ALLIANCE_ZONE), minutes(chance.integer(0, mostMinutes)));
}

export const minutesAgo = (chance: Chance, now: Date, [least, most]: readonly [number, number]): Date =>
  before(now, minutes(chance.integer(least, most)));

/** Where somebody is looked for. */
interface Post {
  readonly institution: Institution;
  readonly role: StaffMember['roles'][number];
  /** Code of the department; any when left out. */
  readonly department?: string | undefined;
}

/** Who does which work, once it has been looked for. */
const known = new WeakMap<readonly StaffMember[], Map<string, readonly StaffMember[]>>();

/** Somebody who does such work there. */
export function somebodyOf(chance: Chance, staff: readonly StaffMember[], post: Post): StaffMember {
  const posts = known.get(staff) ?? new Map<string, readonly StaffMember[]>();
  known.set(staff, posts);
  const name = `${post.institution.id} ${post.role} ${post.department ?? ''}`;
  const holders = posts.get(name) ?? holdersOf(staff, post);
  posts.set(name, holders);
  return chance.pick(holders);
}

const holdersOf = (staff: readonly StaffMember[], { institution, role, department }: Post): readonly StaffMember[] =>
  staff.filter(
    (member) =>
      member.institution === institution &&
      member.roles.includes(role) &&
      (department === undefined || member.department.code === department),
  );
