import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { examples } from './config.examples.ts';
import plugin from './plugin.ts';

interface Configuration {
  jsPlugins: string[];
  rules: Record<string, unknown>;
  overrides: { rules: Record<string, unknown> }[];
}

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, '.oxlintrc.json'), 'utf8');
const configuration = ts.parseConfigFileTextToJson('.oxlintrc.json', text).config as Configuration;
const tree = mkdtempSync(join(tmpdir(), 'lint-'));

/** Rules with an example that breaks them. */
const shown = new Set(examples.filter(({ fires }) => fires.length > 0).map(({ rule }) => rule));

/** What oxlint found, as `path rule`. */
let findings: string[];

beforeAll(() => {
  const jsPlugins = configuration.jsPlugins.map((path) => join(root, path));
  write('.oxlintrc.json', JSON.stringify({ ...configuration, jsPlugins }));
  write(
    'tsconfig.json',
    JSON.stringify({ compilerOptions: { strict: true, target: 'es2024', module: 'nodenext', types: [] } }),
  );
  for (const [index, { code, fires, quiet = [] }] of examples.entries()) {
    for (const path of [...fires, ...quiet]) write(place(path, index), code);
  }
  findings = lint();
});

afterAll(() => rmSync(tree, { recursive: true }));

it.each(examples.map((example, index) => ({ ...example, index })))(
  '$rule fires',
  ({ rule, fires, quiet = [], index }) => {
    const found = (path: string) => findings.includes(`${place(path, index)} ${rule}`);
    expect(fires.filter((path) => !found(path))).toEqual([]);
    expect(quiet.filter(found)).toEqual([]);
  },
);

it('every rule that the configuration names has an example', () => {
  const all = [configuration, ...configuration.overrides].flatMap(({ rules }) => Object.entries(rules));
  const named = new Set(all.filter(([, setting]) => setting !== 'off').map(([rule]) => rule));
  expect([...named].filter((rule) => !shown.has(rule))).toEqual([]);
});

it('every house rule is switched on somewhere', () => {
  expect(Object.keys(plugin.rules).filter((rule) => !shown.has(`house/${rule}`))).toEqual([]);
});

/** Overrides look at paths, so each example lives where the product's file would: `*` becomes a name of its own. */
function place(path: string, index: number): string {
  return path.replace('*', `example-${index}`);
}

function write(path: string, content: string) {
  const target = join(tree, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}

function lint(): string[] {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const env = { ...process.env, OXLINT_TSGOLINT_PATH: join(root, 'node_modules/.bin/tsgolint') };
  const run = spawnSync(process.execPath, [oxlint, '--format=json', '.'], {
    cwd: tree,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (run.error) throw run.error;
  if (!run.stdout.startsWith('{')) throw new Error(run.stdout + run.stderr);
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { code?: string; filename: string }[] };
  return diagnostics.map(
    ({ code = '', filename }) => `${filename} ${code.replace(/^eslint\(|\)$/g, '').replace('(', '/')}`,
  );
}
