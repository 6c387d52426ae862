import { DomainError } from '#kernel';
import type { DelegationRule } from './delegation.js';
import type { MachineKeyRule } from './machine.js';
import type { PasswordRule } from './password-rules.js';

/** Login name or password is wrong, or the account is disabled: the answer does not tell which. */
export class SignInFailedError extends DomainError {
  readonly code = 'SIGN_IN_FAILED';

  /** @param accountId whose login name was given, where anybody has it */
  constructor(accountId?: string) {
    super({ about: accountId });
  }
}

/** Too many failures with this login name, whether anybody has it or not. */
export class SignInLockedError extends DomainError {
  readonly code = 'SIGN_IN_LOCKED';

  constructor(retryAfterSeconds: number) {
    super({ facts: { retryAfterSeconds } });
  }
}

/** Why the second step of signing in, or a code of it, does not count. */
export const SecondFactorFailure = {
  /** The first step was too long ago, was used already, or the account has changed since. */
  Ticket: 'TICKET',
  /** The code is wrong, has been used, or is of another time. */
  Code: 'CODE',
} as const;

export type SecondFactorFailure = (typeof SecondFactorFailure)[keyof typeof SecondFactorFailure];

/** The second factor was not proven; `rule` says what was wrong with what. */
export class SecondFactorFailedError extends DomainError {
  readonly code = 'SECOND_FACTOR_FAILED';

  constructor(rule: SecondFactorFailure, accountId?: string) {
    super({ rule, about: accountId });
  }
}

/** Why signing in at the provider came to nothing. */
export const ProviderFailure = {
  /** Not begun in this browser, begun too long ago, or used already: begin again. */
  Request: 'REQUEST',
  /** The provider refused, or what it answered does not hold. */
  Provider: 'PROVIDER',
  /** Nobody has linked the person to an account, or the account is closed: the answer does not tell which. */
  Account: 'ACCOUNT',
} as const;

export type ProviderFailure = (typeof ProviderFailure)[keyof typeof ProviderFailure];

/** Nobody is signed in; `rule` says what was wrong with what. */
export class ProviderSignInFailedError extends DomainError {
  readonly code = 'PROVIDER_SIGN_IN_FAILED';

  /** @param accountId whose it was, where that is known */
  constructor(rule: ProviderFailure, accountId?: string) {
    super({ rule, about: accountId });
  }
}

/** The provider does not answer, or not in time, or is out of order. */
export class ProviderUnavailableError extends DomainError {
  readonly code = 'PROVIDER_UNAVAILABLE';
}

/** Why an account is not linked to somebody of the provider. */
export const ProviderIdentityRule = {
  /** The settings name none. */
  NoProvider: 'NO_PROVIDER',
  /** Another account is linked to that subject. */
  SubjectTaken: 'SUBJECT_TAKEN',
} as const;

export type ProviderIdentityRule = (typeof ProviderIdentityRule)[keyof typeof ProviderIdentityRule];

/** The account cannot be linked like that; `rule` says why. */
export class ProviderIdentityRefusedError extends DomainError {
  readonly code = 'PROVIDER_IDENTITY_REFUSED';

  constructor(rule: ProviderIdentityRule) {
    super({ rule });
  }
}

/** Why a second factor is not set up or changed. */
export const SecondFactorRule = {
  AlreadyEnrolled: 'ALREADY_ENROLLED',
  NotEnrolled: 'NOT_ENROLLED',
  /** There is no secret to confirm: ask for one first. */
  NotBegun: 'NOT_BEGUN',
} as const;

export type SecondFactorRule = (typeof SecondFactorRule)[keyof typeof SecondFactorRule];

/** The second factor of the account is not in the state that this needs; `rule` says which. */
export class SecondFactorRefusedError extends DomainError {
  readonly code = 'SECOND_FACTOR_REFUSED';

  constructor(rule: SecondFactorRule) {
    super({ rule });
  }
}

/** The current password, asked for again before it is changed, is wrong. */
export class CurrentPasswordWrongError extends DomainError {
  readonly code = 'CURRENT_PASSWORD_WRONG';
}

/** The password breaks a rule; `rule` names it. */
export class PasswordTooWeakError extends DomainError {
  readonly code = 'PASSWORD_TOO_WEAK';

  constructor(rule: PasswordRule) {
    super({ rule });
  }
}

/** The password is one of the last ones. */
export class PasswordReusedError extends DomainError {
  readonly code = 'PASSWORD_REUSED';

  constructor(remembered: number) {
    super({ facts: { remembered } });
  }
}

export class LoginNameTakenError extends DomainError {
  readonly code = 'LOGIN_NAME_TAKEN';
}

/** A staff member has one account. */
export class StaffHasAccountError extends DomainError {
  readonly code = 'STAFF_HAS_ACCOUNT';
}

/** An administrator does not manage the account or the roles they have themselves. */
export class OwnAccountError extends DomainError {
  readonly code = 'OWN_ACCOUNT';
}

/** An institution always keeps somebody who can manage its accounts. */
export class LastSecurityAdminError extends DomainError {
  readonly code = 'LAST_SECURITY_ADMIN';
}

/** Nobody can act in the person's name like that; `rule` says why. */
export class DelegationRefusedError extends DomainError {
  readonly code = 'DELEGATION_REFUSED';

  constructor(rule: DelegationRule, facts: { readonly longestDays?: number } = {}) {
    super({ rule, facts });
  }
}

/** Why a role is not given. */
export const RoleRule = {
  /** Machines hold it, people do not. */
  NotForPeople: 'NOT_FOR_PEOPLE',
  /** Administrators are three different people, and none of them works with patients. */
  AdministratorsApart: 'ADMINISTRATORS_APART',
  /** Configuration and security concern the institution as a whole. */
  WholeInstitution: 'WHOLE_INSTITUTION',
  /** The same role is already held for part of that time. */
  AlreadyHeld: 'ALREADY_HELD',
  /** The period ends before it begins, or is over. */
  Period: 'PERIOD',
} as const;

export type RoleRule = (typeof RoleRule)[keyof typeof RoleRule];

/** The role cannot be given to this person; `rule` says why. */
export class RoleRefusedError extends DomainError {
  readonly code = 'ROLE_REFUSED';

  constructor(rule: RoleRule) {
    super({ rule });
  }
}

/** A system of the institution is called so already. */
export class MachineNameTakenError extends DomainError {
  readonly code = 'MACHINE_NAME_TAKEN';
}

/** A key is not issued; `rule` says why. */
export class MachineKeyRefusedError extends DomainError {
  readonly code = 'MACHINE_KEY_REFUSED';

  constructor(rule: MachineKeyRule, longestDays: number) {
    super({ rule, facts: { longestDays } });
  }
}
