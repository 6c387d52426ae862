import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { BadRequestException, HttpException, PayloadTooLargeException } from '@nestjs/common';
import { InvalidInputError } from '#kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CONTENT_TYPES } from './content-check.js';
import { UnsupportedFileError, type FileRule } from './errors.js';

const LENGTH_REQUIRED = 411;
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{8,100}$/;

/** Hands the bodies of these types on as streams: nothing is read before the guard has let the request in. */
export function acceptUploads(server: Pick<FastifyInstance, 'addContentTypeParser'>): void {
  const types = Object.keys(CONTENT_TYPES);
  server.addContentTypeParser(types, (_request, payload, done) => done(null, payload));
}

/**
 * The whole file that a request brings.
 * @param limit in bytes; reading stops there, whatever length the request has announced
 * @throws PayloadTooLargeException; UnsupportedFileError for a request that brings no such file
 */
export async function readUpload(request: FastifyRequest, limit: number): Promise<Buffer> {
  const body = bodyOf(request, limit, 'NOT_A_WORKBOOK');
  const chunks: Buffer[] = [];
  for await (const chunk of chunksOf(body, limit)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The body of a request on its way into a store: counted and hashed while it passes. */
export class Upload {
  /** In bytes, as it was announced; a connection brings exactly so many, or breaks. */
  readonly size: number;
  /** Chosen by the client, once for each file; the same file under the same key is taken once. */
  readonly idempotencyKey: string;
  /** Why the body did not come to its end. */
  failure: Error | null = null;
  private readonly body: Readable;
  private readonly hash = createHash('sha256');

  /** @throws InvalidInputError, PayloadTooLargeException, HttpException 411; UnsupportedFileError where there is no file */
  constructor(
    request: FastifyRequest,
    private readonly limit: number,
    otherwise: FileRule = 'TYPE_NOT_ALLOWED',
  ) {
    this.idempotencyKey = keyOf(request);
    this.body = bodyOf(request, limit, otherwise);
    this.size = Number(request.headers['content-length'] ?? NaN);
    if (Number.isNaN(this.size)) throw new HttpException('Length required', LENGTH_REQUIRED);
  }

  async *chunks(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of chunksOf(this.body, this.limit)) {
        this.hash.update(chunk);
        yield chunk;
      }
    } catch (error) {
      // There is nobody left to answer to where the connection broke.
      this.failure = error instanceof HttpException ? error : new BadRequestException({ cause: error });
      throw error;
    }
  }

  /** SHA-256 of what has passed, as hexadecimal digits. */
  sha256(): string {
    return this.hash.digest('hex');
  }
}

function keyOf({ headers }: FastifyRequest): string {
  const key = headers['idempotency-key'];
  if (typeof key === 'string' && IDEMPOTENCY_KEY.test(key)) return key;
  throw new InvalidInputError([{ path: 'idempotency-key', constraint: 'matches' }]);
}

function bodyOf({ headers, body }: FastifyRequest, limit: number, otherwise: FileRule): Readable {
  if (Number(headers['content-length'] ?? 0) > limit) throw new PayloadTooLargeException();
  if (!isStream(body)) throw new UnsupportedFileError(otherwise);
  return body;
}

async function* chunksOf(body: Readable, limit: number): AsyncGenerator<Buffer> {
  let length = 0;
  // The stream is the connection: destroying it would leave nobody to answer to.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw new PayloadTooLargeException();
    yield chunk;
  }
}

function isStream(body: unknown): body is Readable {
  return typeof (body as Partial<Readable> | null | undefined)?.iterator === 'function';
}
