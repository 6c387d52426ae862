import { addDays, daysBetween, type LocalDate } from '#kernel';
import type { Decision, Draft } from './draft.js';
import type { Expert } from './model.js';
import { slotKey } from './rota.js';
import { awayAt, withinMidday } from './rules.js';
import { Sessions } from './sessions.js';

const NONE = Number.NEGATIVE_INFINITY;

/** A sum of columns. */
type Sum = readonly number[];

const rowOf = (columns: Sum) => columns.map((column) => [column, 1] as const);

/**
 * The hard rules that look at the rest of the plan, as rows; those that hold whatever is planned have left no column. What
 * `rules.ts` says of a finished plan is what these rows allow; tests compare the two.
 */
export function addHardRules(draft: Draft): void {
  const settled = new Sessions(draft.rota);
  for (const [expertId, decisions] of Map.groupBy(draft.decisions, ({ expert }) => expert.id)) {
    const expert = draft.rota.expert(expertId);
    addOnePlace(draft, decisions);
    addWeekLimits(draft, settled, { expert, decisions });
    addMidday(draft, decisions);
    addConsecutiveDays(draft, settled, { expert, decisions });
  }
  addKeyStaff(draft, settled);
}

interface Own {
  readonly expert: Expert;
  readonly decisions: readonly Decision[];
}

function addOnePlace({ model }: Draft, decisions: readonly Decision[]): void {
  for (const [, rivals] of Map.groupBy(decisions, ({ demand }) => slotKey(demand)))
    if (rivals.length > 1) model.row(NONE, 1, rowOf(rivals.map(({ column }) => column)));
}

function addWeekLimits({ rota, model }: Draft, settled: Sessions, { expert, decisions }: Own): void {
  for (const [week, within] of Map.groupBy(decisions, ({ demand }) => rota.weekOf(demand.date))) {
    const left = expert.maxPerWeek - settled.inWeek(expert.id, week);
    const slots = new Set(within.map(({ demand }) => slotKey(demand))).size;
    if (slots > left) model.row(NONE, left, rowOf(within.map(({ column }) => column)));
  }
}

/** A morning at one township keeps those out of reach in the afternoon away. */
function addMidday({ rota, model }: Draft, decisions: readonly Decision[]): void {
  for (const [, day] of Map.groupBy(decisions, ({ demand }) => demand.date)) {
    const { mornings, afternoons } = byHalf(day);
    const after = [...Map.groupBy(afternoons, ({ demand }) => demand.townshipId)];
    for (const [morningId, there] of Map.groupBy(mornings, ({ demand }) => demand.townshipId)) {
      const beyond = after
        .filter(([afternoonId]) => !withinMidday(rota, morningId, afternoonId))
        .flatMap(([, elsewhere]) => elsewhere);
      if (beyond.length > 0) model.row(NONE, 1, rowOf([...there, ...beyond].map(({ column }) => column)));
    }
  }
}

function addConsecutiveDays(draft: Draft, settled: Sessions, { expert, decisions }: Own): void {
  const days = new Map([...Map.groupBy(decisions, ({ demand }) => demand.date)].toSorted(byDate));
  const free = [...days.keys()].filter((day) => !settled.worksOn(expert.id, day));
  const length = expert.maxConsecutiveDays + 1;
  const workedOn = workedDays(draft, days);
  const done = new Set<LocalDate>();
  for (const day of free) {
    for (let back = 0; back < length; back += 1) {
      const start = addDays(day, -back);
      if (done.has(start)) continue;
      done.add(start);
      const within = free.filter((other) => 0 <= daysBetween(start, other) && daysBetween(start, other) < length);
      const taken = Array.from({ length }, (_, step) => addDays(start, step)).filter((other) =>
        settled.worksOn(expert.id, other),
      ).length;
      const left = expert.maxConsecutiveDays - taken;
      if (mostOf(draft, settled, { expert, days: within }) <= left) continue;
      draft.model.row(NONE, left, rowOf(within.flatMap(workedOn)));
    }
  }
}

const byDate = ([one]: [LocalDate, unknown], [other]: [LocalDate, unknown]): number => daysBetween(other, one);

/** On how many of the days the limits of their weeks let the expert go. */
function mostOf({ rota }: Draft, settled: Sessions, { expert, days }: { expert: Expert; days: LocalDate[] }): number {
  return [...Map.groupBy(days, (day) => rota.weekOf(day))].reduce(
    (total, [week, within]) => total + Math.min(within.length, expert.maxPerWeek - settled.inWeek(expert.id, week)),
    0,
  );
}

/** Columns whose sum is 1 where the expert has a session on the day: a column of its own for days of two halves. */
function workedDays(draft: Draft, days: ReadonlyMap<LocalDate, readonly Decision[]>): (day: LocalDate) => Sum {
  const known = new Map<LocalDate, Sum>();
  return (day) => {
    const found = known.get(day) ?? workedDay(draft, days.get(day)!);
    known.set(day, found);
    return found;
  };
}

function workedDay(draft: Draft, day: readonly Decision[]): Sum {
  const { mornings, afternoons } = byHalf(day);
  const halves = [mornings, afternoons].map((half) => half.map(({ column }) => column));
  return eitherOf(draft, halves[0]!, halves[1]!);
}

/**
 * Columns whose sum is at least 1 where either sum is: one of them where the other is empty, else a column of its own. A
 * row or a cost keeps it from being larger.
 */
export function eitherOf({ model, dependents }: Draft, one: Sum, other: Sum): Sum {
  if (one.length === 0) return other;
  if (other.length === 0) return one;
  const column = model.column(0, 1, false);
  for (const sum of [one, other]) model.row(NONE, 0, [...rowOf(sum), [column, -1]]);
  const total = (values: Float64Array, sum: Sum) => sum.reduce((all, each) => all + values[each]!, 0);
  dependents.push({ column, value: (values) => Math.max(total(values, one), total(values, other)) });
  return [column];
}

export function byHalf(decisions: readonly Decision[]): { mornings: Decision[]; afternoons: Decision[] } {
  const { AM = [], PM = [] } = Object.groupBy(decisions, ({ demand }) => demand.half);
  return { mornings: AM, afternoons: PM };
}

function addKeyStaff({ rota, model, decisions }: Draft, settled: Sessions): void {
  for (const group of rota.instance.keyStaff) {
    const members = new Set(group.expertIds);
    const own = decisions.filter(({ expert }) => members.has(expert.id));
    for (const [, within] of Map.groupBy(own, ({ demand }) => slotKey(demand))) {
      const left = group.maxAway - awayAt(rota, settled, group, { slot: within[0]!.demand, but: '' }).length;
      const people = new Set(within.map(({ expert }) => expert.id)).size;
      if (people > left) model.row(NONE, left, rowOf(within.map(({ column }) => column)));
    }
  }
}
