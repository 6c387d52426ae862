import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import { isUnavailable } from '../database/database-failure.js';

/** Structured logs on standard output. Nobody hands personal data to them: ids, codes, counts and durations only. */
export function createLogger(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, destination);
}

/**
 * Logs an error nobody foresaw by its kind and place. Its message is left out: a driver or a parser quotes the value it
 * failed on, and that may name a patient.
 */
export function logUnexpected(logger: Logger, error: unknown, requestId: string): void {
  const root = rootCause(error);
  const { name, code, stack } = root as { name?: string; code?: string; stack?: string };
  const frames = (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
  logger.error({ requestId, error: name ?? 'unknown', code, frames: frames.slice(0, 15) }, 'unexpected error');
}

/** The error at the bottom, where others have wrapped it. */
export function rootCause(error: unknown): unknown {
  const { originalError, driverError, cause } = (error ?? {}) as Record<string, unknown>;
  const inner = originalError ?? driverError ?? cause;
  return inner && inner !== error ? rootCause(inner) : error;
}

/** Nest's own messages in the same stream; its start-up chatter only at debug level. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...context: unknown[]): void {
    this.logger.debug({ context: context.at(-1) }, String(message));
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.logger.warn({ context: context.at(-1) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const error = message instanceof Error ? message : rest.find((item) => item instanceof Error);
    if (error && isUnavailable(error)) this.logger.error({ context: rest.at(-1) }, 'database unavailable');
    else if (error) logUnexpected(this.logger, error, 'none');
    else this.logger.error({ context: rest.at(-1) }, 'framework error');
  }

  debug(message: unknown): void {
    this.logger.debug(String(message));
  }
}
