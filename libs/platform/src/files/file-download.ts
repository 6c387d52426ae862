import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { CONTENT_TYPES, type ContentType } from './content-check.js';

/** A file on its way to somebody who may see it. */
export interface FileDownload {
  readonly name: string;
  readonly contentType: ContentType;
  readonly size: number;
  readonly content: Readable;
}

/** Sends a file to be kept, never to be shown in place: whatever it holds gets no rights of our origin. */
export async function sendFile(reply: FastifyReply, { name, contentType, size, content }: FileDownload): Promise<void> {
  await reply
    .header('content-type', contentType)
    .header('content-length', size)
    .header('content-disposition', dispositionOf(name, contentType))
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
    .send(content);
}

/** RFC 6266: the name in the encoding of RFC 5987, and a plain one for those who do not know it. */
export function dispositionOf(name: string, contentType: ContentType): string {
  const [ending, ...others]: readonly string[] = CONTENT_TYPES[contentType];
  const isNamedSo = [ending, ...others].some((one) => name.toLowerCase().endsWith(`.${one}`));
  const encoded = encodeURIComponent(isNamedSo ? name : `${name}.${ending}`).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="file.${ending}"; filename*=UTF-8''${encoded}`;
}
