import type { UnreliableLine } from '#testing';
import { setTimeout as delay } from 'node:timers/promises';

/** One kind of trouble: what is done to a line, and for how long. */
interface Trouble {
  readonly name: string;
  readonly shortestMs: number;
  readonly longestMs: number;
  readonly begin: (line: UnreliableLine, happened: () => void) => void;
}

const PAUSE = { shortestMs: 200, longestMs: 1_200 };
/** Connections broken by one trouble of the kinds that wait for what passes. */
const AT_ONCE = 4;

const lasting = (act: (line: UnreliableLine) => void): Trouble['begin'] => {
  return (line, happened) => {
    act(line);
    happened();
  };
};
const waiting = (act: (line: UnreliableLine) => Promise<void>): Trouble['begin'] => {
  return (line, happened) => {
    for (let time = 0; time < AT_ONCE; time++) act(line).then(happened, () => undefined);
  };
};

const TROUBLES: readonly Trouble[] = [
  { name: 'cut', shortestMs: 50, longestMs: 2_000, begin: lasting((line) => line.cut()) },
  // Now and then for longer than the product waits for a statement.
  { name: 'frozen', shortestMs: 200, longestMs: 7_000, begin: lasting((line) => line.freeze()) },
  { name: 'slow', shortestMs: 500, longestMs: 3_000, begin: lasting((line) => line.slowDown(10 + Math.random() * 90)) },
  {
    name: 'answers cut in the middle',
    shortestMs: 200,
    longestMs: 1_000,
    begin: waiting((line) => line.breakNextAnswer()),
  },
  {
    name: 'commits that never arrived',
    shortestMs: 500,
    longestMs: 1_500,
    begin: waiting((line) => line.breakNextCommit('request')),
  },
  {
    name: 'commits never answered',
    shortestMs: 500,
    longestMs: 1_500,
    begin: waiting((line) => line.breakNextCommit('answer')),
  },
];

/** Troubles one line after the other until the time is over; all are mended then. @returns how often what has happened */
export async function trouble(lines: readonly UnreliableLine[], milliseconds: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const lane = async (line: UnreliableLine): Promise<void> => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end) {
      await delay(between(PAUSE));
      const next = TROUBLES[Math.floor(Math.random() * TROUBLES.length)]!;
      next.begin(line, () => (counts[next.name] = (counts[next.name] ?? 0) + 1));
      await delay(between(next));
      line.mend();
    }
  };
  await Promise.all(lines.map(lane));
  return counts;
}

function between({ shortestMs, longestMs }: { shortestMs: number; longestMs: number }): number {
  return shortestMs + Math.random() * (longestMs - shortestMs);
}
