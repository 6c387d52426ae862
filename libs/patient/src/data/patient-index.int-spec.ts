import { randomUUID } from 'node:crypto';
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
