import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { DomainError } from '#kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { logUnexpected } from '../logging/logger.js';
import { errorBody } from './http-server.js';

const CODES: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'BODY_TOO_LARGE',
};

const STATUSES: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404 };

/** Errors of plain HTTP in the shape of the API; those of GraphQL go on to where they are presented. */
@Catch()
export class HttpExceptionFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw exception;
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const status = statusOf(exception);
    if (status >= 500) logUnexpected(this.logger, exception, request.id);
    const code = CODES[status] ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL');
    void http.getResponse<FastifyReply>().status(status).send(errorBody(request, code));
  }
}

function statusOf(exception: unknown): number {
  if (exception instanceof HttpException) return exception.getStatus();
  if (exception instanceof DomainError) return STATUSES[exception.code] ?? 400;
  const { statusCode } = (exception ?? {}) as { statusCode?: number };
  return statusCode ?? 500;
}
