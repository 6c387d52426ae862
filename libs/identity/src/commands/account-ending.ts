import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { AccountRepository, type StoredAccount } from '../data/account.repository.js';
import { DelegationRepository } from '../data/delegation.repository.js';
import { SessionRepository } from '../data/session.repository.js';
import { AccountStatus } from '../domain/account-status.js';
import { accountEvent, delegationEnded, sessionRevoked } from './identity-events.js';

/** What ends together with an account: its sessions, and what the person may do for others or others for them. */
@Injectable()
export class AccountEnding {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly delegations: DelegationRepository,
  ) {}

  /** @param account locked @returns its version from then on */
  async end(tx: Transaction, account: StoredAccount): Promise<number> {
    const version = await this.accounts.update(tx, account, { status: AccountStatus.DISABLED });
    tx.publish(accountEvent('disabled', { id: account.id, version }));
    await this.revokeSessions(tx, account.id);
    const ended = await this.delegations.endAllOf(tx, account.staffId);
    ended.forEach((delegation) => tx.publish(delegationEnded(delegation)));
    return version;
  }

  async revokeSessions(tx: Transaction, accountId: string): Promise<void> {
    const ended = await this.sessions.revokeAll(tx, accountId);
    ended.forEach((id) => tx.publish(sessionRevoked(id, accountId)));
  }
}
