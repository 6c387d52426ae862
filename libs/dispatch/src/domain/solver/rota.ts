import { addDays, weekdayOf, type LocalDate } from '#kernel';
import {
  TITLES,
  type Assignment,
  type Demand,
  type Expert,
  type HalfDay,
  type KeyStaffGroup,
  type RotaInstance,
  type SettledSession,
  type Slot,
  type Unavailable,
} from './model.js';

export const slotKey = ({ date, half }: Slot): string => `${date} ${half}`;

/** The Monday of the day's week: weeks are named by it. */
const weekOf = (date: LocalDate): LocalDate => addDays(date, 1 - weekdayOf(date));

const pairKey = (one: string, other: string): string => `${one}\n${other}`;

/** An instance with everything that rules and formulations look up, found at once. */
export class Rota {
  private readonly expertsById: ReadonlyMap<string, Expert>;
  private readonly demandsById: ReadonlyMap<string, Demand>;
  private readonly halfDays: ReadonlyMap<string, HalfDay>;
  private readonly unavailable: ReadonlyMap<string, Unavailable>;
  private readonly minutes: ReadonlyMap<string, number>;
  private readonly visits: ReadonlyMap<string, number>;
  private readonly groups: ReadonlyMap<string, readonly KeyStaffGroup[]>;
  private readonly bySpecialty: ReadonlyMap<string, readonly Expert[]>;
  private readonly published: ReadonlySet<string>;
  private readonly weights: ReadonlyMap<number, { readonly shortOfMin: number; readonly shortOfIdeal: number }>;
  private readonly weekNames = new Map<LocalDate, LocalDate>();
  /** Demands that can still be planned, in order. */
  readonly open: readonly Demand[];
  /** What stands published and may be changed: nothing of the past, and nothing that is not asked for any more. */
  readonly standing: readonly Assignment[];

  /** @throws RangeError where ids are used twice or a demand asks for fewer than its minimum */
  constructor(readonly instance: RotaInstance) {
    const { experts, demands, halfDays, travel, visits, keyStaff, weights } = instance;
    this.expertsById = unique(experts);
    this.demandsById = unique(demands);
    this.halfDays = new Map(halfDays.map((halfDay) => [slotKey(halfDay), halfDay]));
    this.unavailable = new Map(
      experts.flatMap(({ id, unavailable }) => unavailable.map((slot) => [pairKey(id, slotKey(slot)), slot] as const)),
    );
    this.minutes = travelMinutes(travel.minutes);
    this.visits = new Map(
      visits.map(({ expertId, townshipId, sessions }) => [pairKey(expertId, townshipId), sessions]),
    );
    this.groups = listed(keyStaff.flatMap((group) => group.expertIds.map((id) => [id, group] as const)));
    this.bySpecialty = listed(
      experts.flatMap((expert) => [...new Set(expert.specialties)].map((specialty) => [specialty, expert] as const)),
    );
    this.published = new Set(instance.published.map(({ expertId, demandId }) => pairKey(expertId, demandId)));
    this.weights = new Map(weights.priorities.map((each) => [each.priority, each]));
    this.open = demands.filter((demand) => this.isOpen(demand));
    this.standing = instance.published.filter(({ demandId }) => {
      const demand = this.demandsById.get(demandId);
      return demand !== undefined && this.isOpen(demand);
    });
    const wrong = demands.find(({ min, ideal }) => !(min >= 0 && ideal >= min));
    if (wrong) throw new RangeError(`demand ${wrong.id} asks for fewer than its minimum`);
  }

  /** @throws RangeError for an expert that the instance does not have */
  expert(id: string): Expert {
    return known(this.expertsById.get(id), id);
  }

  /** @throws RangeError for a demand that the instance does not have */
  demand(id: string): Demand {
    return known(this.demandsById.get(id), id);
  }

  hasExpert(id: string): boolean {
    return this.expertsById.has(id);
  }

  findDemand(id: string): Demand | undefined {
    return this.demandsById.get(id);
  }

  /** Whether the half-day belongs to the period, over or not. */
  covers(slot: Slot): boolean {
    return this.halfDays.has(slotKey(slot));
  }

  /** Whether the half-day belongs to the period and is not over. */
  isOpen(slot: Slot): boolean {
    return this.halfDays.get(slotKey(slot))?.past === false;
  }

  /** Whether the half-day is one of the days off that are to be shared. */
  isWeekend(slot: Slot): boolean {
    return this.halfDays.get(slotKey(slot))?.workday === false;
  }

  unavailableAt(expertId: string, slot: Slot): Unavailable | undefined {
    return this.unavailable.get(pairKey(expertId, slotKey(slot)));
  }

  /** One way; null where the pair is not listed. */
  minutesBetween(fromId: string, toId: string): number | null {
    return fromId === toId ? 0 : (this.minutes.get(pairKey(fromId, toId)) ?? null);
  }

  /** One way from where the expert sets out on that day; null where it is not listed. */
  minutesTo(expert: Expert, { townshipId, date }: { townshipId: string; date: LocalDate }): number | null {
    const stay = expert.secondments.find(({ from, to }) => from <= date && date <= to);
    return this.minutesBetween(stay?.institutionId ?? expert.homeId, townshipId);
  }

  isFar(expert: Expert, session: { townshipId: string; date: LocalDate }): boolean {
    return (this.minutesTo(expert, session) ?? 0) >= this.instance.travel.farMinutes;
  }

  /** Weekend and distance, one each. */
  burdensOf(expert: Expert, session: Slot & { townshipId: string }): number {
    return Number(this.isWeekend(session)) + Number(this.isFar(expert, session));
  }

  visitsOf(expertId: string, townshipId: string): number {
    return this.visits.get(pairKey(expertId, townshipId)) ?? 0;
  }

  groupsOf(expertId: string): readonly KeyStaffGroup[] {
    return this.groups.get(expertId) ?? [];
  }

  /** Of the specialty, and of a sufficient title. */
  qualified({ specialty, minimumTitle }: Demand): readonly Expert[] {
    const least = TITLES.indexOf(minimumTitle);
    return (this.bySpecialty.get(specialty) ?? []).filter(({ title }) => TITLES.indexOf(title) >= least);
  }

  isPublished(expertId: string, demandId: string): boolean {
    return this.published.has(pairKey(expertId, demandId));
  }

  /** @throws RangeError for a priority without weights */
  weightsOf({ priority }: Demand): { readonly shortOfMin: number; readonly shortOfIdeal: number } {
    return known(this.weights.get(priority), `priority ${priority}`);
  }

  weekOf(date: LocalDate): LocalDate {
    const week = this.weekNames.get(date) ?? weekOf(date);
    this.weekNames.set(date, week);
    return week;
  }

  /** −1 … 1. */
  preferenceOf({ preferences }: Expert, { townshipId, date, half }: Slot & { townshipId: string }): number {
    const matches = preferences.filter(
      (wish) =>
        (wish.townshipId ?? townshipId) === townshipId &&
        (wish.half ?? half) === half &&
        (wish.weekday === null || wish.weekday === weekdayOf(date)),
    );
    const total = matches.reduce((sum, { score }) => sum + score, 0);
    return Math.max(-1, Math.min(1, total));
  }

  /** Settled sessions inside the period: they count as load of it. */
  settledInPeriod(): readonly SettledSession[] {
    return this.instance.settled.filter((session) => this.covers(session));
  }
}

function unique<T extends { readonly id: string }>(things: readonly T[]): ReadonlyMap<string, T> {
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  if (byId.size !== things.length) throw new RangeError('ids of experts and of demands are not unique');
  return byId;
}

function known<T>(value: T | undefined, id: string): T {
  if (value === undefined) throw new RangeError(`${id} is not part of the instance`);
  return value;
}

function listed<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> {
  const lists = new Map<string, T[]>();
  for (const [key, value] of entries) {
    const list = lists.get(key);
    if (list) list.push(value);
    else lists.set(key, [value]);
  }
  return lists;
}

function travelMinutes(listedMinutes: RotaInstance['travel']['minutes']): ReadonlyMap<string, number> {
  const back = listedMinutes.map(({ fromId, toId, minutes }) => [pairKey(toId, fromId), minutes] as const);
  const there = listedMinutes.map(({ fromId, toId, minutes }) => [pairKey(fromId, toId), minutes] as const);
  return new Map([...back, ...there]);
}
