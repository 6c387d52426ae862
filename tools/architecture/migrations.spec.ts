import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installationFolder } from '#platform';
import { dangersOf } from './migration-rules.ts';

/** Migrations before this one ran before the product served anybody. */
const FIRST_CHECKED = 1_763_769_600_038;

const folder = join(installationFolder, 'db/migrations');
const checked = readdirSync(folder).filter((name) => Number(name.split('-')[0]) >= FIRST_CHECKED);

/** SQL of the way up: every literal text of the method. */
function sqlOf(name: string): string {
  const source = readFileSync(join(folder, name), 'utf8');
  const up = source.slice(source.indexOf('async up('), source.indexOf('async down('));
  return [...up.matchAll(/`([^`]*)`|'((?:[^'\\]|\\.)*)'/g)].map(([, long, short]) => long ?? short).join(';\n');
}

it.each(checked)('%s can run while the product and the version before it serve', (name) => {
  expect(sqlOf(name)).not.toBe('');
  expect(dangersOf(sqlOf(name), name.includes('-contract-'))).toEqual([]);
});

describe('a migration is refused that', () => {
  it.each([
    ['builds an index under a lock', 'CREATE UNIQUE INDEX x ON patients (name)'],
    ['drops one under a lock', 'DROP INDEX x'],
    [
      'adds a check that scans under a lock',
      'ALTER TABLE patients ADD COLUMN a int, ADD CONSTRAINT c CHECK (a IN (1, 2))',
    ],
    [
      'adds a foreign key that scans under a lock',
      'ALTER TABLE patients ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES b (id)',
    ],
    ['adds a unique constraint that builds under a lock', 'ALTER TABLE patients ADD CONSTRAINT u UNIQUE (a, b)'],
    ['adds an exclusion to rows that are there', 'ALTER TABLE x ADD CONSTRAINT e EXCLUDE USING gist (a WITH =)'],
    ['changes a type', 'ALTER TABLE patients ALTER COLUMN name TYPE varchar(20)'],
    ['demands a value at once', 'ALTER TABLE patients ALTER name SET NOT NULL'],
    ['adds a column that old versions do not fill', 'ALTER TABLE patients ADD COLUMN a int NOT NULL'],
    ['adds a column that is computed for every row', 'ALTER TABLE patients ADD a timestamptz DEFAULT now()'],
    ['renames', 'ALTER TABLE patients RENAME COLUMN name TO full_name'],
    ['drops a column in passing', 'ALTER TABLE patients DROP COLUMN name'],
    ['drops a table in passing', 'DROP TABLE patients'],
    ['locks a table', 'LOCK TABLE patients'],
  ])('%s', (_title, sql) => {
    expect(dangersOf(sql)).toHaveLength(1);
  });
});

it('what is new is made freely, and what goes in a contract may go', () => {
  const fresh = `CREATE TABLE x (a int NOT NULL, CONSTRAINT c CHECK (a > 0)); CREATE INDEX i ON x (a);
    ALTER TABLE x ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES b (id)`;
  expect(dangersOf(fresh)).toEqual([]);
  expect(dangersOf('ALTER TABLE patients ADD COLUMN a int NOT NULL DEFAULT 0, DROP CONSTRAINT c')).toEqual([]);
  expect(dangersOf('ALTER TABLE patients DROP COLUMN a; DROP TABLE b', true)).toEqual([]);
});
