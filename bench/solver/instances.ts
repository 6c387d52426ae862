import type { Demand, Expert, HalfDay, RotaInstance, RotaWeights, Unavailable } from '#dispatch';
import { addDays, weekdayOf } from '#kernel';
import { Dice } from './dice.js';

export interface InstanceSize {
  readonly townships: number;
  readonly experts: number;
  readonly weeks: number;
}

/** A Monday without holidays around it. */
const FIRST_DAY = '2026-03-02';
const HALVES = ['AM', 'PM'] as const;
const HOMES = ['county-hospital', 'tcm-hospital', 'maternity-hospital'];

/** Of ten experts and ten demands, in each specialty: the last two are asked for more than they have people. */
const SPECIALTIES = [
  { code: 'cardiology', people: 5, asked: 5 },
  { code: 'respiratory', people: 4, asked: 4 },
  { code: 'neurology', people: 4, asked: 4 },
  { code: 'orthopaedics', people: 4, asked: 3.5 },
  { code: 'obstetrics', people: 4, asked: 3.5 },
  { code: 'paediatrics', people: 3, asked: 3.5 },
  { code: 'endocrinology', people: 3, asked: 3 },
  { code: 'ophthalmology', people: 2, asked: 2.5 },
  { code: 'psychiatry', people: 1, asked: 2 },
] as const;

/** As seeded into a new county. */
const WEIGHTS: RotaWeights = {
  priorities: [
    { priority: 1, shortOfMin: 9, shortOfIdeal: 12 },
    { priority: 2, shortOfMin: 3, shortOfIdeal: 9 },
    { priority: 3, shortOfMin: 1, shortOfIdeal: 6 },
  ],
  travelPerHour: 1,
  fairness: 0.3,
  burden: 0.3,
  preference: 1,
  continuity: 1,
  familiarAfter: 4,
  change: 3,
};

/**
 * A county as it might be: three lead hospitals, townships up to two hours away, scarce specialties, leave, nights on duty
 * with rest after them, own clinics, wishes, key staff. Several demands cannot be met whatever is planned.
 */
export function countyInstance(size: InstanceSize, seed: number): RotaInstance {
  const dice = new Dice(seed);
  const halfDays = periodOf(size.weeks);
  const places = placesOf(dice, size.townships);
  const experts = Array.from({ length: size.experts }, (_, index) => expertOf(dice, { index, size, halfDays }));
  return {
    halfDays,
    experts,
    keyStaff: SPECIALTIES.slice(0, 6).map(({ code }) => {
      const own = experts.filter(({ specialties }) => specialties[0] === code).map(({ id }) => id);
      return { id: code, expertIds: own, maxAway: Math.max(1, own.length - 1) };
    }),
    travel: { limitMinutes: 115, middayLimitMinutes: 30, farMinutes: 60, minutes: places },
    demands: demandsOf(dice, size, halfDays),
    fixed: [],
    settled: [],
    published: [],
    visits: experts.flatMap(({ id }) =>
      dice
        .sample(townshipIds(size.townships), 3)
        .map((townshipId) => ({ expertId: id, townshipId, sessions: dice.between(1, 6) })),
    ),
    weights: WEIGHTS,
  };
}

function periodOf(weeks: number): HalfDay[] {
  return Array.from({ length: weeks * 7 }, (_, index) => addDays(FIRST_DAY, index)).flatMap((date) =>
    HALVES.map((half) => ({ date, half, workday: weekdayOf(date) <= 5, past: false })),
  );
}

const townshipIds = (count: number): string[] => Array.from({ length: count }, (_, index) => `township-${index}`);

/** Straight ways at 40 km an hour, on a map of 70 km around the county seat. */
function placesOf(dice: Dice, townships: number) {
  const spot = (radius: number) => {
    const [angle, distance] = [dice.roll() * 2 * Math.PI, radius * Math.sqrt(dice.roll())];
    return { x: distance * Math.cos(angle), y: distance * Math.sin(angle) };
  };
  const all = [
    ...HOMES.map((id) => ({ id, ...spot(5) })),
    ...townshipIds(townships).map((id) => ({ id, ...spot(70) })),
  ];
  return all.flatMap((from, index) =>
    all.slice(index + 1).map((to) => ({
      fromId: from.id,
      toId: to.id,
      minutes: Math.round(10 + Math.hypot(from.x - to.x, from.y - to.y) * 1.5),
    })),
  );
}

function expertOf(
  dice: Dice,
  { index, size, halfDays }: { index: number; size: InstanceSize; halfDays: readonly HalfDay[] },
): Expert {
  const people = SPECIALTIES.flatMap(({ code, people: count }) => Array<string>(count).fill(code));
  const own = people[index % people.length]!;
  const second = dice.happens(0.5) ? [dice.pick(SPECIALTIES.slice(0, 7)).code] : [];
  const senior = dice.happens(0.4);
  const weight = dice.happens(0.15) ? 0.5 : 1;
  return {
    id: `expert-${index}`,
    title: senior ? 'SENIOR' : dice.pick(['INTERMEDIATE', 'DEPUTY_SENIOR'] as const),
    specialties: [...new Set([own, ...second])],
    homeId: own === 'obstetrics' ? HOMES[2]! : dice.pick(HOMES.slice(0, 2)),
    secondments: [],
    weight,
    maxPerWeek: senior ? 2 : 3,
    maxConsecutiveDays: 2,
    unavailable: unavailableOf(dice, halfDays),
    preferences: [
      { townshipId: null, weekday: dice.between(1, 5), half: null, score: 0.8 },
      { townshipId: dice.pick(townshipIds(size.townships)), weekday: null, half: null, score: -1 },
    ],
    carryOver: { sessions: weight * dice.between(12, 18), burdens: weight * dice.between(2, 6) },
  };
}

/** Two own clinics a week, a night on duty in each with rest after it, and leave for some. */
function unavailableOf(dice: Dice, halfDays: readonly HalfDay[]): Unavailable[] {
  const clinics = [0, 1].map(() => ({ weekday: dice.between(1, 5), half: dice.pick(HALVES) }));
  const night = dice.between(1, 6);
  const dates = [...new Set(halfDays.map(({ date }) => date))];
  const leaveFrom = dice.happens(0.25) ? dice.between(0, dates.length - 1) : dates.length;
  const leave = new Set(dates.slice(leaveFrom, leaveFrom + dice.between(3, 7)));
  return halfDays.flatMap((slot) => {
    const weekday = weekdayOf(slot.date);
    const reason = leave.has(slot.date)
      ? 'LEAVE'
      : weekday === night && slot.half === 'PM'
        ? 'DUTY'
        : weekday === night + 1 && slot.half === 'AM'
          ? 'NIGHT_REST'
          : clinics.some((clinic) => clinic.weekday === weekday && clinic.half === slot.half)
            ? 'COMMITMENT'
            : null;
    return reason ? [{ date: slot.date, half: slot.half, reason, reference: null }] : [];
  });
}

/** Every township asks for the same half-days each week; nearly as many in all as the experts could give. */
function demandsOf(dice: Dice, { townships, experts, weeks }: InstanceSize, halfDays: readonly HalfDay[]): Demand[] {
  const weekly = Math.round(experts * 2);
  const asked = SPECIALTIES.flatMap(({ code, asked: count }) => Array<string>(count * 2).fill(code));
  const patterns = Array.from({ length: weekly }, (_, index) => ({
    townshipId: `township-${index % townships}`,
    specialty: dice.pick(asked),
    weekday: dice.happens(0.12) ? 6 : dice.between(1, 5),
    half: dice.happens(0.6) ? ('AM' as const) : ('PM' as const),
    priority: dice.pick([1, 2, 2, 3, 3]),
    min: dice.happens(0.85) ? 1 : 0,
    ideal: dice.happens(0.08) ? 2 : 1,
    minimumTitle: dice.happens(0.2) ? ('DEPUTY_SENIOR' as const) : ('INTERMEDIATE' as const),
  }));
  return patterns.flatMap(({ weekday, ...pattern }, index) =>
    Array.from({ length: weeks }, (_, week) => ({
      ...pattern,
      id: `demand-${index}-${week}`,
      date: addDays(halfDays[0]!.date, week * 7 + weekday - 1),
    })),
  );
}
