import { randomUUID } from 'node:crypto';
import { days, hours } from '#kernel';
import { TestApp, World, fictionalIdNumber, withClient, type Person } from '#testing';
import { PatientContext } from './patient-context.js';
import { Cipher } from '#platform';

let app: TestApp;
let world: World;
let north: Person;
let south: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  north = world.person('township-doctor');
  south = world.person('other-township-doctor');
});

afterAll(() => app.stop());

const REGISTER = 'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id name } }';
const inputOf = (more: object) => ({ idempotencyKey: randomUUID(), name: '王小明', idType: 'RESIDENT_ID', ...more });
const register = (person: Person, more: object) =>
  person.tries<{ registerPatient: { id: string } }>(REGISTER, { input: inputOf(more) });
async function registered(person: Person, more: object): Promise<string> {
  const { data, errors } = await register(person, more);
  expect(errors).toEqual([]);
  return data!.registerPatient.id;
}
const rowOf = (id: string): Promise<Record<string, unknown>> =>
  withClient(app.database.ownerUrl, async (owner) => {
    const { rows } = await owner.query<Record<string, unknown>>('SELECT * FROM patients WHERE id = $1', [id]);
    return rows[0]!;
  });
const found = async (person: Person, filter: string): Promise<string[]> => {
  const { patients } = await person.asks<{ patients: { nodes: { id: string }[] } }>(
    `{ patients(${filter}) { nodes { id } } }`,
  );
  return patients.nodes.map(({ id }) => id);
};

const secrets = {
  phone: '13912345678',
  address: '北乡三村七组十二号',
  contactName: '王大明',
  contactPhone: '13887654321',
  contactRelation: 'PARENT',
};

describe('what the database holds of a patient', () => {
  it('shows number, phones, address and contact to nobody who reads the row', async () => {
    const idNumber = fictionalIdNumber();
    const row = await rowOf(await registered(north, { idNumber, ...secrets }));
    const text = JSON.stringify(row);
    for (const secret of [idNumber, idNumber.slice(6, 17), ...Object.values(secrets).slice(0, 4)]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret).toString('base64url'));
    }
    expect(row).toMatchObject({ phone_masked: '139****5678', id_number_masked: expect.stringMatching(/^99\d*\*{6,}/) });
    const cipher = app.nest.get(Cipher);
    expect(cipher.decrypt(row['id_number_ciphertext'] as string, PatientContext.IdNumber)).toBe(idNumber);
    expect(cipher.decrypt(row['address_ciphertext'] as string, PatientContext.Address)).toBe(secrets.address);
  });

  it('cannot be moved to another column, and differs for equal values', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(async () => rowOf(await registered(north, { idNumber: fictionalIdNumber(), ...secrets }))),
    );
    expect(one!['phone_ciphertext']).not.toBe(other!['phone_ciphertext']);
    expect(one!['phone_index']).toBe(other!['phone_index']);
    const cipher = app.nest.get(Cipher);
    expect(() => cipher.decrypt(one!['phone_ciphertext'] as string, PatientContext.ContactPhone)).toThrow();
  });

  it('is found by the exact number or phone, and by nothing less', async () => {
    const idNumber = fictionalIdNumber();
    const phone = '13700001111';
    const id = await registered(north, { idNumber, phone });
    await registered(north, { idNumber: fictionalIdNumber(), phone: '13700001112' });
    expect(await found(north, `idNumber: "${idNumber}"`)).toEqual([id]);
    expect(await found(north, `idNumber: " ${idNumber.toLowerCase()} "`)).toEqual([id]);
    expect(await found(north, `phone: "${phone}"`)).toEqual([id]);
    expect(await found(north, `idNumber: "${idNumber}", phone: "13700001112"`)).toEqual([]);
    expect(await found(north, `idNumber: "${idNumber.slice(0, 17)}"`)).toEqual([]);
    expect(await found(north, `phone: "1370000"`)).toEqual([]);
    expect(await found(north, `idType: PASSPORT, idNumber: "${idNumber}"`)).toEqual([]);
    expect(await found(south, `idNumber: "${idNumber}"`)).toEqual([]);
  });
});

describe('a patient is found by how the name sounds', () => {
  let ids: Record<string, string>;
  beforeAll(async () => {
    ids = {};
    for (const name of ['张三', '张思德', '曾三', '单三', 'Zsolt']) {
      ids[name] = await registered(north, { name, idNumber: fictionalIdNumber() });
    }
  });
  const names = async (text: string, person = north): Promise<string[]> => {
    const seen = await found(person, `nameStartsWith: "${text}", first: 100`);
    return Object.keys(ids).filter((name) => seen.includes(ids[name]!));
  };

  it.each([
    ['zhangsan', ['张三']],
    ['ZhangS', ['张三', '张思德']],
    ['zs', ['张三', '张思德', '曾三', 'Zsolt']],
    ['张s', ['张三', '张思德']],
    ['张sd', ['张思德']],
    ['zengs', ['曾三']],
    ['shansan', ['单三']],
    ['ss', ['单三']],
    ['dansan', []],
    ['cengsan', []],
    ['zso', ['Zsolt']],
    ['张', ['张三', '张思德']],
  ])('%s', async (text, expected) => {
    expect(await names(text)).toEqual(expected);
  });

  it('within what one may see', async () => {
    expect(await names('zs', south)).toEqual([]);
  });

  it('also one that thousands of others bear, page by page, and by the name of a record that was merged into theirs', async () => {
    await app.asOwner(
      `INSERT INTO patients (id, name, name_search, name_pinyin, name_initials, sex, registered_institution_id, version, created_at)
       SELECT gen_random_uuid(), '龚名', '龚名', 'gongming', 'gm', '1', $1, 1, now() FROM generate_series(1, 8001)`,
      [world.institutionId('south')],
    );
    const own: string[] = [];
    for (const name of ['龚名', '龚民', '龚敏'])
      own.push(await registered(north, { name, idNumber: fictionalIdNumber() }));
    const renamed = await registered(north, { name: '宫铭', idNumber: fictionalIdNumber() });
    await app.asOwner(
      `UPDATE patients SET merged_into_id = $1 WHERE id = (SELECT id FROM patients WHERE name = '龚名' AND registered_institution_id = $2 LIMIT 1)`,
      [renamed, world.institutionId('south')],
    );
    const newestFirst = (some: readonly string[]) => some.toSorted().toReversed();
    expect(await found(north, 'nameStartsWith: "龚", first: 100')).toEqual(newestFirst([...own, renamed]));
    expect(await found(north, 'nameStartsWith: "龚m", first: 100')).toEqual(newestFirst([...own, renamed]));
    expect(await found(north, 'nameStartsWith: "gongming", first: 100')).toEqual(newestFirst([own[0]!, renamed]));
    expect(await found(north, 'nameStartsWith: "gm", first: 2')).toEqual(newestFirst([...own, renamed]).slice(0, 2));
    expect(await found(south, 'nameStartsWith: "gong", first: 100')).toHaveLength(100);
  });

  it('by two letters at least', async () => {
    const { errors } = await north.tries('{ patients(nameStartsWith: "z") { nodes { id } } }');
    expect(errors[0]?.extensions.facts['fields']).toEqual([
      { path: 'nameStartsWith', constraint: 'LETTERS_TOO_FEW', least: 2 },
    ]);
  });

  it('also when the name was entered before sounds were kept, and page by page', async () => {
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query('UPDATE patients SET name_pinyin = NULL, name_initials = NULL'),
    );
    expect(await names('zhangsan')).toEqual([]);
    await app.work('patient.name-spelling');
    expect(await names('zhangsan')).toEqual(['张三']);
    const page = (after: string | null) =>
      north.asks<{ patients: { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } }>(
        'query($after: String) { patients(nameStartsWith: "zs", first: 2, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }',
        { after },
      );
    const { patients: first } = await page(null);
    const { patients: second } = await page(first.pageInfo.endCursor);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    const seen = [...first.nodes, ...second.nodes].map(({ id }) => id);
    expect(seen.toSorted()).toEqual([ids['张三']!, ids['张思德']!, ids['曾三']!, ids['Zsolt']!].toSorted());
  });
});

describe('whoever asks number by number', () => {
  const limit = (key: string, value: number) =>
    withClient(app.database.ownerUrl, (owner) =>
      owner.query('UPDATE reference_settings SET value = $2 WHERE key = $1', [key, value]),
    );

  it('waits after so many numbers that nobody in sight has, and is told for how long', async () => {
    await limit('patient.search_miss_limit_attempts', 3);
    const curious = await world.hire('TOWNSHIP_DOCTOR', 'north');
    const phone = '13711112222';
    await registered(north, { idNumber: fictionalIdNumber(), phone });
    for (let miss = 0; miss < 3; miss++) expect(await found(curious, `idNumber: "${fictionalIdNumber()}"`)).toEqual([]);
    for (const filter of [`idNumber: "${fictionalIdNumber()}"`, `phone: "${phone}"`]) {
      const { errors } = await curious.tries(`{ patients(${filter}) { nodes { id } } }`);
      expect(errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', facts: { retryAfterSeconds: 3600 } });
    }
    expect(await found(curious, 'nameStartsWith: "张"')).not.toBeNull();
    expect(await found(world.person('township-colleague'), `phone: "${phone}"`)).toHaveLength(1);
    app.clock.advance(hours(1));
    expect(await found(curious, `phone: "${phone}"`)).toHaveLength(1);
  });

  it('learns of five numbers an hour, however many at once, that they are on record under another name', async () => {
    const curious = await world.hire('TOWNSHIP_DOCTOR', 'south');
    const known = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const idNumber = fictionalIdNumber();
        await registered(north, { idNumber });
        return idNumber;
      }),
    );
    const answers = await Promise.all(known.map((idNumber) => register(curious, { idNumber, name: '猜一猜' })));
    const codes = answers.map(
      ({ errors: [error] }) => error?.extensions.rule ?? error?.extensions.code ?? 'registered',
    );
    expect(Object.groupBy(codes, (code) => code)).toEqual({
      NAME_DIFFERS: Array(5).fill('NAME_DIFFERS'),
      RATE_LIMITED: Array(3).fill('RATE_LIMITED'),
    });
    // Not even of a number that nobody has.
    const { errors } = await register(curious, { idNumber: fictionalIdNumber(), name: '猜一猜' });
    expect(errors[0]?.extensions.code).toBe('RATE_LIMITED');
    app.clock.advance(hours(1));
    await registered(curious, { idNumber: fictionalIdNumber(), name: '猜一猜' });
    app.clock.advance(days(8));
    await app.work('patient.housekeeping');
    const { rows } = await withClient(app.database.ownerUrl, (owner) => owner.query('SELECT 1 FROM patient_probes'));
    expect(rows).toEqual([]);
  });
});

describe('registering somebody who is known', () => {
  it('enters nobody twice, and gives access to who has the person before them', async () => {
    const idNumber = fictionalIdNumber();
    const id = await registered(north, { idNumber });
    const look = 'query($id: ID!) { patient(id: $id) { id } }';
    expect((await south.tries(look, { id })).errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await registered(south, { idNumber })).toBe(id);
    expect((await south.tries(look, { id })).data).toEqual({ patient: { id } });
    expect(await registered(south, { idNumber, name: ' 王 小明 ' })).toBe(id);
  });

  it('needs the same name: a number alone shows nobody', async () => {
    const idNumber = fictionalIdNumber();
    const id = await registered(north, { idNumber });
    const { errors } = await register(south, { idNumber, name: '张三' });
    expect(errors[0]?.extensions.facts['fields']).toEqual([{ path: 'name', constraint: 'NAME_DIFFERS' }]);
    expect(errors[0]?.extensions.rule).toBe('NAME_DIFFERS');
    const { rows } = await withClient(app.database.ownerUrl, (owner) =>
      owner.query(
        `SELECT 1 FROM audit_entries WHERE account_id = $1 AND action = 'registerPatient' AND rule = 'NAME_DIFFERS'`,
        [south.accountId],
      ),
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(errors)).not.toContain('王小明');
    expect(await found(south, `idNumber: "${idNumber}"`)).toEqual([]);
    expect(id).not.toBeNull();
  });

  it('makes one patient of registrations at the same moment, at one place and at several', async () => {
    const idNumber = fictionalIdNumber();
    const clerks = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? north : south));
    const ids = await Promise.all(clerks.map((clerk) => registered(clerk, { idNumber })));
    expect(new Set(ids).size).toBe(1);
    expect(await found(north, `idNumber: "${idNumber}"`)).toEqual([ids[0]]);
    expect(await found(south, `idNumber: "${idNumber}"`)).toEqual([ids[0]]);
  });
});
