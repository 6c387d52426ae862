import { NotFoundError, StaleVersionError } from '#kernel';
import type { Transaction } from '#platform';
import type { AccountRepository, StoredAccount } from '../data/account.repository.js';
import { OwnAccountError } from '../domain/errors.js';

/** An account as the administrator last saw it. */
export interface AccountChange {
  readonly id: string;
  readonly expectedVersion: number;
}

/** An account of the actor's institution that is not the actor's own, locked. @throws NotFoundError, OwnAccountError */
export async function lockForeign(accounts: AccountRepository, tx: Transaction, id: string): Promise<StoredAccount> {
  const account = await accounts.lock(tx, id);
  if (account?.institutionId !== tx.actor.institutionId) throw new NotFoundError('Account', id);
  if (account.id === tx.actor.accountId) throw new OwnAccountError();
  return account;
}

/** @throws StaleVersionError */
export function requireVersion({ version }: StoredAccount, { expectedVersion }: AccountChange): void {
  if (version !== expectedVersion) throw new StaleVersionError(expectedVersion, version);
}
