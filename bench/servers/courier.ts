import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

/** Something that takes deliveries in, in transactions, and makes them. */
export interface Courier {
  /** Commits a delivery for each of these ids in one transaction. */
  enqueue(ids: readonly string[]): Promise<void>;
  /** Begins to deliver; `begun` is called as each handler starts. */
  start(begun: (id: string) => void): Promise<void>;
}

/** How a courier did; milliseconds are from the commit to the start of the handler. */
export interface CourierFigures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const BACKLOG = 3_000;
const BY_TRANSACTION = 50;
const PACED = { perSecond: 50, seconds: 10 };

/** How fast it works a backlog off, and then how soon it begins what comes at an even pace. */
export async function figuresOf(courier: Courier): Promise<CourierFigures> {
  for (let done = 0; done < BACKLOG; done += BY_TRANSACTION) await courier.enqueue(ids(BY_TRANSACTION));
  const waiting = new Map<string, number>();
  const latencies: number[] = [];
  let left = BACKLOG;
  const drained = Promise.withResolvers<void>();
  const paced = Promise.withResolvers<void>();
  const begun = performance.now();
  await courier.start((id) => {
    const committed = waiting.get(id);
    if (committed !== undefined) latencies.push(Math.max(0, performance.now() - committed));
    else if (--left === 0) drained.resolve();
    if (latencies.length === PACED.perSecond * PACED.seconds) paced.resolve();
  });
  await drained.promise;
  const perSecond = (BACKLOG * 1_000) / (performance.now() - begun);
  await pace(async () => {
    const [id] = ids(1) as [string];
    // A handler may start before the commit is heard of here: counted from the request, and never below nothing.
    waiting.set(id, performance.now());
    await courier.enqueue([id]);
    waiting.set(id, performance.now());
  });
  await paced.promise;
  const sorted = latencies.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)]!;
  return { perSecond, p50: at(0.5), p99: at(0.99) };
}

async function pace(one: () => Promise<void>): Promise<void> {
  const begun = performance.now();
  for (let n = 0; n < PACED.perSecond * PACED.seconds; n++) {
    await delay(Math.max(0, begun + (n * 1_000) / PACED.perSecond - performance.now()));
    await one();
  }
}

function ids(count: number): string[] {
  return Array.from({ length: count }, () => randomUUID());
}
