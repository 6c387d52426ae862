import { StartupError } from '#platform';
import type { Anchor, LateEntry } from '#audit';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** What is written down outside the database: a line of a file is one JSON object; other lines, of logs for instance, are passed over. */
type Kept<T> = (line: Readonly<Record<string, unknown>>) => T | null;

/** The anchors that a file holds. @throws StartupError where it cannot be read or holds none */
export function readAnchors(file: string): Anchor[] {
  const anchors = readKept(file, anchorIn);
  if (anchors.length === 0) throw new StartupError(`The file holds no anchor: ${file}`);
  return anchors;
}

/** The late entries that a file says were reported; none where there is no file yet. @throws StartupError */
export function readReported(file: string): Pick<LateEntry, 'entryId' | 'hash'>[] {
  return existsSync(file) ? readKept(file, reportedIn) : [];
}

/** Notes late entries as reported, so that they are reported once. @throws StartupError */
export function keepReported(file: string, late: readonly LateEntry[]): void {
  try {
    appendFileSync(file, late.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  } catch {
    throw new StartupError(`The late entries above cannot be noted as reported: ${file}`);
  }
}

function anchorIn({ number, hash }: Readonly<Record<string, unknown>>): Anchor | null {
  const isAnchor = typeof number === 'string' && /^[1-9]\d{0,17}$/.test(number) && typeof hash === 'string';
  return isAnchor ? { number, hash } : null;
}

const reportedIn: Kept<Pick<LateEntry, 'entryId' | 'hash'>> = ({ entryId, hash }) =>
  typeof entryId === 'string' && typeof hash === 'string' ? { entryId, hash } : null;

function readKept<T>(file: string, kept: Kept<T>): T[] {
  return contentOf(file)
    .split('\n')
    .flatMap((line) => {
      const object = objectIn(line);
      return (object && kept(object)) ?? [];
    });
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new StartupError(`The file cannot be read: ${file}`);
  }
}

function objectIn(line: string): Record<string, unknown> | null {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}
