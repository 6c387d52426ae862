export type { Clock, Duration } from './clock.js';
export { ManualClock, after, before, days, elapsed, hours, milliseconds, minutes, seconds } from './clock.js';
export type { Page } from './connection.js';
export { pageOf } from './connection.js';
export type { CursorValues } from './cursor.js';
export { InvalidCursorError, decodeCursor, encodeCursor } from './cursor.js';
export type { DomainErrorDetails, FieldProblem } from './domain-error.js';
export {
  DomainError,
  ForbiddenError,
  IdempotencyKeyReusedError,
  InvalidInputError,
  NotFoundError,
  RateLimitedError,
  StaleVersionError,
  TransitionRefusedError,
  UnauthenticatedError,
} from './domain-error.js';
export type { JsonRecord, JsonValue } from './json-value.js';
export type {
  ActionOf,
  Decision,
  Guard,
  Lifecycle,
  PermittedAction,
  Refusal,
  StateOf,
  TransitionRow,
  TransitionTable,
  Verdict,
} from './transition-table.js';
export { TableRule, evaluate, nextState, permittedActions } from './transition-table.js';
export type { WalkOptions, WalkedPair } from './walk-transitions.js';
export { walkTransitions } from './walk-transitions.js';
