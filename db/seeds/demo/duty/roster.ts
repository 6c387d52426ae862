import {
  ALLIANCE_ZONE,
  addDays,
  after,
  before,
  hours,
  instantAt,
  localDate,
  startOfDay,
  type LocalDate,
} from '#kernel';
import type { Rows } from '../bulk-insert.js';
import { Role } from '#identity';
import { playersOf, type Player } from '../accounts.js';
import type { County, StaffMember } from '../county/index.js';
import { fictionalMobile } from '../identifiers.js';
import type { Chance } from '../random.js';
import type { Sealing } from '../sealing.js';
import { keptDuties, type KeptDuty } from './places.js';

/** When the day's duty changes hands. */
const HANDOVER = '08:00';
/** The department that has forgotten one day. */
const FORGETFUL = 'GRK';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

export interface RosterRows {
  readonly entries: Rows;
  readonly substitutions: Rows;
  readonly requirements: Rows;
}

interface Given {
  readonly county: County;
  readonly sealing: Sealing;
  readonly now: Date;
}

interface Turn {
  readonly start: Date;
  readonly end: Date;
  readonly number: number;
}

/** The roster of this month and the next: everything kept is staffed, but for one day of one department. */
export function rosterOf(chance: Chance, { county, sealing, now }: Given): RosterRows {
  const kept = dutiesOf(county, now);
  const today = localDate(now, ALLIANCE_ZONE);
  const planId = chance.id(before(now, hours(24 * 10)));
  const forgotten = instantAt(forgottenDay(today), HANDOVER, ALLIANCE_ZONE);
  const entries = kept.flatMap((duty) =>
    turnsOf(duty, today)
      .filter(({ start }) => !(isForgetful(duty) && +start === +forgotten))
      .map((turn) => entryRow({ id: chance.id(county.since), planId, sealing }, duty, turn)),
  );
  const requirements = kept.map((duty) => ({
    id: chance.id(county.since),
    ...placeOf(duty),
    weekdays: EVERY_DAY,
    from_time: HANDOVER,
    to_time: HANDOVER,
    effective_from: localDate(county.since, ALLIANCE_ZONE),
    version: 1,
  }));
  return { entries, substitutions: [standIn(chance, kept, { entries, sealing, now })], requirements };
}

function dutiesOf(county: County, now: Date): KeptDuty[] {
  const players = playersOf(county);
  return keptDuties(county).map((duty) => inTurn(duty, players, now));
}

/** Who is to be on duty when, for whoever wants to know when they are not; the day that was forgotten counts. */
export function turnsOfStaff(county: County, now: Date): { member: StaffMember; start: Date; end: Date }[] {
  return dutiesOf(county, now).flatMap((duty) =>
    turnsOf(duty, localDate(now, ALLIANCE_ZONE)).flatMap(({ start, end, number }) => {
      const member = duty.people[number % Math.max(duty.people.length, 1)];
      return member ? [{ member, start, end }] : [];
    }),
  );
}

/** In how many turns it is theirs as whom one can sign in: the story calls the doctor on duty, and meets the expert, who is not. */
const AWAITED = [
  [Role.COUNTY_DOCTOR, 0],
  [Role.EXPERT, 1],
] as const;

/** Doctors take turns so that it is the turn of whom the story needs when it needs them. */
function inTurn(duty: KeptDuty, players: readonly Player[], now: Date): KeptDuty {
  const plays = (wanted: Role) => (person: StaffMember) =>
    players.some(({ role, member }) => role === wanted && member === person);
  // A head is on duty for whole weeks: the expert would hardly be met.
  if (duty.function === 'DUTY_HEAD') return { ...duty, people: duty.people.filter((one) => !plays(Role.EXPERT)(one)) };
  const { people } = duty;
  const turn = turnsOf(duty, localDate(now, ALLIANCE_ZONE)).find(({ start, end }) => start <= now && now < end);
  const awaited = AWAITED.map(([role, turns]) => [people.findIndex(plays(role)), turns] as const);
  const [at, turns] = awaited.find(([place]) => place >= 0) ?? [-1, 0];
  if (duty.function !== 'DUTY_DOCTOR' || at < 0 || !turn) return duty;
  const first = (((at - turns - turn.number) % people.length) + people.length) % people.length;
  return { ...duty, people: [...people.slice(first), ...people.slice(0, first)] };
}

/** Tomorrow, as long as that is this month. */
function forgottenDay(today: LocalDate): LocalDate {
  const tomorrow = addDays(today, 1);
  return tomorrow.slice(0, 7) === today.slice(0, 7) ? tomorrow : today;
}

function isForgetful({ department, function: duty }: KeptDuty): boolean {
  return department?.code === FORGETFUL && duty === 'DUTY_DOCTOR';
}

/** Turn after turn, from before this month begins to the end of the next. */
function turnsOf({ days, people }: KeptDuty, today: LocalDate): Turn[] {
  const [begin, middle, end] = boundsOf(today);
  if (people.length === 0) return [between(begin, middle, 0), between(middle, end, 1)];
  const turns: Turn[] = [];
  for (let day = addDays(begin, -1); day < end; day = addDays(day, days)) {
    const [start, stop] = [day, addDays(day, days)].map((one) => instantAt(one, HANDOVER, ALLIANCE_ZONE));
    turns.push({ start: start!, end: stop!, number: turns.length });
  }
  return turns;
}

/** First days of this month, the next one and the one behind it. */
function boundsOf(today: LocalDate): [LocalDate, LocalDate, LocalDate] {
  const first = `${today.slice(0, 7)}-01`;
  const second = `${addDays(first, 31).slice(0, 7)}-01`;
  return [first, second, `${addDays(second, 31).slice(0, 7)}-01`];
}

function between(first: LocalDate, behind: LocalDate, number: number): Turn {
  return { start: startOfDay(first, ALLIANCE_ZONE), end: startOfDay(behind, ALLIANCE_ZONE), number };
}

interface Making {
  readonly id: string;
  readonly planId: string;
  readonly sealing: Sealing;
}

function entryRow({ id, planId, sealing }: Making, duty: KeptDuty, { start, end, number }: Turn) {
  const person = duty.people[number % Math.max(duty.people.length, 1)];
  const phone = person ? fictionalMobile(person.phoneNumber) : duty.department!.phone;
  return {
    id,
    plan_id: planId,
    ...placeOf(duty),
    starts_at: start,
    ends_at: end,
    staff_id: person?.id ?? null,
    ...sealing.dutyPhone(phone),
    version: 1,
  };
}

function placeOf({ institution, department, function: duty }: KeptDuty) {
  return { institution_id: institution.id, department_id: department?.id ?? null, function: duty };
}

interface Written {
  readonly entries: readonly ReturnType<typeof entryRow>[];
  readonly sealing: Sealing;
  readonly now: Date;
}

/** Of today's cardiologist: a colleague stands in for two hours. */
function standIn(chance: Chance, kept: readonly KeptDuty[], { entries, sealing, now }: Written) {
  const duty = kept.find(({ department, function: what }) => department?.code === 'XNK' && what === 'DUTY_DOCTOR')!;
  const entry = entries.find(
    (row) =>
      row.department_id === duty.department!.id &&
      row.function === duty.function &&
      row.starts_at <= now &&
      row.ends_at > now,
  )!;
  const colleague = duty.people.find(({ id }) => id !== entry.staff_id)!;
  const start = after(entry.starts_at, hours(10));
  return {
    id: chance.id(now),
    entry_id: entry.id,
    entry_starts_at: entry.starts_at,
    entry_ends_at: entry.ends_at,
    starts_at: start,
    ends_at: after(start, hours(2)),
    staff_id: colleague.id,
    ...sealing.dutyPhone(fictionalMobile(colleague.phoneNumber)),
  };
}
