import { QueryRunnerAlreadyReleasedError } from 'typeorm';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const IN_FAILED_TRANSACTION = '25P02';
const UNIQUE_VIOLATION = '23505';
const EXCLUSION_VIOLATION = '23P01';
/**
 * Classes 08 (connection), 53 (resources), 57 (operator intervention: shutdown, cannot connect now, took too long), and
 * transactions that the server has ended because this process left them alone or took too long.
 */
const UNAVAILABLE = /^(08|53|57|25P03|25P04)/;
/** What driver and pool say without a code; `not queryable` is every statement after the one that a connection broke under. */
const BROKEN_CONNECTION =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|is not queryable/;
const BROKEN_SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
]);

interface DriverError {
  readonly code?: string;
  readonly constraint?: string;
  readonly driverError?: DriverError;
}

/** The error of the driver, also where TypeORM has wrapped it. */
function driverErrorOf(error: unknown): DriverError {
  const candidate = (error ?? {}) as DriverError;
  return candidate.driverError ?? candidate;
}

/** Whether running the same transaction again can succeed. */
export function isRetryable(error: unknown): boolean {
  const { code } = driverErrorOf(error);
  return code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED;
}

/** Whether a statement only failed because one before it in the same transaction had failed. */
export function isConsequence(error: unknown): boolean {
  return driverErrorOf(error).code === IN_FAILED_TRANSACTION;
}

/** What the server says to statements behind one that has failed, where it passes over them without a word. */
export function abortedTransaction(cause: Error): Error {
  const message = 'current transaction is aborted, commands ignored until end of transaction block';
  return Object.assign(new Error(message, { cause }), { code: IN_FAILED_TRANSACTION });
}

/** The name of the unique or exclusion constraint that refused a row, so that a service can say what is taken. */
export function violatedConstraint(error: unknown): string | null {
  const { code, constraint } = driverErrorOf(error);
  return code === UNIQUE_VIOLATION || code === EXCLUSION_VIOLATION ? (constraint ?? null) : null;
}

/** Whether the database cannot be reached or refuses work for now. */
export function isUnavailable(error: unknown): boolean {
  const { code } = driverErrorOf(error);
  if (code !== undefined) return UNAVAILABLE.test(code) || BROKEN_SOCKET.has(code);
  // TypeORM releases a runner before its end when the connection has broken, and only then.
  if (error instanceof QueryRunnerAlreadyReleasedError) return true;
  return error instanceof Error && BROKEN_CONNECTION.test(error.message);
}
