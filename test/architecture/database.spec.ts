import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { entities } from '#api';
import { migrations } from '#migrations';
import { createDataSource, hashColumns, runPending, sealedTables } from '#platform';
import {
  createEmptyDatabase,
  createTestDatabase,
  eventually,
  onDatabase,
  testServer,
  withClient,
  type TestDatabase,
} from '#testing';

let database: TestDatabase;
let app: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  app = new Client({ connectionString: database.appUrl });
  await app.connect();
});

afterAll(async () => {
  await app.end();
  await database.drop();
});

async function withEntities(look: (dataSource: DataSource) => Promise<void> | void): Promise<void> {
  const dataSource = createDataSource({
    url: database.ownerUrl,
    entities,
    poolSize: 2,
    timeoutSeconds: 60,
    applicationName: 'drift',
  });
  await dataSource.initialize();
  try {
    await look(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

describe('the migrated database', () => {
  it('is what the entities say: nothing is left to generate', async () => {
    await withEntities(async (dataSource) => {
      const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    });
  });

  it('has no encrypted column, index of one or keyed hash that a change of keys would leave behind', async () => {
    const { rows } = await app.query<{ place: string }>(
      `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name ~ '_(ciphertext|index|index_2)$|^(login_key|request_hash)$'`,
    );
    await withEntities((dataSource) => {
      const sealed = sealedTables(dataSource).flatMap(({ table, columns }) =>
        columns.flatMap(({ column, index }) => [column, ...(index?.columns ?? [])].map((name) => `${table}.${name}`)),
      );
      const hashes = hashColumns(dataSource).map(({ table, column }) => `${table}.${column}`);
      expect([...sealed, ...hashes].toSorted()).toEqual(rows.map(({ place }) => place).toSorted());
    });
  });

  it('has the indexes that TypeORM cannot express', async () => {
    const { rows } = await app.query<{ indexname: string; indexdef: string }>(
      `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'`,
    );
    const definition = (name: string) => rows.find(({ indexname }) => indexname === name)?.indexdef ?? '';
    expect(definition('ix_referrals_received')).toMatch(
      /\(to_institution_id, id\) INCLUDE \(to_department_id, ended_at\) WHERE \(received_at IS NOT NULL\)/,
    );
    expect(definition('ix_referrals_sent')).toMatch(
      /\(from_institution_id, id\) INCLUDE \(ended_at\) WHERE \(archived_at IS NULL\)/,
    );
    expect(definition('ix_referrals_author')).toMatch(
      /\(author_staff_id, id\) INCLUDE \(from_institution_id, ended_at\) WHERE \(archived_at IS NULL\)/,
    );
    expect(definition('ix_referrals_department')).toMatch(
      /\(to_department_id, id\) INCLUDE \(to_institution_id, ended_at\) WHERE \(received_at IS NOT NULL\)/,
    );
    expect(definition('ix_referrals_department_submitted')).toMatch(
      /\(to_department_id, first_submitted_at\) WHERE \(first_submitted_at IS NOT NULL\)/,
    );
    expect(definition('ix_referrals_received_open')).toMatch(/ended_at IS NULL/);
    expect(definition('ix_referrals_sent_state')).toMatch(/\(from_institution_id, state, id\) INCLUDE/);
    expect(definition('ix_referrals_received_state')).toMatch(/\(to_institution_id, state, id\) INCLUDE/);
    expect(definition('ix_referrals_received_ended')).toMatch(/\(to_institution_id, ended_at\) INCLUDE/);
    expect(definition('ix_referrals_waiting')).toMatch(/\(state, state_changed_at\)/);
    expect(definition('ix_referrals_not_arrived_received')).toMatch(/\(to_institution_id, .*state = 'NOT_ARRIVED'/s);
    expect(definition('ix_referrals_astray')).toMatch(
      /\(from_institution_id, .*INCLUDE \(to_institution_id, kind, visit_time, .*state = 'NOT_ARRIVED'/s,
    );
    for (const name of ['ix_referrals_taken_on', 'ix_referrals_owed', 'ix_referrals_placeless']) {
      expect(definition(name)).toMatch(/INCLUDE \(.*kind, first_submitted_at, created_at\)/s);
    }
    expect(definition('uq_referral_review_switches_place')).toMatch(/NULLS NOT DISTINCT/);
    expect(definition('ix_audit_entries_patients')).toMatch(/USING gin \(patient_ids\)/);
    expect(definition('ix_audit_entries_failed')).toMatch(/\(result, occurred_at, id\) WHERE \(result <> 'OK'::text\)/);
  });

  it('names its constraints and indexes by what they are', async () => {
    const { rows } = await app.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
       WHERE n.nspname = 'public' AND conrelid <> 'migrations'::regclass AND conparentid = 0 AND contype <> 'n'
       UNION ALL
       SELECT indexrelid::regclass::text FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
       WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> 'migrations' AND NOT t.relispartition`,
    );
    expect(rows.map(({ name }) => name).filter((name) => !/^(pk|uq|fk|ck|ex|ix|tr)_/.test(name))).toEqual([]);
  });
});

describe('the reference data', () => {
  it('has the time limits that the guide tells of, with the values that it tells', async () => {
    const guide = readFileSync('docs/time-limits.md', 'utf8');
    const rows = [...guide.matchAll(/^\|[^|]*\| `(referral\.\w+)` +\| (\d+) /gm)];
    const told = Object.fromEntries(rows.map(([, key, value]) => [key, Number(value)]));
    const { rows: settings } = await app.query<{ key: string; value: number }>(
      `SELECT key, value FROM reference_settings
       WHERE key ~ '^referral\\.(?!routing).*_(minutes|hours|days)$' AND effective_to IS NULL`,
    );
    expect(told).toEqual(Object.fromEntries(settings.map(({ key, value }) => [key, value])));
  });
});

describe('the role that serves', () => {
  const refused = { code: '42501' };
  const columnOf = async (table: string): Promise<string> => {
    const sql = 'SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum = 1';
    return (await app.query<{ attname: string }>(sql, [table])).rows[0]!.attname;
  };

  it.each(['domain_events', 'audit_entries', 'audit_seals', 'audit_sealed_entries', 'audit_anchors'])(
    'adds rows to %s and never changes them',
    async (table) => {
      await expect(app.query(`UPDATE ${table} SET ${await columnOf(table)} = DEFAULT`)).rejects.toMatchObject(refused);
      await expect(app.query(`DELETE FROM ${table}`)).rejects.toMatchObject(refused);
      await expect(app.query(`TRUNCATE ${table}`)).rejects.toMatchObject(refused);
    },
  );

  it('gives positions to events and never takes one back', async () => {
    await expect(app.query('UPDATE event_positions SET position = 0')).rejects.toMatchObject(refused);
    await expect(app.query('DELETE FROM event_positions')).rejects.toMatchObject(refused);
    await expect(app.query('TRUNCATE event_positions')).rejects.toMatchObject(refused);
  });

  it('cannot change the schema', async () => {
    await expect(app.query('CREATE TABLE intruder (id int)')).rejects.toMatchObject(refused);
    await expect(app.query('ALTER TABLE referrals ADD COLUMN x int')).rejects.toMatchObject(refused);
    await expect(app.query('DROP TABLE referrals')).rejects.toMatchObject(refused);
  });

  it('makes partitions of the audit trail ahead of time, through the owner’s function', async () => {
    await app.query(`SELECT ensure_audit_partitions('2031-05-17', 1)`);
    const { rows } = await app.query(
      `SELECT 1 FROM pg_class WHERE relname IN ('audit_entries_2031_05', 'audit_entries_2031_06')`,
    );
    expect(rows).toHaveLength(2);
  });
});

describe('a month whose audit rows have begun without a partition of its own', () => {
  it('keeps them where they are, and the months after it get theirs', async () => {
    await app.query(
      `INSERT INTO audit_entries (id, occurred_at, request_id, action, result)
       VALUES (gen_random_uuid(), '2033-05-09', 'r', 'a', 'OK')`,
    );
    await app.query(`SELECT ensure_audit_partitions('2033-05-17', 1)`);
    const { rows } = await app.query<{ relname: string }>(
      `SELECT relname FROM pg_class WHERE relname LIKE 'audit_entries_2033_0_' ORDER BY relname`,
    );
    expect(rows).toEqual([{ relname: 'audit_entries_2033_06' }]);
  });
});

describe('the owner of the schema', () => {
  it.each(['domain_events', 'audit_entries'])('is kept by triggers from changing %s in passing', async (table) => {
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    try {
      await owner.query(
        table === 'audit_entries'
          ? `INSERT INTO audit_entries (id, occurred_at, request_id, action, result)
             VALUES (gen_random_uuid(), '2026-03-04', 'r', 'a', 'OK')`
          : `INSERT INTO domain_events (id, topic, aggregate_type, aggregate_id, aggregate_version, payload, occurred_at,
               account_id, staff_id, institution_id, request_id)
             SELECT u, 't', 'x', u, 1, '{}', '2026-03-04', u, u, u, 'r' FROM gen_random_uuid() u`,
      );
      await expect(owner.query(`UPDATE ${table} SET request_id = 'x'`)).rejects.toMatchObject({ code: '42501' });
      await expect(owner.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: '42501' });
      await expect(owner.query(`TRUNCATE ${table}`)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await owner.end();
    }
  });
});

describe('migrations of a database that is in use', () => {
  /** Those after the last one that ran before the product served anybody. */
  const SINCE = '1763769600038';
  let inUse: TestDatabase;

  beforeEach(async () => {
    inUse = await createEmptyDatabase();
    const before = migrations.filter(({ name }) => name.slice(-SINCE.length) < SINCE);
    await runPending({ ownerUrl: inUse.ownerUrl, migrations: before, setting: 'DATABASE_OWNER_URL' });
  });
  afterEach(() => inUse.drop());

  const migrateOn = (): Promise<void> =>
    runPending({ ownerUrl: inUse.ownerUrl, migrations, setting: 'DATABASE_OWNER_URL' });

  it('rewrite no table', async () => {
    await withClient(onDatabase(testServer().superuserUrl, new URL(inUse.ownerUrl).pathname.slice(1)), (superuser) =>
      superuser.query(`
        CREATE FUNCTION public.refuse_rewrite() RETURNS event_trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is rewritten', pg_event_trigger_table_rewrite_oid()::regclass; END $$;
        CREATE EVENT TRIGGER no_rewrite ON table_rewrite EXECUTE FUNCTION public.refuse_rewrite()`),
    );
    const owner = (sql: string) => withClient(inUse.ownerUrl, (client) => client.query(sql));
    await expect(owner('ALTER TABLE patients ALTER name TYPE varchar(20)')).rejects.toThrow('patients is rewritten');
    await expect(migrateOn()).resolves.toBeUndefined();
  });

  it('give up a table that somebody holds before others wait behind them, and come again', async () => {
    await withClient(inUse.ownerUrl, async (backup) => {
      await backup.query('BEGIN; LOCK TABLE patients IN ACCESS SHARE MODE');
      const migrated = migrateOn();
      await withClient(inUse.ownerUrl, async (reader) => {
        await eventually(async () => {
          const waiting = `SELECT FROM pg_locks WHERE relation = 'patients'::regclass AND NOT granted`;
          return (await reader.query(waiting)).rowCount === 1;
        });
        // Stands behind the migration, and comes through although the table is still held.
        await reader.query('SELECT FROM patients');
      });
      await backup.query('COMMIT');
      await expect(migrated).resolves.toBeUndefined();
    });
  });
});
