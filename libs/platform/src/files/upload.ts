import type { Readable } from 'node:stream';
import { PayloadTooLargeException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UnsupportedFileError } from './errors.js';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Hands the bodies of these types on as streams: nothing is read before the guard has let the request in. */
export function acceptUploads(server: Pick<FastifyInstance, 'addContentTypeParser'>): void {
  server.addContentTypeParser([XLSX_TYPE], (_request, payload, done) => done(null, payload));
}

/**
 * The whole file that a request brings.
 * @param limit in bytes; reading stops there, whatever length the request has announced
 * @throws PayloadTooLargeException; UnsupportedFileError for a request that brings no such file
 */
export async function readUpload(request: FastifyRequest, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new PayloadTooLargeException();
  const { body } = request;
  if (!isStream(body)) throw new UnsupportedFileError('NOT_A_WORKBOOK');
  const chunks: Buffer[] = [];
  let length = 0;
  // The stream is the connection: destroying it would leave nobody to answer to.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw new PayloadTooLargeException();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

function isStream(body: unknown): body is Readable {
  return typeof (body as Partial<Readable> | null | undefined)?.iterator === 'function';
}
