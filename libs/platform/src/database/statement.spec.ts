import { forgetStatements, statement } from './statement.js';

describe('a statement', () => {
  afterEach(forgetStatements);

  it('has one name for one text, and another one for another', () => {
    const one = statement('test.one', 'SELECT 1');
    expect(statement('test.other', 'SELECT 1')).toBe(one);
    expect(statement('test.one', 'SELECT 2').name).not.toBe(one.name);
    expect(one.name).toMatch(/^test\.one:/);
  });

  it('has none where there are too many, until those are forgotten', () => {
    const names = Array.from({ length: 1_001 }, (_, n) => statement('test.many', `SELECT ${n}`).name);
    expect(names.filter((name) => name === null)).toHaveLength(1);
    expect(statement('test.many', 'SELECT 0').name).toBe(names[0]);
    forgetStatements();
    expect(statement('test.many', 'SELECT 1000').name).not.toBe(null);
  });
});
