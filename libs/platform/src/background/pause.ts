import { setTimeout as delay } from 'node:timers/promises';

/** Resolves after `ms`, or before that when the signal is aborted or one of the others resolves. */
export async function pause(ms: number, signal: AbortSignal, sooner: readonly Promise<unknown>[] = []): Promise<void> {
  const over = new AbortController();
  const waited = delay(ms, undefined, { signal: AbortSignal.any([signal, over.signal]) }).catch(() => undefined);
  await Promise.race([waited, ...sooner]);
  over.abort();
}
