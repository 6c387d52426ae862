export interface Example {
  rule: string;
  code: string;
  /** Paths at which the code breaks the rule; `*` stands for a file name. */
  fires: string[];
  /** Paths at which the same code is allowed. */
  quiet?: string[];
}

const product = 'libs/referral/src/commands/*.service.ts';
const app = 'apps/api/src/*.ts';
const platform = 'libs/platform/src/database/*.ts';
const testing = 'libs/testing/src/*.ts';
const tests = [
  'libs/referral/src/domain/*.spec.ts',
  'libs/referral/src/data/*.int-spec.ts',
  'apps/api/src/*.proc-spec.ts',
  'test/e2e/*.spec.ts',
];

const lines = (count: number) => 'Math.abs(1);\n'.repeat(count);
const names = (count: number) => Array.from({ length: count }, (_, index) => `p${index}: string`).join(', ');
const resolver = (body: string) =>
  `import { Args, Field, Query } from '@nestjs/graphql';\nexport class Desk { ${body} }`;
const anyValue = 'declare const value: any;\n';

const size: Example[] = [
  { rule: 'max-lines', code: lines(301), fires: [product, 'test/load/*.ts'], quiet: [...tests, 'db/migrations/*.ts'] },
  { rule: 'max-lines', code: lines(300), fires: [], quiet: [product] },
  { rule: 'max-lines', code: lines(301), fires: [], quiet: ['db/seeds/demo/*.ts'] },
  {
    rule: 'max-lines-per-function',
    code: `export function long() {\n${lines(39)}}\n`,
    fires: [product, 'test/load/*.ts'],
    quiet: [...tests, 'db/migrations/*.ts'],
  },
  {
    rule: 'max-lines-per-function',
    code: `export function long() {\n${lines(38)}\n// why\n}\n`,
    fires: [],
    quiet: [product],
  },
  {
    rule: 'complexity',
    code: `export const f = (n: number) => { ${'if (n) n++; '.repeat(10)} return n; };`,
    fires: [product, ...tests],
  },
  { rule: 'house/max-parameters', code: `export function f(${names(5)}) {}`, fires: [product, ...tests, app] },
  { rule: 'house/max-parameters', code: `export class S { constructor(${names(6)}) {} }`, fires: [], quiet: [product] },
  {
    rule: 'house/max-constructor-dependencies',
    code: `export class S { constructor(${names(7)}) {} }`,
    fires: [product, app, testing],
  },
];

const unfinished: Example[] = [
  { rule: 'no-warning-comments', code: 'call(); // later: TODO more', fires: [product, ...tests] },
  { rule: 'no-warning-comments', code: '/** FIXME */ call();', fires: [product] },
  { rule: 'no-unused-vars', code: 'const unused = 1;', fires: [product, ...tests] },
  { rule: 'no-unused-vars', code: 'try { call(); } catch (error) { call(); }', fires: [product] },
  { rule: 'house/no-unrun-tests', code: "it.only('expires', () => { expect(1).toBe(1); });", fires: tests },
  { rule: 'house/no-unrun-tests', code: "describe.skip('holds', () => {});", fires: tests },
  { rule: 'house/no-unrun-tests', code: "test.todo('expires');", fires: tests },
  { rule: 'jest/expect-expect', code: "it('expires', () => { call(); });", fires: ['libs/duty/src/*.spec.ts'] },
];

const types: Example[] = [
  { rule: 'typescript/no-floating-promises', code: 'async function f() {}\nf();', fires: [product, ...tests, app] },
  { rule: 'typescript/no-floating-promises', code: 'async function f() {}\nvoid f();', fires: [product] },
  {
    rule: 'typescript/no-misused-promises',
    code: 'export const f = async (p: Promise<boolean>) => { if (p) await p; };',
    fires: [product, ...tests],
  },
  { rule: 'typescript/await-thenable', code: 'export const f = async () => { await 1; };', fires: [product, ...tests] },
  {
    rule: 'typescript/return-await',
    code: 'export async function f(p: Promise<void>) { try { return p; } catch { return; } }',
    fires: [product],
  },
  { rule: 'typescript/no-explicit-any', code: 'export const f = (x: any) => x;', fires: [product, ...tests, testing] },
  {
    rule: 'typescript/no-unsafe-argument',
    code: `${anyValue}declare function f(x: string): void;\nf(value);`,
    fires: [product],
    quiet: tests,
  },
  {
    rule: 'typescript/no-unsafe-assignment',
    code: `${anyValue}export const x = value;`,
    fires: [product],
    quiet: tests,
  },
  {
    rule: 'typescript/no-unsafe-call',
    code: `${anyValue}value();`,
    fires: [product, ...tests],
    quiet: ['*.config.js'],
  },
  {
    rule: 'typescript/no-unsafe-member-access',
    code: `${anyValue}export const x: unknown = value.y;`,
    fires: [product],
    quiet: tests,
  },
  { rule: 'typescript/no-unsafe-return', code: `${anyValue}export const f = () => value;`, fires: [product, ...tests] },
  { rule: 'typescript/no-unsafe-function-type', code: 'export const f = (x: Function) => x;', fires: [product] },
  { rule: 'typescript/no-deprecated', code: '/** @deprecated */\nfunction old() {}\nold();', fires: [product] },
  { rule: 'typescript/only-throw-error', code: "export const f = () => { throw 'late'; };", fires: [product] },
  {
    rule: 'typescript/prefer-promise-reject-errors',
    code: "export const f = () => Promise.reject('late');",
    fires: [product],
  },
  {
    rule: 'typescript/switch-exhaustiveness-check',
    code: "export function f(x: 'a' | 'b') { switch (x) { case 'a': return 1; } return 2; }",
    fires: [product],
  },
  {
    rule: 'typescript/no-extraneous-class',
    code: 'export class Rules { static due() { return 1; } }',
    fires: [product],
  },
  {
    rule: 'typescript/no-extraneous-class',
    code: '@Module({}) export class DutyModule {}',
    fires: [],
    quiet: [product],
  },
  {
    rule: 'house/consistent-type-imports',
    code: "import { Duty } from '#duty';\nexport let duty: Duty;",
    fires: [product, ...tests],
  },
];

const writing: Example[] = [
  { rule: 'eqeqeq', code: 'export const f = (x: unknown) => x == null;', fires: [product] },
  { rule: 'no-var', code: 'export var x = 1;', fires: [product] },
  { rule: 'prefer-const', code: 'let x = 1;\nexport { x };', fires: [product] },
  { rule: 'unicorn/filename-case', code: 'call();', fires: ['libs/duty/src/dutyRoster*.ts'], quiet: [product] },
  { rule: 'unicorn/prefer-node-protocol', code: "import { join } from 'path';\nexport { join };", fires: [product] },
  { rule: 'house/no-vague-file-names', code: 'call();', fires: ['libs/duty/src/*.utils.ts', 'test/e2e/helpers/*.ts'] },
  { rule: 'import/no-unassigned-import', code: "import './duty.js';", fires: [product] },
  { rule: 'import/no-unassigned-import', code: "import 'reflect-metadata';", fires: [], quiet: [product] },
  {
    rule: 'import/no-default-export',
    code: 'export default 1;',
    fires: [product, app],
    quiet: ['tools/lint/*.ts', 'db/*.ts'],
  },
  { rule: 'no-console', code: "console.log('x');", fires: [product, platform, testing], quiet: [app, 'bench/*.ts'] },
];

const house: Example[] = [
  {
    rule: 'house/no-process-env',
    code: "export const url = process.env['URL'];",
    fires: [product, app, platform, 'db/seeds/*.ts'],
    quiet: ['libs/platform/src/config/*.ts', testing, 'test/e2e/*.spec.ts', 'tools/*.ts', 'bench/*.ts'],
  },
  {
    rule: 'house/no-request-scope',
    code: 'export const scope = Scope.REQUEST;',
    fires: [product, app, platform],
  },
  {
    rule: 'house/graphql-description-required',
    code: resolver('@Field() id: string;'),
    fires: ['libs/referral/src/api/*.types.ts', platform],
    quiet: [testing],
  },
  {
    rule: 'house/operation-needs-permission',
    code: resolver('@Query(() => Duty) duty() {}'),
    fires: ['libs/referral/src/api/*.resolver.ts', app, platform],
  },
  {
    rule: 'house/no-datasource-outside-platform',
    code: "import { DataSource } from 'typeorm';\nexport const x = new DataSource();",
    fires: [product, app, 'libs/referral/src/data/*.repository.ts'],
    quiet: [platform, testing, ...tests, 'db/migrations/*.ts'],
  },
  {
    rule: 'house/no-sql-now',
    code: 'export const sql = `SELECT 1 WHERE due_at <= now()`;',
    fires: [product, app],
    quiet: [platform, testing, ...tests, 'db/migrations/*.ts'],
  },
  {
    rule: 'house/no-ambient-time',
    code: 'export const at = new Date();',
    fires: [
      product,
      'libs/kernel/src/*.ts',
      'libs/referral/src/domain/*.spec.ts',
      'libs/referral/src/data/*.int-spec.ts',
    ],
    quiet: [platform, testing, app, 'test/e2e/*.spec.ts'],
  },
  {
    rule: 'no-restricted-globals',
    code: 'setTimeout(() => call(), 5);',
    fires: [product, app, ...tests],
    quiet: [platform, testing, 'test/load/*.ts'],
  },
  { rule: 'no-restricted-globals', code: 'setInterval(() => call(), 5);', fires: [product, app, ...tests] },
  {
    rule: 'no-restricted-imports',
    code: "import { setTimeout as sleep } from 'node:timers/promises';\nawait sleep(5);",
    fires: tests,
    quiet: [platform],
  },
  { rule: 'no-restricted-properties', code: "jest.mock('./duty.js');", fires: tests },
  { rule: 'no-restricted-properties', code: 'jest.useFakeTimers();', fires: tests },
  { rule: 'no-restricted-properties', code: 'globalThis.setTimeout(() => call(), 5);', fires: tests },
];

/** For every rule that `.oxlintrc.json` names, code that breaks it, and where it holds. */
export const examples: Example[] = [...size, ...unfinished, ...types, ...writing, ...house];
