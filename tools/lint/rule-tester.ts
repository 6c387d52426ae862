import { RuleTester } from 'oxlint/plugins-dev';

/** Tests a rule on files of an imaginary repository, as part of the test file that asks: oxlint would stay with the first. */
export function ruleTester(): RuleTester {
  RuleTester.describe = describe;
  RuleTester.it = it;
  return new RuleTester({
    cwd: '/repository',
    languageOptions: { sourceType: 'module', parserOptions: { lang: 'ts' } },
  });
}
