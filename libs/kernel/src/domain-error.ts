import type { JsonRecord, JsonValue } from './json-value.js';

/** What a domain error carries besides its code. */
export interface DomainErrorDetails {
  /** Name of the rule that failed, where one code covers several rules: `ALREADY_CLAIMED`, `STATE`. */
  readonly rule?: string;
  /** Values that explain the refusal. Never personal data: ids, codes, states, counts and instants only. */
  readonly facts?: JsonRecord;
  /** Id of what is refused where the caller must not learn it: for the audit trail alone, never sent nor logged. */
  readonly about?: string | undefined;
  /** The error underneath, for the log; it is never sent to a caller. */
  readonly cause?: unknown;
}

/**
 * An outcome the domain foresees and refuses.
 *
 * `code` is stable and part of the API. There is no text here: the message in the caller's language is looked up by code
 * in the catalogues, and `message` repeats the code for logs. `facts` reach clients, logs and audit rows, so they must
 * never carry personal data (no names, id numbers, phones, diagnoses).
 *
 * @example
 * class SlotTakenError extends DomainError {
 *   readonly code = 'SLOT_TAKEN';
 *   constructor(slotId: string) {
 *     super({ facts: { slotId } });
 *   }
 * }
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  readonly rule: string | undefined;
  readonly facts: JsonRecord;
  readonly about: string | undefined;

  constructor({ rule, facts = {}, about, cause }: DomainErrorDetails = {}) {
    super(undefined, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.rule = rule;
    this.facts = facts;
    this.about = about;
    // The code is a field of the subclass and does not exist yet while this constructor runs.
    Object.defineProperty(this, 'message', { get: () => this.code });
  }
}

/** Nothing of that kind exists for this caller: absent and invisible look the same. */
export class NotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';

  /** @param what the type as the API names it: `Referral` */
  constructor(what: string, id?: string) {
    super({ facts: id === undefined ? { what } : { what, id } });
  }
}

/** The caller is known and may not do this. */
export class ForbiddenError extends DomainError {
  readonly code = 'FORBIDDEN';
}

/** The caller is not signed in, or no longer. */
export class UnauthenticatedError extends DomainError {
  readonly code = 'UNAUTHENTICATED';
}

/** One field that does not meet one constraint; further entries are the constraint's own values (`min`, `max`). */
export interface FieldProblem {
  /** Where in the input: `package.medicines.0.dose`. */
  readonly path: string;
  /** Which constraint: `isNotEmpty`, `maxLength`, `CHECK_DIGIT`. Never the value that was sent. */
  readonly constraint: string;
  readonly [detail: string]: JsonValue;
}

/** The input breaks constraints that can be told field by field: `facts.fields`. */
export class InvalidInputError extends DomainError {
  readonly code = 'INVALID_INPUT';

  /** @param rule where what is on record, not the form of the input, refuses it: such an attempt leaves a trace */
  constructor(fields: readonly FieldProblem[], rule?: string) {
    super({ ...(rule !== undefined && { rule }), facts: { fields } });
  }
}

/** An action that the transition table, or a guard in it, refuses. */
export class TransitionRefusedError extends DomainError {
  readonly code = 'TRANSITION_REFUSED';

  /** @param refusal `rule` that failed; `facts` of that rule are joined to the state and the action */
  constructor(state: string, action: string, refusal: { readonly rule: string; readonly facts?: JsonRecord }) {
    super({ rule: refusal.rule, facts: { ...refusal.facts, state, action } });
  }
}

/** Somebody else changed the aggregate since the caller read it. Thrown only after the rules have passed. */
export class StaleVersionError extends DomainError {
  readonly code = 'STALE_VERSION';

  constructor(expected: number, actual: number) {
    super({ facts: { expected, actual } });
  }
}

/** The idempotency key was used before by this actor for a different request. */
export class IdempotencyKeyReusedError extends DomainError {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
}

/** Too many attempts; `facts.retryAfterSeconds` says when the next one counts. */
export class RateLimitedError extends DomainError {
  readonly code = 'RATE_LIMITED';

  constructor(readonly retryAfterSeconds: number) {
    super({ facts: { retryAfterSeconds } });
  }
}
