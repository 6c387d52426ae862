import { Pool } from 'undici';
import { send, type Target } from './load.js';

export interface Turns {
  /** Of each target, before anything counts: statements are planned, code compiled, pages read into memory. */
  readonly warmUp: number;
  /** Of each target. */
  readonly requests: number;
}

/**
 * How long each of several servers takes to answer: one request at a time, to each in turn, and whoever began comes last in
 * the next round. So whatever else the machine does meets all of them alike.
 * @returns milliseconds, sorted, in the order of the targets
 */
export async function latenciesInTurns(targets: readonly Target[], { warmUp, requests }: Turns): Promise<number[][]> {
  const sides = targets.map((target) => ({
    target,
    pool: new Pool(target.origin, { connections: 1, pipelining: 1 }),
    latencies: [] as number[],
  }));
  try {
    for (let round = 0; round < warmUp + requests; round++) {
      for (const { target, pool, latencies } of round % 2 === 0 ? sides : sides.toReversed()) {
        const sent = performance.now();
        await send(pool, target);
        if (round >= warmUp) latencies.push(performance.now() - sent);
      }
    }
  } finally {
    await Promise.all(sides.map(({ pool }) => pool.close()));
  }
  return sides.map(({ latencies }) => latencies.toSorted((left, right) => left - right));
}

/** @param sorted ascending @param share 0.95 for the value that one in twenty exceeds */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? NaN;
}
