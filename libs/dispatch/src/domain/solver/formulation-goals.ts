import { keyOf, type Decision, type Draft } from './draft.js';
import { byHalf, eitherOf } from './formulation-rules.js';
import { Share, amountOf, fairShare, unfairness, type LoadBase } from './loads.js';
import type { Demand } from './model.js';
import { continuityPoints, dayAt, preferencePoints } from './score.js';

/** Coverage, changes and every soft goal, as costs of columns; `fixed` are decisions that may go beyond the ideal. */
export function addSoftGoals(draft: Draft, fixed: ReadonlySet<string>): void {
  addCoverage(draft, fixed);
  addTravel(draft);
  addFairness(draft, Share.SESSIONS, draft.rota.instance.weights.fairness);
  addFairness(draft, Share.BURDENS, draft.rota.instance.weights.burden);
  for (const decision of draft.decisions) {
    draft.soft.add(decision.column, preferencePoints(draft.rota, decision) + continuityPoints(draft.rota, decision));
  }
  addChanges(draft);
}

/** Experts and what is missing make up the ideal; what is missing to the minimum has a column of its own. */
function addCoverage(draft: Draft, fixed: ReadonlySet<string>): void {
  const decided = Map.groupBy(draft.decisions, ({ demand }) => demand.id);
  for (const demand of draft.rota.open) {
    const own = decided.get(demand.id) ?? [];
    const kept = own.filter((each) => fixed.has(keyOf({ expertId: each.expert.id, demandId: demand.id }))).length;
    addShortages(draft, { demand, columns: own.map(({ column }) => column), kept });
  }
}

function addShortages(
  { rota, choices, model, coverage, soft, dependents }: Draft,
  { demand, columns, kept }: { demand: Demand; columns: readonly number[]; kept: number },
): void {
  const { min, ideal } = choices.needs.get(demand.id)!;
  const weights = rota.weightsOf(demand);
  const most = Math.max(ideal, kept);
  const belowMin = model.column(0, min, false);
  const belowIdeal = model.column(0, most - min, false);
  model.row(
    most,
    most,
    [...columns, belowMin, belowIdeal].map((column) => [column, 1] as const),
  );
  coverage.add(belowMin, weights.shortOfMin);
  soft.add(belowIdeal, weights.shortOfIdeal);
  const given = (values: Float64Array) => columns.reduce((total, column) => total + values[column]!, 0);
  dependents.push(
    { column: belowMin, value: (values) => Math.max(0, min - given(values)) },
    { column: belowIdeal, value: (values) => most - Math.max(min, given(values)) },
  );
}

/** A day at a township is one way there and back, even of two sessions. */
function addTravel(draft: Draft): void {
  const { rota, soft } = draft;
  const there = new Set(rota.instance.settled.map((session) => dayAt(session.expertId, session)));
  for (const [day, visits] of Map.groupBy(draft.decisions, ({ expert, demand }) => dayAt(expert.id, demand))) {
    if (there.has(day)) continue;
    const { expert, demand } = visits[0]!;
    const points = (rota.instance.weights.travelPerHour * 2 * (rota.minutesTo(expert, demand) ?? 0)) / 60;
    if (points === 0) continue;
    const { mornings, afternoons } = byHalf(visits);
    const halves = [mornings, afternoons].map((half) => half.map(({ column }) => column));
    for (const column of eitherOf(draft, halves[0]!, halves[1]!)) soft.add(column, points);
  }
}

/**
 * The square of the distance from the fair share is convex, so that steps of one session, each dearer than the one before,
 * add up to it exactly at whole numbers: the linear model shares as the square would.
 */
function addFairness(draft: Draft, share: Share, weight: number): void {
  const { rota, choices, soft } = draft;
  const { bases, target } = fairShare(rota, choices, share);
  const decided = Map.groupBy(draft.decisions, ({ expert }) => expert.id);
  for (const load of bases) {
    soft.offset += weight * unfairness(load.expert, load.base, target);
    const own = (decided.get(load.expert.id) ?? [])
      .map((decision) => ({ column: decision.column, amount: amountOf(rota, share, decision) }))
      .filter(({ amount }) => amount > 0);
    const most = mostSteps(draft, decided.get(load.expert.id) ?? [], share);
    if (own.length > 0)
      addSteps(draft, { load, own, most, points: (total) => weight * unfairness(load.expert, total, target) });
  }
}

interface Stairs {
  readonly load: LoadBase;
  readonly own: readonly { readonly column: number; readonly amount: number }[];
  readonly most: number;
  readonly points: (total: number) => number;
}

function addSteps({ model, soft, dependents }: Draft, { load, own, most, points }: Stairs): void {
  const steps = Array.from({ length: most }, (_, step) => {
    const column = model.column(0, 1, false);
    soft.add(column, points(load.base + step + 1) - points(load.base + step));
    dependents.push({ column, value: (values) => Math.max(0, Math.min(1, borne(own, values) - step)) });
    return [column, -1] as const;
  });
  model.row(0, 0, [...own.map(({ column, amount }) => [column, amount] as const), ...steps]);
}

function borne(own: Stairs['own'], values: Float64Array): number {
  return own.reduce((sum, { column, amount }) => sum + amount * values[column]!, 0);
}

/** No expert gets more than the weeks allow, twice as many burdens at the most. */
function mostSteps({ rota }: Draft, decisions: readonly Decision[], share: Share): number {
  const perWeek = [...Map.groupBy(decisions, ({ demand }) => rota.weekOf(demand.date))].map(([, within]) => {
    const slots = new Set(within.map(({ demand }) => `${demand.date}${demand.half}`)).size;
    return Math.min(slots, within[0]!.expert.maxPerWeek);
  });
  const sessions = perWeek.reduce((total, each) => total + each, 0);
  const dearest = Math.max(0, ...decisions.map((decision) => amountOf(rota, share, decision)));
  return sessions * dearest;
}

/** A published session that goes, and one that comes where something was published. */
function addChanges({ rota, decisions, soft, changes }: Draft): void {
  if (rota.standing.length === 0) return;
  for (const [objective, points] of [
    [changes, 1],
    [soft, rota.instance.weights.change],
  ] as const) {
    objective.offset += points * rota.standing.length;
    for (const { expert, demand, column } of decisions)
      objective.add(column, rota.isPublished(expert.id, demand.id) ? -points : points);
  }
}
