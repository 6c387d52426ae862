import { randomUUID } from 'node:crypto';
import { hours } from '#kernel';
import { PatientContext } from '#patient';
import { Cipher, StartupError } from '#platform';
import { seedDemo } from '#seeds';
import { START, TestApp, fictionalIdNumber, withClient } from '#testing';
import { runKeys } from './keys-program.js';

const [FIRST, SECOND] = [7, 9].map((byte) => Buffer.alloc(32, byte).toString('base64'));

/** The settings of the four steps in which the operating guide changes keys, here to those of the national suite. */
const STEPS = {
  before: { ENCRYPTION_KEYS: `test:${FIRST}`, BLIND_INDEX_KEY: FIRST! },
  known: { ENCRYPTION_KEYS: `next:sm4:${SECOND},test:${FIRST}`, BLIND_INDEX_KEY: `1:sm3:${SECOND},${FIRST}` },
  current: { ENCRYPTION_KEYS: `test:${FIRST},next:sm4:${SECOND}`, BLIND_INDEX_KEY: `${FIRST},1:sm3:${SECOND}` },
  alone: { ENCRYPTION_KEYS: `next:sm4:${SECOND}`, BLIND_INDEX_KEY: `1:sm3:${SECOND}` },
} as const;
type Step = keyof typeof STEPS;

const PASSWORD = 'Lanxi-demo-2026';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { token } }';
const REGISTER = 'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id version } }';
const CHANGE = 'mutation($input: ChangePatientContactInput!) { changePatientContact(input: $input) { version } }';
const FIND =
  'query($idNumber: String, $phone: String) { patients(idNumber: $idNumber, phone: $phone) { nodes { id } } }';

let app: TestApp;
let older: TestApp;
let loginName: string;
let doctors: [Doctor, Doctor];

beforeAll(async () => {
  app = await TestApp.start(STEPS.current);
  older = await app.startBeside(STEPS.known);
  const { ownerUrl } = app.database;
  const accounts = await seedDemo({ ownerUrl, secrets: older.secrets, now: START, password: PASSWORD });
  loginName = accounts.find(({ role }) => role === 'TOWNSHIP_DOCTOR')!.loginName;
  doctors = [await doctorAt(older), await doctorAt(app)];
  // What was written before the new keys were known has no index under them.
  await owner('UPDATE patients SET id_number_index_2 = NULL, phone_index_2 = NULL');
  await owner('UPDATE referral_arrangements SET code_index_2 = NULL');
}, 60_000);

afterAll(() => app.stop());

async function owner<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return withClient(app.database.ownerUrl, async (client) => (await client.query(sql, values)).rows as Row[]);
}

async function keys(step: Step, ...words: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const variables = { DATABASE_URL: app.database.appUrl, ...STEPS[step] };
  const code = await runKeys(words, (line) => lines.push(line), { variables, clock: app.clock });
  return { code, lines };
}

/** The same township doctor of the demo county, signed in at one process of the product. */
interface Doctor {
  asks<Data>(query: string, variables: Record<string, unknown>): Promise<Data>;
}

async function doctorAt(process: TestApp): Promise<Doctor> {
  const input = { loginName, password: PASSWORD };
  const { data } = await process.graphql<{ signIn: { token: string } }>(SIGN_IN, { input });
  const { token } = data!.signIn;
  return {
    asks: async <Data>(query: string, variables: Record<string, unknown>) => {
      const answer = await process.graphql<Data>(query, variables, { token });
      expect(answer.errors).toEqual([]);
      return answer.data!;
    },
  };
}

interface Known {
  readonly id: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly version: number;
}

let telephones = 0;
const nextPhone = (): string => `137${String(10_000_000 + ++telephones)}`;

async function register(doctor: Doctor): Promise<Known> {
  const [idNumber, phone] = [fictionalIdNumber(), nextPhone()];
  const input = { idempotencyKey: randomUUID(), name: '并发患者', idType: 'RESIDENT_ID', idNumber, phone };
  const { registerPatient } = await doctor.asks<{ registerPatient: { id: string; version: number } }>(REGISTER, {
    input,
  });
  return { ...registerPatient, idNumber, phone };
}

async function changePhone(doctor: Doctor, { id, idNumber, version }: Known): Promise<Known> {
  const phone = nextPhone();
  const input = { id, expectedVersion: version, phone };
  const { changePatientContact } = await doctor.asks<{ changePatientContact: { version: number } }>(CHANGE, { input });
  return { id, idNumber, phone, version: changePatientContact.version };
}

async function found(doctor: Doctor, by: { idNumber?: string; phone?: string }): Promise<string[]> {
  const { patients } = await doctor.asks<{ patients: { nodes: { id: string }[] } }>(FIND, by);
  return patients.nodes.map(({ id }) => id);
}

/** Every text of the database that begins like a ciphertext under the key, wherever it stands. */
function valuesUnder(keyId: string): Promise<string[]> {
  return withClient(app.database.ownerUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string; columns: string }>(
      `SELECT c.oid::regclass::text AS name, string_agg(format('%I::text', attname), ', ') AS columns
       FROM pg_class c JOIN pg_attribute ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
       WHERE relnamespace::regnamespace::text IN ('public', 'pgboss') AND relkind = 'r' GROUP BY 1`,
    );
    const places: string[] = [];
    for (const { name, columns } of tables) {
      const sql = `SELECT FROM ${name} WHERE concat_ws(' ', ${columns}) ~ $1 LIMIT 1`;
      const { rowCount } = await client.query(sql, [`(^|[^\\w-])${keyId}\\.[\\w-]{30}`]);
      if (rowCount) places.push(name);
    }
    return places;
  });
}

describe('keys are changed while the product runs', () => {
  it('says what stands under which key', async () => {
    const { code, lines } = await keys('current', 'status');
    expect(code).toBe(0);
    const text = lines.join('\n');
    expect(text).toMatch(
      /^ENCRYPTION_KEYS:\n(.*\n)? {2}test \(AES-256-GCM\): \d{4,} values\n( {4}.*\n)* {4}patient_consents\.signer_name_ciphertext: \d+/,
    );
    expect(text).toMatch(/\n {2}next \(SM4 with HMAC-SM3, current\): 0 values/);
    expect(text).toMatch(/\nBLIND_INDEX_KEY:\n {2}0 \(HMAC-SHA-256\): \d{3,} values/);
    expect(text).toMatch(/\n {2}1 \(HMAC-SM3, current\): 0 values/);
  });

  it('refuses to retire a key under which values stand, or that is current', async () => {
    await expect(keys('current', 'retire', 'test')).rejects.toThrow('still write under the key test');
    await expect(keys('current', 'retire', 'next')).rejects.toThrow('The key next is the current one');
    await expect(keys('current', 'retire', 'k9')).rejects.toThrow('was ever written under the key k9');
  });

  it('loses no change, and misses nobody who is looked for, whichever keys the process holds', async () => {
    const [old, fresh] = doctors;
    const before = await Promise.all([old, fresh].flatMap((doctor) => [register(doctor), register(doctor)]));
    const state = { rotating: true };
    const writer = async (doctor: Doctor, start: Known): Promise<Known> => {
      let known = start;
      while (state.rotating) known = await changePhone(doctor, known);
      return known;
    };
    const newcomers: Known[] = [];
    const registrar = async (doctor: Doctor): Promise<void> => {
      while (state.rotating) newcomers.push(await register(doctor));
    };
    const misses: string[] = [];
    const searcher = async (doctor: Doctor): Promise<void> => {
      while (state.rotating) {
        for (const { id, idNumber } of before) {
          if ((await found(doctor, { idNumber })).join() !== id) misses.push(idNumber);
        }
      }
    };
    const busy = [
      ...before.map((known, n) => writer(doctors[n % 2]!, known)),
      ...doctors.map(registrar),
      ...doctors.map(searcher),
    ];
    const rotated = keys('current', 'rotate').finally(() => (state.rotating = false));
    const outcomes = await Promise.all([rotated, ...busy]);
    expect(misses).toEqual([]);
    const last = [...(outcomes.slice(1, 1 + before.length) as Known[]), ...newcomers];
    expect(last.length).toBeGreaterThan(before.length);
    for (const { id, idNumber, phone } of last) {
      for (const doctor of doctors) {
        expect(await found(doctor, { phone })).toEqual([id]);
        expect(await found(doctor, { idNumber })).toEqual([id]);
      }
    }
    const cipher = new Cipher(app.secrets);
    const rows = await owner<{ id: string; phone: string }>(
      'SELECT id, phone_ciphertext AS phone FROM patients WHERE id = ANY($1)',
      [last.map(({ id }) => id)],
    );
    expect(new Map(rows.map(({ id, phone }) => [id, cipher.decrypt(phone, PatientContext.Phone)]))).toEqual(
      new Map(last.map(({ id, phone }) => [id, phone])),
    );
  }, 60_000);

  it('enters nobody twice, by whichever keys they were registered', async () => {
    const [old, fresh] = doctors;
    const known = await register(old);
    const again = { idempotencyKey: randomUUID(), name: '并发患者', idType: 'RESIDENT_ID', idNumber: known.idNumber };
    const answer = await fresh.asks<{ registerPatient: { id: string } }>(REGISTER, { input: again });
    expect(answer.registerPatient.id).toBe(known.id);
    const copy = `INSERT INTO patients SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), '%', NULL))).*
      FROM patients p WHERE id = $1`;
    for (const index of ['id_number_index', 'id_number_index_2']) {
      await expect(owner(copy.replace('%', index), [known.id])).rejects.toMatchObject({ code: '23505' });
    }
  });

  it('leaves nothing under the old key anywhere in the database, once nobody writes under it', async () => {
    await expect(keys('current', 'retire', 'test')).rejects.toThrow('still write under the key test');
    await app.stopBeside(older);
    expect(await valuesUnder('test')).not.toEqual([]);
    // Whatever those last wrote.
    await owner(
      `UPDATE patients SET phone_ciphertext = $1, phone_index_2 = NULL WHERE id = (SELECT min(id::text)::uuid FROM patients)`,
      [new Cipher(older.secrets).encrypt('13700000000', PatientContext.Phone)],
    );
    await expect(keys('current', 'retire', 'test')).rejects.toThrow('The key test is still used');
    await expect(keys('current', 'retire', '--blind-index', '0')).rejects.toThrow('The key 0 is still used');
    const { code, lines } = await keys('current', 'rotate');
    expect([code, lines.at(-1)]).toEqual([0, 'Everything stands under the current keys.']);
    expect(await valuesUnder('test')).toEqual([]);
    expect(await valuesUnder('next')).toContain('patients');
    expect((await keys('current', 'retire', 'test')).lines[0]).toBe(
      'The key test is retired: it may leave the settings.',
    );
  });

  it('keeps the key by which a repeated request is recognised until that is over', async () => {
    await expect(keys('current', 'retire', '--blind-index', '0')).rejects.toThrow(
      'repeated requests of the last 24 hours',
    );
    app.clock.advance(hours(25));
    expect((await keys('current', 'retire', '--blind-index', '0')).code).toBe(0);
  });

  it('goes on with the new keys alone, and takes the old indexes away', async () => {
    const alone = await app.startBeside(STEPS.alone);
    const doctor = await doctorAt(alone);
    const known = await register(doctor);
    expect(await found(doctor, { phone: known.phone })).toEqual([known.id]);
    expect(await found(await doctorAt(app), { idNumber: known.idNumber })).toEqual([known.id]);
    expect((await keys('alone', 'rotate')).code).toBe(0);
    const sql = 'SELECT count(*)::int AS count FROM patients WHERE coalesce(id_number_index, phone_index) IS NOT NULL';
    expect(await owner(sql)).toEqual([{ count: 0 }]);
  });

  it('counts what no key opens, and changes the rest', async () => {
    const known = await register(await doctorAt(app));
    await owner(`UPDATE patients SET phone_ciphertext = 'gone.' || md5('x') WHERE id = $1`, [known.id]);
    const { code, lines } = await keys('alone', 'rotate');
    expect(code).toBe(1);
    expect(lines).toContain('patients: 1 rows hold a value that none of the keys opens');
  });
});

describe('a process whose keys do not fit the database does not start:', () => {
  it.each([
    [
      'a key is missing that values stand under',
      { ENCRYPTION_KEYS: `k7:${FIRST}` },
      /^ENCRYPTION_KEYS: the key next is missing/,
    ],
    ['a key is another one', { ENCRYPTION_KEYS: `next:sm4:${FIRST}` }, /^ENCRYPTION_KEYS: the key next is not the one/],
    [
      'a key has another algorithm',
      { ENCRYPTION_KEYS: `next:${SECOND}` },
      /^ENCRYPTION_KEYS: the key next is not the one/,
    ],
    [
      'a retired key would write',
      { ENCRYPTION_KEYS: `next:sm4:${SECOND},test:${FIRST}` },
      /^ENCRYPTION_KEYS: the key test is retired/,
    ],
    ['the index has another key', { BLIND_INDEX_KEY: `1:sm3:${FIRST}` }, /^BLIND_INDEX_KEY: the key 1 is not the one/],
  ])('%s', async (_title, changes, line) => {
    const start = app.startBeside({ ...STEPS.alone, ...changes });
    await expect(start).rejects.toThrow(StartupError);
    await expect(start).rejects.toThrow(line);
  });
});

it('says what it understands', async () => {
  for (const words of [[], ['what'], ['status', 'k1'], ['rotate', '--blind-index'], ['retire']]) {
    await expect(keys('alone', ...words)).rejects.toThrow('Say `status`, `rotate`, `retire <id>`');
  }
});
