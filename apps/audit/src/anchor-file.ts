import { StartupError } from '#platform';
import type { Anchor } from '#audit';
import { readFileSync } from 'node:fs';

/** The anchors that a file holds, one JSON object a line; other lines, of logs for instance, are passed over. @throws StartupError */
export function readAnchors(file: string): Anchor[] {
  const anchors = contentOf(file)
    .split('\n')
    .flatMap((line) => anchorIn(line) ?? []);
  if (anchors.length === 0) throw new StartupError(`The file holds no anchor: ${file}`);
  return anchors;
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new StartupError(`The file of anchors cannot be read: ${file}`);
  }
}

function anchorIn(line: string): Anchor | null {
  if (!line.startsWith('{')) return null;
  try {
    const { number, hash } = JSON.parse(line) as Record<string, unknown>;
    const isAnchor = typeof number === 'string' && /^[1-9]\d{0,17}$/.test(number) && typeof hash === 'string';
    return isAnchor ? { number, hash } : null;
  } catch {
    return null;
  }
}
