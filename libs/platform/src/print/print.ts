import { join } from 'node:path';
import { RateLimitedError } from '#kernel';
import { Piscina } from 'piscina';
import type { Content } from 'pdfmake/interfaces.js';
import { installationFolder } from '../config/installation.js';

export const PDF_TYPE = 'application/pdf';

/** A label on a roll, in points: nothing but its body is printed, each label a page. */
export interface LabelPaper {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/** What is printed: the body flows over as many A4 pages as it needs. */
export interface Print {
  /** A4 where it is left out. */
  readonly label?: LabelPaper;
  /** For the wall: A3 on its side. */
  readonly forWall?: boolean;
  /** What the document is, for the heads of further pages and the reader's window; no personal data. */
  readonly title: string;
  /** Number of the record, at the top of each page. */
  readonly number: string | null;
  /** Who printed it and when, at the foot of each page. */
  readonly imprint: string;
  readonly body: readonly Content[];
}

/** Whoever came behind more of them would wait for half a minute. */
const MOST_WAITING = 60;
const RETRY_AFTER_SECONDS = 10;
/** Fonts stay loaded between the prints of a busy desk, and are given back overnight. */
const IDLE_MS = 10 * 60_000;

let thread: Piscina<Print, Uint8Array> | undefined;

/**
 * The print as a PDF with the characters of the embedded fonts that it needs. It takes a thread of its own some tenths of
 * a second, one print after the other, and whoever asks for something else meanwhile does not wait.
 * @throws RateLimitedError where too many wait already
 */
export async function renderPrint(print: Print): Promise<Buffer> {
  thread ??= new Piscina({
    // A thread starts from built code, in tests too.
    filename: join(installationFolder, 'dist/libs/platform/src/print/render.js'),
    name: 'render',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
  });
  if (thread.queueSize >= MOST_WAITING) throw new RateLimitedError(RETRY_AFTER_SECONDS);
  const { buffer, byteOffset, byteLength } = await thread.run(print);
  return Buffer.from(buffer, byteOffset, byteLength);
}
