import { ruleTester } from '../rule-tester.ts';
import { noSqlNow } from './no-sql-now.ts';

ruleTester().run('no-sql-now', noSqlNow, {
  valid: [
    { name: 'the time as a parameter', code: 'const sql = `SELECT id FROM holds WHERE expires_at <= $1`;' },
    { name: 'a clock of the product', code: 'const at = clock.now();' },
    {
      name: 'a column whose default the migration sets',
      code: `class H { @Column({ default: () => 'now()' }) createdAt: Date; }`,
    },
    { name: 'a word that ends like it', code: `const text = 'unknown()';` },
  ],
  invalid: [
    {
      name: 'now() in a template',
      code: 'const sql = `SELECT id FROM holds WHERE expires_at <= now()`;',
      errors: [/now\(\)/],
    },
    {
      name: 'now() after an expression',
      code: 'const sql = `SELECT ${columns} FROM holds WHERE at < NOW ( )`;',
      errors: [/NOW/],
    },
    { name: 'now() in a string', code: `const sql = 'UPDATE holds SET at = now()';`, errors: [/now\(\)/] },
    {
      name: 'CURRENT_TIMESTAMP',
      code: 'const sql = `UPDATE holds SET at = CURRENT_TIMESTAMP`;',
      errors: [/CURRENT_TIMESTAMP/],
    },
    { name: 'clock_timestamp()', code: `const sql = 'SELECT clock_timestamp()';`, errors: [/clock_timestamp/] },
    { name: 'current_date', code: `const sql = 'SELECT 1 WHERE day = current_date';`, errors: [/current_date/] },
  ],
});
