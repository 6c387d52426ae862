import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '#migrations';
import { checkCurrentSchema, runPending } from '#platform';
import { ReferralStory, TestApp, World, createEmptyDatabase, withClient, type TestDatabase } from '#testing';
import { runBackup } from './backup-program.js';

const [KEY, OTHER] = [7, 9].map((byte) => Buffer.alloc(32, byte).toString('base64'));
const PART = 'table.public.patients';

let app: TestApp;
let shelf: string;
const empty: TestDatabase[] = [];

beforeAll(async () => {
  shelf = mkdtempSync(join(tmpdir(), 'alliance-backup-'));
  app = await TestApp.start();
  const world = await World.create(app);
  const story = new ReferralStory(world);
  await story.submitted(world.person('township-doctor'));
  await app.relayEvents();
  // A month of the audit trail that migrating alone does not make.
  await withClient(app.database.ownerUrl, (owner) => owner.query(`SELECT ensure_audit_partitions('2031-05-17', 1)`));
});
afterAll(async () => {
  for (const database of empty) await database.drop();
  await app.stop();
  rmSync(shelf, { recursive: true });
});

async function run(words: string[], { ownerUrl, appUrl }: TestDatabase, changes: Record<string, string> = {}) {
  const lines: string[] = [];
  const code = await runBackup(words, (line) => lines.push(line), {
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: ownerUrl,
    DATA_DIR: join(shelf, 'data'),
    ENCRYPTION_KEYS: `test:${KEY}`,
    BLIND_INDEX_KEY: KEY!,
    ...changes,
  });
  return { code, lines };
}

async function taken(name: string, changes: Record<string, string> = {}, from = app.database): Promise<string> {
  const folder = join(shelf, name);
  expect((await run(['take', folder], from, changes)).code).toBe(0);
  return folder;
}

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  empty.push(database);
  return database;
}

async function tablesOf({ ownerUrl }: TestDatabase): Promise<string[]> {
  return withClient(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT oid::regclass::text AS name FROM pg_class
       WHERE relkind = 'r' AND relnamespace::regnamespace::text IN ('public', 'pgboss') ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  });
}

/** Everything that a schema is made of, and every row, as a superuser sees them. */
async function contentOf(database: TestDatabase): Promise<Record<string, unknown>> {
  const tables = await tablesOf(database);
  return withClient(database.ownerUrl, async (owner) => {
    const all = async (sql: string) => (await owner.query<{ text: string }>(sql)).rows.map(({ text }) => text);
    const rows: Record<string, string[]> = {};
    for (const table of tables)
      if (table !== 'migrations') rows[table] = await all(`SELECT t::text AS text FROM ${table} t ORDER BY 1`);
    return {
      rows,
      constraints:
        await all(`SELECT conrelid::regclass || ' ' || conname || ' ' || convalidated || ' ' || pg_get_constraintdef(oid) AS text
        FROM pg_constraint WHERE connamespace::regnamespace::text IN ('public', 'pgboss') ORDER BY 1`),
      triggers: await all(`SELECT tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text AS text FROM pg_trigger
        WHERE NOT tgisinternal ORDER BY 1`),
      indexes: await all(`SELECT indexdef AS text FROM pg_indexes WHERE schemaname IN ('public', 'pgboss') ORDER BY 1`),
      grants: await all(`SELECT relname || ' ' || coalesce(array_to_string(relacl, ','), '') AS text FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT relispartition ORDER BY 1`),
      sequences: await all(`SELECT sequencename || ' ' || coalesce(last_value, 0) AS text FROM pg_sequences
        WHERE sequencename <> 'migrations_id_seq' ORDER BY 1`),
      migrations: await all('SELECT name AS text FROM migrations ORDER BY 1'),
    };
  });
}

it('every row, constraint, trigger, grant, partition and sequence comes back as it was', async () => {
  const folder = await taken('whole');
  const before = await contentOf(app.database);
  const target = await emptyDatabase();
  const { code, lines } = await run(['restore', folder], target);
  expect(code).toBe(0);
  expect(lines.at(-1)).toMatch(/^Restored: \d+ tables, each compared with the backup, and 0 files\.$/);
  expect(await contentOf(target)).toEqual(before);
});

it('a backup of an earlier schema is brought up to date after it was restored as it was', async () => {
  const earlier = await emptyDatabase();
  const older = migrations.slice(0, migrations.findIndex(({ name }) => name.startsWith('KeyRegister')) + 1);
  await runPending({ ownerUrl: earlier.ownerUrl, migrations: older, setting: 'DATABASE_OWNER_URL' });
  const folder = await taken('earlier', { DATABASE_URL: earlier.ownerUrl }, earlier);
  const target = await emptyDatabase();
  expect((await run(['restore', folder], target)).code).toBe(0);
  await expect(checkCurrentSchema(target.appUrl, migrations)).resolves.toBeUndefined();
});

describe('encrypted with a key of its own, a backup', () => {
  it('shows nothing, and comes back with that key alone', async () => {
    const folder = await taken('sealed', { BACKUP_KEY: OTHER! });
    for (const name of readdirSync(folder).filter((each) => each.startsWith('table'))) {
      expect(readFileSync(join(folder, name)).indexOf(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]))).not.toBe(4);
    }
    const target = await emptyDatabase();
    await expect(run(['restore', folder], target)).rejects.toThrow('The backup is encrypted: BACKUP_KEY is missing.');
    await expect(run(['restore', folder], target, { BACKUP_KEY: KEY! })).rejects.toThrow(
      'BACKUP_KEY does not open this',
    );
    expect((await run(['restore', folder], target, { BACKUP_KEY: OTHER! })).code).toBe(0);
  });

  it('cannot be given parts of another backup', async () => {
    const [one, two] = [await taken('one', { BACKUP_KEY: OTHER! }), await taken('two', { BACKUP_KEY: OTHER! })];
    copyFileSync(join(two, PART), join(one, PART));
    const restored = run(['restore', one], await emptyDatabase(), { BACKUP_KEY: OTHER! });
    await expect(restored).rejects.toThrow(`The backup is damaged: ${PART} is not what was written.`);
  });
});

describe('nothing is touched by', () => {
  let whole: string;
  let copies = 0;
  beforeAll(async () => {
    whole = await taken('to-be-damaged');
  });

  /** A copy of the backup that something happens to. */
  function damaged(damage: (folder: string) => void): string {
    const folder = join(shelf, `damaged-${++copies}`);
    cpSync(whole, folder, { recursive: true });
    damage(folder);
    return folder;
  }
  const inManifest = (folder: string, from: string | RegExp, to: string): void => {
    const file = join(folder, 'manifest.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  };

  it.each<[string, (folder: string) => void, RegExp]>([
    ['a part that is missing', (folder) => rmSync(join(folder, PART)), /damaged: table\.public\.patients is missing/],
    [
      'a part that was cut off',
      (folder) => writeFileSync(join(folder, PART), 'x'),
      /damaged: .* is not what was written/,
    ],
    ['a part that grew', (folder) => appendFileSync(join(folder, PART), 'x'), /damaged: .* is not what was written/],
    [
      'a manifest that was changed',
      (folder) => inManifest(folder, /rows/, 'sows'),
      /damaged: its manifest has been changed/,
    ],
    ['a manifest that is no JSON', (folder) => inManifest(folder, '{', ''), /damaged: its manifest has been changed/],
    ['a backup that was never finished', (folder) => rmSync(join(folder, 'manifest.json')), /was never finished/],
    ['a folder that is not there', (folder) => rmSync(folder, { recursive: true }), /There is no backup in/],
  ])('%s', async (_title, damage, line) => {
    const target = await emptyDatabase();
    await expect(run(['restore', damaged(damage)], target)).rejects.toThrow(line);
    expect(await tablesOf(target)).toEqual([]);
  });

  it('a backup for a database that holds anything', async () => {
    await expect(run(['restore', whole], app.database)).rejects.toThrow(
      /^The database is not empty \(it has \d+ tables/,
    );
  });

  it('a backup into a folder that holds anything', async () => {
    await expect(run(['take', whole], app.database)).rejects.toThrow(/is not empty: a backup overwrites nothing/);
  });
});

it('a backup with a newer schema is refused by name', async () => {
  const newer = await emptyDatabase();
  await run(['restore', await taken('to-be-newer')], newer);
  await withClient(newer.ownerUrl, (owner) =>
    owner.query(`INSERT INTO migrations (timestamp, name) VALUES (1893456000000, 'Later1893456000000')`),
  );
  const folder = await taken('newer', {}, newer);
  await expect(run(['restore', folder], await emptyDatabase())).rejects.toThrow(
    /^The backup has a newer schema \(Later1893456000000\) than this version of the product/,
  );
});

it('a restore that was cut off may be repeated with the same backup, and nothing serves the half of it', async () => {
  const [folder, another] = [await taken('cut'), await taken('another')];
  const target = await emptyDatabase();
  const { id } = JSON.parse(
    (JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { manifest: string }).manifest,
  ) as { id: string };
  // As far as a killed restore may have come: the schema is there, and rows of migrations, but not the copied ones.
  await runPending({ ownerUrl: target.ownerUrl, migrations, setting: 'DATABASE_OWNER_URL' });
  await withClient(target.ownerUrl, (owner) =>
    owner.query(`CREATE TABLE unfinished_restore AS SELECT '${id}'::text AS backup`),
  );
  await expect(checkCurrentSchema(target.appUrl, migrations)).rejects.toThrow(
    'a restore into this database was not finished',
  );
  await expect(run(['restore', another], target)).rejects.toThrow('Another backup was half restored');
  expect((await run(['restore', folder], target)).code).toBe(0);
  expect(await contentOf(target)).toEqual(await contentOf(app.database));
});

it('says what it understands', async () => {
  await expect(run(['take'], app.database)).rejects.toThrow('Say which folder');
  await expect(run(['take', 'one', 'two'], app.database)).rejects.toThrow('Say which folder');
});
