import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { imports, reach } from './dependencies.examples.ts';

interface Summary {
  violations: { from: string; rule: { name: string } }[];
  ruleSetUsed: { forbidden: { name: string }[] };
}

const root = join(import.meta.dirname, '../..');
const tree = mkdtempSync(join(tmpdir(), 'dependencies-'));
const probes = imports.map((one, index) => ({ ...one, from: one.from.replace('*', `example-${index}`) }));

/** Names of the rules that each importing file breaks, and of all rules. */
let broken: Map<string, string[]>;
let rules: string[];

beforeAll(() => {
  writePackages();
  for (const { to } of probes) if (to.endsWith('.ts')) write(to, 'export interface Target { id: string }');
  for (const library of [...Object.keys(reach), 'testing']) write(`libs/${library}/src/index.ts`, 'export {};');
  for (const { from, to, asType } of probes) {
    write(from, `${asType ? 'import type { Target } from' : 'import'} '${specifier(from, to)}';\nexport {};\n`);
  }
  const { violations, ruleSetUsed } = cruise();
  const byFile = Map.groupBy(violations, ({ from }) => from);
  broken = new Map([...byFile].map(([from, found]) => [from, found.map(({ rule }) => rule.name)]));
  rules = ruleSetUsed.forbidden.map(({ name }) => name);
});

afterAll(() => rmSync(tree, { recursive: true }));

it.each(probes.filter(({ rule }) => rule !== undefined))('$rule forbids $from to import $to', ({ from, rule }) => {
  expect(broken.get(from)).toContain(rule);
});

it.each(probes.filter(({ rule }) => rule === undefined))('$from may import $to', ({ from }) => {
  expect(broken.get(from)).toBeUndefined();
});

it('every rule has an example that breaks it', () => {
  const shown = new Set(probes.map(({ rule }) => rule));
  expect(rules.filter((name) => !shown.has(name))).toEqual([]);
});

it('every library of the plan is in the table', () => {
  expect(Object.keys(reach).filter((library) => !rules.includes(`library-${library}`))).toEqual([]);
});

function specifier(from: string, to: string): string {
  if (!to.endsWith('.ts')) return to;
  const path = relative(dirname(from), to).replace(/\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}

function writePackages() {
  const names = [...Object.keys(reach), 'testing'];
  const subpaths = names.map((name) => [`#${name}`, { source: `./libs/${name}/src/index.ts`, default: './dist/x.js' }]);
  const manifest = {
    type: 'module',
    imports: Object.fromEntries(subpaths) as unknown,
    dependencies: { declared: '1.0.0', typeorm: '1.0.0' },
    devDependencies: { 'for-development': '1.0.0' },
  };
  write('package.json', JSON.stringify(manifest));
  write('tsconfig.json', JSON.stringify({ compilerOptions: { module: 'nodenext', customConditions: ['source'] } }));
  for (const name of ['declared', 'typeorm', 'for-development', 'undeclared']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = {};');
  }
}

function write(path: string, content: string) {
  const target = join(tree, path);
  if (path.endsWith('target.ts') && existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}

function cruise(): Summary {
  const command = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const config = join(root, '.dependency-cruiser.mjs');
  const folders = ['apps', 'libs', 'db', 'test', 'bench', 'tools'];
  const args = [command, '--config', config, '--output-type', 'json', ...folders];
  const run = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (run.error) throw run.error;
  if (!run.stdout.startsWith('{')) throw new Error(run.stdout + run.stderr);
  return (JSON.parse(run.stdout) as { summary: Summary }).summary;
}
