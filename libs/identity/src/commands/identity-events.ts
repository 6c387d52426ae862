import type { DomainEvent } from '#platform';

/** The person signed out. */
export function sessionClosed(sessionId: string): DomainEvent {
  return { topic: 'session.closed', aggregateType: 'session', aggregateId: sessionId, aggregateVersion: 2 };
}

/** A session was ended from outside: by its owner elsewhere, by a new password, or with the account. */
export function sessionRevoked(sessionId: string, accountId: string): DomainEvent {
  return {
    topic: 'session.revoked',
    aggregateType: 'session',
    aggregateId: sessionId,
    aggregateVersion: 2,
    payload: { accountId },
  };
}

/** Somebody may no longer act in another's name. */
export function delegationEnded({ id, version }: { readonly id: string; readonly version: number }): DomainEvent {
  return { topic: 'delegation.ended', aggregateType: 'delegation', aggregateId: id, aggregateVersion: version };
}

/** Something happened to an account; `version` is the one it has afterwards. */
export function accountEvent(what: AccountHappening, account: { id: string; version: number }): DomainEvent {
  return {
    topic: `account.${what}`,
    aggregateType: 'account',
    aggregateId: account.id,
    aggregateVersion: account.version,
  };
}

export type AccountHappening =
  | 'created'
  | 'disabled'
  | 'enabled'
  | 'left'
  | 'password-changed'
  | 'password-reset'
  | 'password-expired'
  | 'second-factor-begun'
  | 'second-factor-enrolled'
  | 'second-factor-reset'
  | 'recovery-codes-replaced'
  | 'provider-linked'
  | 'provider-unlinked';
