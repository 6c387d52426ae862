import { PASSWORD_MAX_LENGTH, PasswordRule, brokenPasswordRule } from './password-rules.js';

describe('password rules', () => {
  test.each([
    ['nine characters', 'Abcdef-12', PasswordRule.TooShort],
    ['two classes: letters of one case and digits', 'abcdefgh123456', PasswordRule.TooFewClasses],
    ['two classes: both cases', 'AbcdefghIjklmn', PasswordRule.TooFewClasses],
    ['one class', 'aaaaaaaaaaaaaa', PasswordRule.TooFewClasses],
    ['longer than the limit', `Aa1${'x'.repeat(PASSWORD_MAX_LENGTH)}`, PasswordRule.TooLong],
    ['the login name inside, in other case', 'Li.Ming-2026', PasswordRule.ContainsLoginName],
  ])('%s is refused', (_what, password, rule) => {
    expect(brokenPasswordRule(password, 'li.ming')).toBe(rule);
  });

  test.each([
    ['ten characters of three classes', 'Abcdefg123'],
    ['lower case, digits and a sign', 'abcdef-123'],
    ['Chinese, digits and a sign', '春眠不觉晓处处闻啼鸟-1'],
    ['exactly the longest', `Aa1${'x'.repeat(PASSWORD_MAX_LENGTH - 3)}`],
  ])('%s is accepted', (_what, password) => {
    expect(brokenPasswordRule(password, 'li.ming')).toBeNull();
  });

  test('a character outside the basic plane counts once', () => {
    expect(brokenPasswordRule('Aa1😀😀😀😀😀😀', 'li.ming')).toBe(PasswordRule.TooShort);
  });
});
