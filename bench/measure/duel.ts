import { loadOf, type Load, type Target } from './load.js';

export interface Rounds {
  readonly rounds: number;
  readonly ms: number;
  readonly connections: number;
}

/** How one side did over all rounds: medians of the rounds, percentiles of all requests. */
export interface Side {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly requests: number;
}

export interface Duel {
  readonly ratio: number;
  readonly ours: Side;
  readonly theirs: Side;
}

/** Loads two servers in turns; what disturbs the machine meets both, and the median round is what counts. */
export async function duel(ours: Target, theirs: Target, rounds: Rounds): Promise<Duel> {
  const { connections, ms } = rounds;
  for (const target of [ours, theirs]) await loadOf(target, { connections, ms: ms / 2 });
  const pairs: [Load, Load][] = [];
  for (let round = 0; round < rounds.rounds; round++) {
    pairs.push([await loadOf(ours, { connections, ms }), await loadOf(theirs, { connections, ms })]);
  }
  return {
    ratio: median(pairs.map(([left, right]) => left.perSecond / right.perSecond)),
    ours: sideOf(pairs.map(([left]) => left)),
    theirs: sideOf(pairs.map(([, right]) => right)),
  };
}

function sideOf(loads: readonly Load[]): Side {
  const latencies = loads.flatMap((load) => load.latencies).toSorted((left, right) => left - right);
  return {
    perSecond: median(loads.map(({ perSecond }) => perSecond)),
    p50: latencies[Math.floor(latencies.length * 0.5)] ?? NaN,
    p99: latencies[Math.floor(latencies.length * 0.99)] ?? NaN,
    requests: latencies.length,
  };
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? NaN;
}
