import { InvalidInputError } from '#kernel';
import type { Transaction } from '#platform';
import type { ContactAttempt } from '../data/follow-up.repository.js';

/** @param path of the time of an attempt in the caller's input @throws InvalidInputError for what has not happened yet */
export function requireMade(
  tx: Transaction,
  attempts: readonly ContactAttempt[],
  path: (index: number) => string,
): void {
  const early = attempts.flatMap(({ madeAt }, index) => (madeAt > tx.now ? [index] : []));
  if (early.length === 0) return;
  throw new InvalidInputError(early.map((index) => ({ path: path(index), constraint: 'CALL_IN_FUTURE' })));
}
