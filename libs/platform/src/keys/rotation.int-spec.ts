import { DataSource } from 'typeorm';
import { TestApp, World, withClient } from '#testing';
import { Environment } from '../config/environment.js';
import { parseSecrets } from '../config/secrets.js';
import { Cipher } from '../crypto/cipher.js';
import { Database, type Queryable } from '../database/database.js';
import { Rotation } from './rotation.js';
import { wantedKeys } from './sealed-sql.js';
import { sealedTables, type SealedTable } from './sealed.js';

const KEY = Buffer.alloc(32, 7).toString('base64');
const secrets = parseSecrets(
  new Environment({ ENCRYPTION_KEYS: `test:${KEY},next:sm4:${KEY}`, BLIND_INDEX_KEY: `${KEY},1:${KEY}` }),
)!;
const cipher = new Cipher(secrets);

let app: TestApp;
let staff: SealedTable;
let people: readonly string[];

beforeAll(async () => {
  app = await TestApp.start();
  const world = await World.create(app);
  people = [world.person('expert').staffId, world.person('surgeon').staffId, world.person('reporter').staffId];
  staff = sealedTables(app.nest.get(DataSource)).find(({ table }) => table === 'staff')!;
});
afterAll(() => app.stop());

const old = (phone: string): string => new Cipher(app.secrets).encrypt(phone, 'staff.phone');

async function setPhone(id: string, ciphertext: string): Promise<void> {
  await withClient(app.database.appUrl, (client) =>
    client.query(`UPDATE staff SET phone_ciphertext = $2, phone_masked = 'masked' WHERE id = $1`, [id, ciphertext]),
  );
}

beforeEach(async () => {
  for (const id of people) await setPhone(id, old('13900000001'));
});

async function phones(): Promise<{ under: string; phone: string }[]> {
  const { rows } = await withClient(app.database.appUrl, (client) =>
    client.query<{ phone: string }>(
      'SELECT phone_ciphertext AS phone FROM staff WHERE id = ANY($1) ORDER BY array_position($1, id)',
      [people],
    ),
  );
  return rows.map(({ phone }) => ({ under: phone.split('.')[0]!, phone: cipher.decrypt(phone, 'staff.phone') }));
}

/** The database, with something that happens after rows were read and before they are written anew. */
function meanwhile(happens: () => Promise<void>): Queryable {
  const database = app.nest.get(Database);
  return {
    query: async (statement, values) => {
      if (statement.name?.startsWith('keys.rewrite')) await happens();
      return database.query(statement, values);
    },
  };
}

const rotation = (database: Queryable): Rotation =>
  new Rotation(database, cipher, wantedKeys(secrets), () => undefined);
const renewed = { under: 'next', phone: '13900000001' };

it('keeps what somebody has written meanwhile, and takes it up in the next pass', async () => {
  const changed = rotation(meanwhile(() => setPhone(people[1]!, old('13900000002'))));
  expect(await changed.pass(staff)).toEqual({ written: 2, busy: 1, unreadable: 0 });
  expect(await phones()).toEqual([renewed, { under: 'test', phone: '13900000002' }, renewed]);
  expect(await rotation(app.nest.get(Database)).pass(staff)).toEqual({ written: 1, busy: 0, unreadable: 0 });
  expect(await phones()).toEqual([renewed, { under: 'next', phone: '13900000002' }, renewed]);
});

it('waits for nobody who holds a row, and changes the others', async () => {
  await withClient(app.database.appUrl, async (holder) => {
    await holder.query('BEGIN');
    await holder.query('SELECT FROM staff WHERE id = $1 FOR UPDATE', [people[0]]);
    expect(await rotation(app.nest.get(Database)).pass(staff)).toEqual({ written: 2, busy: 1, unreadable: 0 });
    await holder.query('ROLLBACK');
  });
  expect((await phones()).map(({ under }) => under)).toEqual(['test', 'next', 'next']);
});

it('overwrites no change that commits while it waits to read', async () => {
  // The change is under way when the rows are read, and commits before they are written.
  await withClient(app.database.appUrl, async (holder) => {
    await holder.query('BEGIN');
    await holder.query('UPDATE staff SET phone_ciphertext = $2 WHERE id = $1', [people[2], old('13900000003')]);
    const committed = rotation(
      meanwhile(async () => {
        await holder.query('COMMIT');
      }),
    );
    expect(await committed.pass(staff)).toEqual({ written: 2, busy: 1, unreadable: 0 });
  });
  expect((await phones())[2]).toEqual({ under: 'test', phone: '13900000003' });
});

it('goes on where it was cut off', async () => {
  const cut = rotation(meanwhile(() => Promise.reject(new Error('killed'))));
  await expect(cut.pass(staff)).rejects.toThrow('killed');
  const again = rotation(app.nest.get(Database));
  expect(await again.pending(staff)).toBe(3);
  await again.pass(staff);
  expect(await again.pending(staff)).toBe(0);
  expect(await again.pass(staff)).toEqual({ written: 0, busy: 0, unreadable: 0 });
});
