import type { Choices } from './candidates.js';
import type { Expert } from './model.js';
import type { Rota } from './rota.js';

/** What is shared: all sessions, or those at weekends and in far townships. */
export const Share = { SESSIONS: 'SESSIONS', BURDENS: 'BURDENS' } as const;
export type Share = (typeof Share)[keyof typeof Share];

/** An expert's part before anything is planned. */
export interface LoadBase {
  readonly expert: Expert;
  /** Carried over and settled, in sessions or burdens. */
  readonly base: number;
}

/** The experts whom some demand could take, and the load per share at which all of them bear the same. */
export interface FairShare {
  readonly bases: readonly LoadBase[];
  readonly target: number;
}

const CARRIED = { SESSIONS: 'sessions', BURDENS: 'burdens' } as const;

/** Who shares, from which base, and the fair share of everything that could be covered. */
export function fairShare(rota: Rota, choices: Choices, share: Share): FairShare {
  const counted = new Map<string, number>();
  for (const session of rota.settledInPeriod()) {
    if (!rota.hasExpert(session.expertId)) continue;
    const amount = share === Share.SESSIONS ? 1 : rota.burdensOf(rota.expert(session.expertId), session);
    counted.set(session.expertId, (counted.get(session.expertId) ?? 0) + amount);
  }
  const bases = rota.instance.experts
    .filter(({ id }) => choices.byExpert.has(id))
    .map((expert) => ({ expert, base: expert.carryOver[CARRIED[share]] + (counted.get(expert.id) ?? 0) }));
  const expected = [...choices.byDemand].reduce((sum, [demandId, candidates]) => {
    const sessions = Math.min(choices.needs.get(demandId)!.ideal, candidates.length);
    const each = candidates.map(({ expert, demand }) => amountOf(rota, share, { expert, demand }));
    return sum + (sessions * each.reduce((total, amount) => total + amount, 0)) / candidates.length;
  }, 0);
  const weight = bases.reduce((sum, { expert }) => sum + expert.weight, 0);
  const carried = bases.reduce((sum, { base }) => sum + base, 0);
  return { bases, target: weight === 0 ? 0 : (carried + expected) / weight };
}

/** What one session adds to the expert's part. */
export function amountOf(rota: Rota, share: Share, { expert, demand }: Choices['candidates'][number]): number {
  return share === Share.SESSIONS ? 1 : rota.burdensOf(expert, demand);
}

/** Points for an expert who bears `total`: the square of the distance from the fair share, of each share of load. */
export function unfairness({ weight }: Expert, total: number, target: number): number {
  return weight * (total / weight - target) ** 2;
}

/** (Σx)² / (nΣx²): 1 where all are equal, 1/n where one bears everything; null where nobody bears anything. */
export function jainIndex(loads: readonly number[]): number | null {
  const sum = loads.reduce((total, load) => total + load, 0);
  const squares = loads.reduce((total, load) => total + load * load, 0);
  return squares === 0 ? null : (sum * sum) / (loads.length * squares);
}
