import { after, elapsed, minutes } from '#kernel';

/** How often a password may be guessed (等保三级). */
export const signInLimits = {
  /** So many failures within `failureWindow` lock the login name for `lock`. */
  failuresBeforeLock: 5,
  failureWindow: minutes(15),
  lock: minutes(15),
  /** So many attempts of one address that did not succeed within `addressWindow` stop that address. */
  attemptsPerAddress: 30,
  addressWindow: minutes(1),
  /** An attempt that has not ended by then was cut off and holds nobody up any longer. */
  attemptDuration: minutes(1),
  retryAfterSecondsWhileOthersRun: 1,
  /** So long after the password the second factor has to follow. */
  ticket: minutes(5),
  /** So long somebody may take at the provider, and their browser to exchange the code. */
  atProvider: minutes(10),
  code: minutes(1),
  /** So many of one address may go to the provider within `addressWindow` without coming back. */
  departuresPerAddress: 300,
} as const;

/**
 * When a login name is open again, or null when it is not locked. Locked are names, not accounts: a name that nobody has
 * is locked by the same failures, so that the answer does not tell which names exist.
 *
 * @param failures the latest failures since the last success, newest first
 */
export function lockedUntil(failures: readonly Date[], now: Date): Date | null {
  const newest = failures[0];
  const oldest = failures[signInLimits.failuresBeforeLock - 1];
  if (!newest || !oldest || elapsed(oldest, newest) >= signInLimits.failureWindow) return null;
  const until = after(newest, signInLimits.lock);
  return now < until ? until : null;
}

/**
 * Whether another guess has to wait for those under way: if all of these fail, the login name is locked.
 *
 * @param failures as for {@link lockedUntil}
 * @param running when the attempts under way began
 */
export function mustWaitFor(running: readonly Date[], failures: readonly Date[], now: Date): boolean {
  if (running.length === 0) return false;
  const together = [...running, ...failures].toSorted((left, right) => elapsed(left, right));
  return lockedUntil(together, now) !== null;
}

/**
 * When an address may try again, or null when it may now.
 *
 * @param attempts the latest attempts of the address that did not succeed, newest first
 */
export function addressStoppedUntil(attempts: readonly Date[], now: Date): Date | null {
  const oldest = attempts[signInLimits.attemptsPerAddress - 1];
  if (!oldest) return null;
  const until = after(oldest, signInLimits.addressWindow);
  return now < until ? until : null;
}

/** Whole seconds until an instant, for `Retry-After`: at least one. */
export function secondsUntil(instant: Date, now: Date): number {
  return Math.max(1, Math.ceil(elapsed(now, instant) / 1_000));
}
