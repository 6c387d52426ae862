import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is compiled. */
export const SOURCES = ['apps', 'libs', 'db'];
/** What decides how; the lock file names the version of the compiler. */
const RULES = ['.swcrc', 'package-lock.json'];
const STAMP = 'dist/.sources';

/** A digest of everything that the build depends on: paths and contents, not times, which a checkout changes. */
export function sourcesOf(root: string): string {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name)),
  );
  const hash = createHash('sha256');
  for (const file of [...files.toSorted(), ...RULES.map((name) => join(root, name))]) {
    const content = readFileSync(file);
    hash.update(`${file.slice(root.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Whether `dist` holds what was built from these sources. */
export function isBuiltFrom(root: string, sources: string): boolean {
  const stamp = join(root, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;
}

/** Notes in `dist` what it was built from. */
export function noteBuiltFrom(root: string, sources: string): void {
  writeFileSync(join(root, STAMP), sources);
}
