import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { RateLimitedError } from '#kernel';
import { installationFolder } from '#platform';
import { Piscina } from 'piscina';
import type { RotaAnswer, SolveProgress } from '../../domain/solver/answer.js';
import type { RotaInstance, SolveLimits } from '../../domain/solver/model.js';
import type { Repair } from '../../domain/solver/repair.js';
import type { SolveTask } from './solve-thread.js';

/** Whoever came behind more of them would wait for many minutes. */
const MOST_WAITING = 8;
const RETRY_AFTER_SECONDS = 60;
/** Rotas are made a few times a month: their memory is given back soon. */
const IDLE_MS = 30_000;

/** How a caller follows a search, and ends it. */
export interface SolveWatch {
  readonly onProgress?: (progress: SolveProgress) => void;
  /** About once a second while it goes on. */
  readonly onBeat?: () => void;
  /** Ends the search soon: the best plan so far comes back with the status CANCELLED. */
  readonly signal?: AbortSignal;
}

let thread: Piscina<SolveTask, RotaAnswer | Repair> | undefined;

/**
 * The best rota that the limits let be found, by a thread of its own, one search after the other: whoever asks for something
 * else meanwhile does not wait. The same instance and limits give the same plan, unless time or the caller ends the search.
 * @throws RateLimitedError where too many searches wait already
 * @throws RangeError for an instance that contradicts itself
 */
export async function planRota(
  instance: RotaInstance,
  limits: SolveLimits,
  watch: SolveWatch = {},
): Promise<RotaAnswer> {
  return (await inThread({ kind: 'PLAN', instance, limits }, watch)) as RotaAnswer;
}

/** What has to change of what is published, with as few changes as possible; as {@link planRota} otherwise. */
export async function planRepair(instance: RotaInstance, limits: SolveLimits, watch: SolveWatch = {}): Promise<Repair> {
  return (await inThread({ kind: 'REPAIR', instance, limits }, watch)) as Repair;
}

async function inThread(
  task: Pick<SolveTask, 'kind' | 'instance' | 'limits'>,
  { onProgress, onBeat, signal }: SolveWatch,
): Promise<RotaAnswer | Repair> {
  thread ??= new Piscina({
    // A thread starts from built code, in tests too.
    filename: join(installationFolder, 'dist/libs/dispatch/src/data/solver/solve-thread.js'),
    name: 'solve',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
  });
  if (thread.queueSize >= MOST_WAITING) throw new RateLimitedError(RETRY_AFTER_SECONDS);
  const cancelled = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const { port1: ours, port2: theirs } = new MessageChannel();
  const cancel = () => Atomics.store(cancelled, 0, 1);
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel);
  ours.on('message', (progress: SolveProgress | null) => (progress ? onProgress?.(progress) : onBeat?.()));
  try {
    return await thread.run({ ...task, cancelled, progress: theirs }, { transferList: [theirs] });
  } finally {
    signal?.removeEventListener('abort', cancel);
    ours.close();
  }
}
