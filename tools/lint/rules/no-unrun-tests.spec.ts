import { ruleTester } from '../rule-tester.ts';
import { noUnrunTests } from './no-unrun-tests.ts';

ruleTester().run('no-unrun-tests', noUnrunTests, {
  valid: [
    { name: 'a plain test', code: `it('expires', () => {});` },
    { name: 'a table of tests', code: `describe.each([1, 2])('%i', () => {});` },
    { name: 'a property of something else', code: 'const first = page.only;' },
  ],
  invalid: [
    { name: 'a focused test', code: `it.only('expires', () => {});`, errors: [/"only"/] },
    { name: 'a skipped suite', code: `describe.skip('holds', () => {});`, errors: [/"skip"/] },
    { name: 'a test to be written', code: `test.todo('expires');`, errors: [/"todo"/] },
    { name: 'a test that has to fail', code: `it.failing('expires', () => {});`, errors: [/"failing"/] },
    { name: 'a focused table', code: `describe.only.each([1])('%i', () => {});`, errors: [/"only"/] },
    { name: 'a crossed-out test', code: `xit('expires', () => {});`, errors: [/"xit"/] },
    { name: 'a crossed-out suite', code: `xdescribe('holds', () => {});`, errors: [/"xdescribe"/] },
    { name: 'a focused suite by prefix', code: `fdescribe('holds', () => {});`, errors: [/"fdescribe"/] },
  ],
});
