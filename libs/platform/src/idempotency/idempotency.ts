import { IdempotencyKeyReusedError } from '#kernel';
import { violatedConstraint } from '../database/database-failure.js';
import { statement } from '../database/statement.js';
import type { Opening, Transaction } from '../database/transaction.js';

/** A request that may come twice: its key, the operation and its whole input. */
export interface RepeatableRequest {
  readonly idempotencyKey?: string | null | undefined;
}

/** `fresh` runs the effect; otherwise `aggregateId` is what the first request made or changed. */
export interface Claim {
  readonly fresh: boolean;
  readonly aggregateId: string;
}

// Waits for a concurrent request with the same key to commit, and then finds its row.
const CLAIM = statement(
  'idempotency.claim',
  `INSERT INTO idempotency_keys (account_id, key, request_hash, aggregate_id, created_at)
   VALUES ($1, $2, $3, $4, coalesce($5::timestamptz, now()))
   ON CONFLICT ON CONSTRAINT pk_idempotency_keys DO NOTHING RETURNING aggregate_id`,
);
const FIND = statement(
  'idempotency.find',
  'SELECT request_hash, aggregate_id FROM idempotency_keys WHERE account_id = $1 AND key = $2',
);

const NOTE = statement(
  'idempotency.note',
  `INSERT INTO idempotency_keys (account_id, key, request_hash, aggregate_id, created_at) VALUES ($1, $2, $3, $4, $5)`,
);
const FORGET = statement('idempotency.forget', 'DELETE FROM idempotency_keys WHERE account_id = $1 AND key = $2');

// Of several who find it gone, the first one changes the row; the others wait for it and find it changed.
const RENEW = statement(
  'idempotency.renew',
  `UPDATE idempotency_keys SET aggregate_id = $4, created_at = $5
   WHERE account_id = $1 AND key = $2 AND aggregate_id = $3 RETURNING 1`,
);

/**
 * Claims the key of a request for one aggregate, as the first statement of its transaction.
 * @throws IdempotencyKeyReusedError when the same key came with another request
 */
export async function claimRequest(
  tx: Opening,
  operation: string,
  request: RepeatableRequest,
  aggregateId: string,
): Promise<Claim> {
  const key = request.idempotencyKey;
  if (key === undefined || key === null) return { fresh: true, aggregateId };
  const hashes = tx.fingerprints(`${operation}\n${canonical(request)}`);
  const claimed = await tx.first(CLAIM, [tx.actor.accountId, key, hashes[0], aggregateId, tx.instant]);
  if (claimed) return { fresh: true, aggregateId };
  const answered = await answeredRequest(tx, operation, request);
  if (answered === null) throw new IdempotencyKeyReusedError();
  return { fresh: false, aggregateId: answered };
}

/**
 * The same for what is only known once it has been found: it travels with the commit, and where the key has come before,
 * all of the transaction is undone. Whoever asks looks then for what was answered: {@link answeredRequest}.
 */
export function noteRequest(tx: Transaction, operation: string, request: RepeatableRequest, aggregateId: string): void {
  const key = request.idempotencyKey;
  if (key === undefined || key === null) return;
  const [hash] = tx.fingerprints(`${operation}\n${canonical(request)}`);
  tx.write(NOTE, [tx.actor.accountId, key, hash, aggregateId, tx.now], (error) =>
    violatedConstraint(error) === 'pk_idempotency_keys' ? new IdempotencyKeyReusedError() : null,
  );
}

/** Gives the key of a request back that was refused, where something else of its transaction stays. */
export function forgetRequest(tx: Transaction, { idempotencyKey }: RepeatableRequest): void {
  if (typeof idempotencyKey === 'string') tx.write(FORGET, [tx.actor.accountId, idempotencyKey]);
}

/**
 * What an earlier request with this key has made or changed, for commands with a rule that comes before the claim.
 * @returns null where none has come yet, or one that is under way
 * @throws IdempotencyKeyReusedError when the same key came with another request
 */
export async function answeredRequest(
  tx: Opening,
  operation: string,
  request: RepeatableRequest,
): Promise<string | null> {
  const key = request.idempotencyKey ?? null;
  const stored = await tx.first<{ request_hash: string; aggregate_id: string }>(FIND, [tx.actor.accountId, key]);
  if (!stored) return null;
  const hashes = tx.fingerprints(`${operation}\n${canonical(request)}`);
  if (!hashes.includes(stored.request_hash)) throw new IdempotencyKeyReusedError();
  return stored.aggregate_id;
}

/**
 * The same once what the first request made is gone: whoever comes first of those that repeat it makes it anew.
 * @param gone what the claim of the request has answered
 */
export async function renewClaim(
  tx: Transaction,
  { idempotencyKey }: RepeatableRequest,
  gone: Claim,
  aggregateId: string,
): Promise<Claim> {
  const key = [tx.actor.accountId, idempotencyKey];
  if (await tx.first(RENEW, [...key, gone.aggregateId, aggregateId, tx.now])) return { fresh: true, aggregateId };
  const stored = await tx.first<{ aggregate_id: string }>(FIND, key);
  if (!stored) throw new IdempotencyKeyReusedError();
  return { fresh: false, aggregateId: stored.aggregate_id };
}

/** The same for two requests that ask the same, whatever the order of their fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item) && !(item instanceof Date)
      ? Object.fromEntries(Object.entries(item).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : item,
  );
}
