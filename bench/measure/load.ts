import { deepStrictEqual } from 'node:assert';
import { Pool } from 'undici';

/** One request to be sent again and again; `body` may differ each time. */
export interface Target {
  readonly origin: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: () => string;
}

export interface Load {
  readonly perSecond: number;
  readonly requests: number;
  /** Milliseconds, sorted. */
  readonly latencies: readonly number[];
}

/** For how long requests are sent: until `over` where that comes sooner than `ms`. */
interface Lasting {
  readonly connections: number;
  readonly ms: number;
  readonly over?: AbortSignal;
}

/** Keeps `connections` requests under way for so long. @throws Error on an answer that is not a success */
export async function loadOf(target: Target, { connections, ms, over }: Lasting): Promise<Load> {
  const pool = new Pool(target.origin, { connections, pipelining: 1 });
  const latencies: number[] = [];
  const begin = performance.now();
  const goesOn = (): boolean => performance.now() - begin < ms && !over?.aborted;
  const worker = async (): Promise<void> => {
    while (goesOn()) {
      const sent = performance.now();
      await send(pool, target);
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - begin) / 1000;
  await pool.close();
  const sorted = latencies.toSorted((left, right) => left - right);
  return { perSecond: latencies.length / seconds, requests: latencies.length, latencies: sorted };
}

/** Whether the same is compared with the same: part of both answers. @throws Error where they differ */
export async function requireSame(ours: Target, theirs: Target, part: (answer: unknown) => unknown): Promise<void> {
  const [left, right] = await Promise.all([ours, theirs].map(answerOf));
  deepStrictEqual(part(left), part(right));
}

async function answerOf(target: Target): Promise<unknown> {
  const pool = new Pool(target.origin);
  try {
    return JSON.parse(await send(pool, target)) as unknown;
  } finally {
    await pool.close();
  }
}

/** @returns what was answered @throws Error where that is no success */
export async function send(pool: Pool, { path, headers, body }: Target): Promise<string> {
  const response = await pool.request({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', ...headers },
    body: body(),
  });
  const answer = await response.body.text();
  if (response.statusCode !== 200 || answer.includes('"errors":')) throw new Error(`${path}: ${answer.slice(0, 500)}`);
  return answer;
}
