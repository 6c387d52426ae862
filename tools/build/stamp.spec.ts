import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isBuiltFrom, noteBuiltFrom, sourcesOf } from './stamp.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'alliance-build-'));
  for (const folder of ['apps/api', 'libs', 'db', 'dist']) mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['apps/api/main.ts', 'libs/clock.ts', 'db/index.ts', '.swcrc', 'package-lock.json'])
    writeFileSync(join(root, file), file);
  noteBuiltFrom(root, sourcesOf(root));
});

afterEach(() => rmSync(root, { recursive: true }));

const isCurrent = (): boolean => isBuiltFrom(root, sourcesOf(root));

it('a build counts as long as nothing that it was made of has changed, whatever the times of the files say', () => {
  utimesSync(join(root, 'libs/clock.ts'), 1, 1);
  writeFileSync(join(root, 'dist/more.js'), '');
  expect(isCurrent()).toBe(true);
});

it.each<[string, () => void]>([
  ['a changed character', () => writeFileSync(join(root, 'apps/api/main.ts'), 'apps/api/main.tx')],
  ['a new file', () => writeFileSync(join(root, 'db/more.ts'), '')],
  ['a file that is gone', () => rmSync(join(root, 'db/index.ts'))],
  ['another name', () => renameSync(join(root, 'db/index.ts'), join(root, 'db/other.ts'))],
  [
    'words that moved from one file to the next',
    () => {
      writeFileSync(join(root, 'apps/api/main.ts'), 'apps/api/main.t');
      writeFileSync(join(root, 'db/index.ts'), 'sdb/index.ts');
    },
  ],
  ['other rules of the compiler', () => writeFileSync(join(root, '.swcrc'), '{}')],
  ['another version of the compiler', () => writeFileSync(join(root, 'package-lock.json'), '{}')],
  ['a build that was cut short', () => rmSync(join(root, 'dist'), { recursive: true })],
])('%s asks for another build', (_what, change) => {
  change();
  expect(isCurrent()).toBe(false);
});
