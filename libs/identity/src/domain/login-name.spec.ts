import { LOGIN_NAME, normalizeLoginName } from './login-name.js';

describe('login names', () => {
  test.each(['Li.Ming', 'dr_wang@county', '10086', 'a1'])('%s is one', (name) => {
    expect(name).toMatch(LOGIN_NAME);
  });

  test.each(['', 'a', '.li', '李明', 'li ming', `a${'x'.repeat(64)}`])('%p is none', (name) => {
    expect(name).not.toMatch(LOGIN_NAME);
  });

  test('case and blanks around it do not count', () => {
    expect(normalizeLoginName('  Li.Ming ')).toBe('li.ming');
  });
});
