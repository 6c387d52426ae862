import { randomUUID } from 'node:crypto';
import { Cipher } from '#platform';
import { StatementCounter, TestApp, World, withClient, type Person } from '#testing';
import { StaffContext } from '../data/staff.entity.js';

type Entry = { readonly id: string; readonly version: number } & Readonly<Record<string, unknown>>;

let app: TestApp;
let world: World;
let admin: Person;
let county: string;
let north: string;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  admin = world.person('system-admin');
  county = world.institutionId('county');
  north = world.institutionId('north');
});

afterAll(() => app.stop());

const code = (): string => randomUUID().slice(0, 20);
const typeOf = (operation: string): string => `${operation[0]!.toUpperCase()}${operation.slice(1)}Input`;
const documentOf = (operation: string, fields: string): string =>
  `mutation($input: ${typeOf(operation)}!) { ${operation}(input: $input) { id version ${fields} } }`;

/** Sends a creating mutation under a key of its own. */
async function make(operation: string, input: object, fields = ''): Promise<Entry> {
  const data = await admin.asks<Record<string, Entry>>(documentOf(operation, fields), {
    input: { idempotencyKey: randomUUID(), ...input },
  });
  return data[operation]!;
}

async function change(operation: string, { id, version }: Entry, input: object, fields = ''): Promise<Entry> {
  const data = await admin.asks<Record<string, Entry>>(documentOf(operation, fields), {
    input: { id, expectedVersion: version, ...input },
  });
  return data[operation]!;
}

/** Code, rule and fields of the refusal. */
async function refused(operation: string, input: object): Promise<unknown> {
  const { errors } = await admin.tries(documentOf(operation, ''), {
    input: { ...(operation.startsWith('register') && { idempotencyKey: randomUUID() }), ...input },
  });
  const { code: answered, facts } = errors[0]!.extensions;
  return facts['fields'] ?? answered;
}

const institution = (more: object = {}) => ({
  code: code(),
  name: '新村卫生室',
  shortName: '新村',
  kind: 'VILLAGE_CLINIC',
  ...more,
});
const staff = (more: object = {}) => ({
  institutionId: county,
  staffNo: code(),
  name: '陈新人',
  title: 'JUNIOR',
  specialtyCodes: [],
  ...more,
});
const rowsOf = (sql: string, values: unknown[]): Promise<Record<string, unknown>[]> =>
  withClient(app.database.ownerUrl, async (owner) => {
    const { rows } = await owner.query<Record<string, unknown>>(sql, values);
    return rows;
  });

describe('an institution', () => {
  it('joins below another one; what is unusual about its code is said and not refused', async () => {
    const clinic = await make('registerInstitution', institution({ parentId: north }), 'parentId codeWarnings active');
    expect(clinic).toMatchObject({ parentId: north, codeWarnings: ['LENGTH'], active: true, version: 1 });
    expect(await refused('registerInstitution', institution({ parentId: randomUUID() }))).toBe('NOT_FOUND');
  });

  it('needs a credit code whose check character is right, and codes of its own', async () => {
    const creditCode = '91350100M000100Y43';
    const wrong = institution({ creditCode: '91350100M000100Y44' });
    expect(await refused('registerInstitution', wrong)).toEqual([{ path: 'creditCode', constraint: 'CHECK_DIGIT' }]);
    const taken = institution({ creditCode });
    await make('registerInstitution', taken);
    expect(await refused('registerInstitution', institution({ creditCode }))).toBe('CODE_TAKEN');
    expect(await refused('registerInstitution', institution({ code: taken.code }))).toBe('CODE_TAKEN');
  });

  it('is made once by a request that comes again, also while the first one is under way', async () => {
    const input = { idempotencyKey: randomUUID(), ...institution() };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => admin.asks(documentOf('registerInstitution', 'name'), { input })),
    );
    expect(answers).toEqual(Array.from({ length: 5 }, () => answers[0]));
    expect(await rowsOf('SELECT id FROM institutions WHERE code = $1', [input.code])).toHaveLength(1);
  });

  it('changes under the version that was read; the same request again changes nothing more', async () => {
    const clinic = await make('registerInstitution', institution({ address: '新村1号', phone: '0600-1' }));
    const now = { name: '老村卫生室', shortName: '老村', active: false };
    const input = { idempotencyKey: randomUUID(), ...now };
    const fields = 'name address phone active';
    const changed = await change('changeInstitution', clinic, input, fields);
    expect(changed).toMatchObject({ name: '老村卫生室', address: null, phone: null, active: false, version: 2 });
    expect(await change('changeInstitution', clinic, input, fields)).toEqual(changed);
    expect(await refused('changeInstitution', { id: clinic.id, expectedVersion: 1, ...now })).toBe('STALE_VERSION');
  });
});

describe('a department', () => {
  it('says where it is', async () => {
    const where = { phone: '0600-2', floor: '3楼', room: '301' };
    const input = { institutionId: county, code: code(), name: '肾内科', acceptsReferrals: true, ...where };
    expect(await make('registerDepartment', input, 'phone floor room acceptsReferrals')).toMatchObject(where);
  });

  it('closes, and a request that repeats the closing gets the same answer', async () => {
    const input = { institutionId: county, code: code(), name: '临时科室', acceptsReferrals: true };
    const department = await make('registerDepartment', input);
    const closing = { idempotencyKey: randomUUID(), acceptsReferrals: false, active: false };
    const closed = await change('changeDepartment', department, closing, 'active acceptsReferrals');
    expect(closed).toMatchObject({ active: false, acceptsReferrals: false, version: 2 });
    expect(await change('changeDepartment', department, closing, 'active acceptsReferrals')).toEqual(closed);
  });
});

describe('a staff member', () => {
  it('has a phone that the database does not hold in the clear and the directory shows masked', async () => {
    const person = await make('registerStaff', staff({ phone: '139 1234-5678' }), 'phoneMasked');
    expect(person['phoneMasked']).toBe('139****5678');
    const [row] = await rowsOf('SELECT * FROM staff WHERE id = $1', [person.id]);
    expect(JSON.stringify(row)).not.toContain('13912345678');
    const cipher = app.nest.get(Cipher);
    expect(cipher.decrypt(row!['phone_ciphertext'] as string, StaffContext.Phone)).toBe('13912345678');
    expect(await refused('registerStaff', staff({ phone: '12345678901' }))).toEqual([
      { path: 'phone', constraint: 'MOBILE_PHONE' },
    ]);
  });

  it('works in a department of their own institution only', async () => {
    const elsewhere = { departmentId: world.departmentId('general-north') };
    expect(await refused('registerStaff', staff(elsewhere))).toBe('NOT_FOUND');
    const person = await make('registerStaff', staff());
    const input = { id: person.id, expectedVersion: 1, title: 'SENIOR', active: true };
    expect(await refused('changeStaff', { ...input, ...elsewhere })).toBe('NOT_FOUND');
  });

  it('moves, rises, and leaves', async () => {
    const person = await make('registerStaff', staff({ phone: '13912345678' }));
    const departmentId = world.departmentId('surgery');
    const fields = 'departmentId title active phoneMasked';
    const moved = await change('changeStaff', person, { departmentId, title: 'SENIOR', active: true }, fields);
    expect(moved).toMatchObject({ departmentId, title: 'SENIOR', phoneMasked: null, version: 2 });
    expect(await change('changeStaff', moved, { title: 'SENIOR', active: false }, fields)).toMatchObject({
      departmentId: null,
      active: false,
      version: 3,
    });
  });

  it('is announced without name, number or phone', async () => {
    const input = staff({ phone: '13912345678' });
    const { id } = await make('registerStaff', input);
    const [event, ...more] = await rowsOf('SELECT * FROM domain_events WHERE aggregate_id = $1', [id]);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ topic: 'staff.registered', aggregate_version: 1, staff_id: admin.staffId });
    expect(JSON.stringify(event)).not.toMatch(new RegExp(`${input.name}|${input.staffNo}|13912345678`));
  });
});

describe('the service directory', () => {
  let departmentId: string;
  const offer = (more: object = {}) =>
    make('registerServiceOffer', {
      departmentId,
      direction: 'UP',
      handling: 'OUTPATIENT',
      purposeCodes: [],
      diagnosisPrefixes: [],
      ...more,
    });
  const found = async (args: string): Promise<string[]> => {
    const { serviceDirectory } = await admin.asks<{ serviceDirectory: { id: string; department: Entry }[] }>(
      `{ serviceDirectory${args && `(${args})`} { id department { id } institution { shortName } } }`,
    );
    return serviceDirectory.filter(({ department }) => department.id === departmentId).map(({ id }) => id);
  };

  beforeEach(async () => {
    const input = { institutionId: county, code: code(), name: '目录科室', acceptsReferrals: true };
    departmentId = (await make('registerDepartment', input)).id;
  });

  it('finds by diagnosis, purpose, age, sex and direction what an offer restricts, and anything where it does not', async () => {
    const { id } = await offer({
      diagnosisPrefixes: ['I2', 'i48.'],
      purposeCodes: ['specialist_needed'],
      minimumAge: 18,
      maximumAge: 80,
      sex: '2',
    });
    expect(await found('')).toEqual([id]);
    for (const fits of ['I20.0', 'I48.0x001', 'i25']
      .map((text) => `diagnosisCode: "${text}"`)
      .concat(['purposeCode: "specialist_needed"', 'age: 18', 'age: 80', 'sex: "2"']))
      expect([fits, await found(fits)]).toEqual([fits, [id]]);
    for (const unfit of ['diagnosisCode: "I48"', 'diagnosisCode: "J18"', 'purposeCode: "other"', 'age: 17', 'age: 81'])
      expect([unfit, await found(unfit)]).toEqual([unfit, []]);
    expect(await found('sex: "1"')).toEqual([]);
    expect(await found('direction: DOWN')).toEqual([]);
    const open = await offer({ direction: 'DOWN' });
    expect(await found('direction: DOWN, diagnosisCode: "Z99", age: 150, sex: "1"')).toEqual([open.id]);
  });

  it('loses an offer that is withdrawn, and all of a department that takes no referrals', async () => {
    const [gone, kept] = [await offer(), await offer()];
    const withdrawn = await change('withdrawServiceOffer', gone, {}, 'active department { id }');
    expect(withdrawn).toMatchObject({ active: false, version: 2, department: { id: departmentId } });
    expect(await found('')).toEqual([kept.id]);
    const department = { id: departmentId, version: 1 };
    await change('changeDepartment', department, { acceptsReferrals: false, active: true });
    expect(await found('')).toEqual([]);
  });

  it('takes no offer with its ages the wrong way round', async () => {
    const input = { departmentId, direction: 'UP', handling: 'INPATIENT', purposeCodes: [], diagnosisPrefixes: [] };
    expect(await refused('registerServiceOffer', { ...input, minimumAge: 60, maximumAge: 14 })).toEqual([
      { path: 'maximumAge', constraint: 'BELOW_MINIMUM_AGE' },
    ]);
  });
});

describe('the road between two institutions', () => {
  const set = (input: object) =>
    admin.tries('mutation($input: SetTravelTimeInput!) { setTravelTime(input: $input) }', { input });
  const minutes = async (from: string, to: string): Promise<unknown> => {
    const query = 'query($from: ID!, $to: ID!) { travelMinutes(fromInstitutionId: $from, toInstitutionId: $to) }';
    return (await admin.asks<{ travelMinutes: unknown }>(query, { from, to })).travelMinutes;
  };

  it('is as long as was said last, and the way back is another one', async () => {
    for (const said of [50, 45]) await set({ fromInstitutionId: county, toInstitutionId: north, minutes: said });
    expect(await minutes(county, north)).toBe(45);
    expect(await minutes(north, county)).toBeNull();
  });

  it('leads from one to another', async () => {
    const { errors } = await set({ fromInstitutionId: county, toInstitutionId: county, minutes: 5 });
    expect(errors[0]!.extensions.facts['fields']).toEqual([
      { path: 'toInstitutionId', constraint: 'SAME_INSTITUTION' },
    ]);
  });
});

describe('what a township has for who comes back', () => {
  const set = (input: object) =>
    admin.asks<{ setInstitutionCapability: object[] }>(
      'mutation($input: SetInstitutionCapabilityInput!) { setInstitutionCapability(input: $input) { kind code name } }',
      { input: { institutionId: north, kind: 'DRUG', code: 'C09AA02', ...input } },
    );
  const remove = () =>
    admin.tries<{ removeInstitutionCapability: object[] }>(
      'mutation($input: RemoveInstitutionCapabilityInput!) { removeInstitutionCapability(input: $input) { code } }',
      { input: { institutionId: north, kind: 'DRUG', code: 'C09AA02' } },
    );

  it('is as was said last, until it is taken away', async () => {
    await set({ name: '依那' });
    expect((await set({ name: '依那普利' })).setInstitutionCapability).toEqual([
      { kind: 'DRUG', code: 'C09AA02', name: '依那普利' },
    ]);
    expect((await remove()).data!.removeInstitutionCapability).toEqual([]);
    expect((await remove()).errors[0]!.extensions.code).toBe('NOT_FOUND');
  });
});

describe('the catalogue', () => {
  const item = (more: object) => ({
    name: '血常规',
    category: 'LABORATORY',
    priceCents: 1550,
    recognitionScope: 'PROVINCE',
    windowDays: 7,
    active: true,
    ...more,
  });
  const set = (input: object) =>
    admin.tries<{ setStandardItem: Entry }>(
      'mutation($input: SetStandardItemInput!) { setStandardItem(input: $input) { id version priceCents } }',
      { input: item(input) },
    );

  it('shows each item as it counts now, and keeps what counted', async () => {
    const itself = code();
    expect((await set({ code: itself, expectedVersion: 0 })).data!.setStandardItem).toMatchObject({ version: 1 });
    const dearer = await set({ code: itself, expectedVersion: 1, priceCents: 1600 });
    expect(dearer.data!.setStandardItem).toMatchObject({ version: 2, priceCents: 1600 });
    const { standardItems } = await admin.asks<{ standardItems: { nodes: object[] } }>(
      '{ standardItems(first: 100, category: LABORATORY) { totalCount nodes { code version priceCents windowDays } } }',
    );
    expect(standardItems.nodes).toEqual([{ code: itself, version: 2, priceCents: 1600, windowDays: 7 }]);
    const rows = await rowsOf('SELECT price_cents FROM standard_items WHERE code = $1 ORDER BY version', [itself]);
    expect(rows).toEqual([{ price_cents: 1550 }, { price_cents: 1600 }]);
  });

  it('takes one of two changes at once, and no item that could not be recognised as it says', async () => {
    const itself = code();
    const answers = await Promise.all(
      [1, 2, 3].map((price) => set({ code: itself, expectedVersion: 0, priceCents: price })),
    );
    expect(answers.map(({ errors: [error] }) => error?.extensions.code ?? 'set').toSorted()).toEqual([
      'STALE_VERSION',
      'STALE_VERSION',
      'set',
    ]);
    const problem = async (more: object) =>
      (await set({ code: code(), expectedVersion: 0, ...more })).errors[0]!.extensions.facts['fields'];
    expect(await problem({ windowDays: null })).toEqual([{ path: 'window', constraint: 'WINDOW_MISSING' }]);
    expect(await problem({ panelMembers: ['NOBODY'] })).toEqual([{ path: 'panelMembers', constraint: 'ITEM_UNKNOWN' }]);
  });

  it('has certificates of institutions, each number once', async () => {
    const terms = {
      certificateNo: code(),
      name: '室间质评',
      category: 'LABORATORY',
      scope: 'PROVINCE',
      issuedBy: '省临检中心',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
    };
    const certificate = { ...terms, institutionId: north };
    const made = await make('registerQualityQualification', certificate, 'scope active');
    expect(made).toMatchObject({ version: 1, scope: 'PROVINCE', active: true });
    expect(await refused('registerQualityQualification', certificate)).toBe('CODE_TAKEN');
    expect(
      await refused('registerQualityQualification', { ...certificate, certificateNo: code(), validTo: '2025-12-31' }),
    ).toEqual([{ path: 'validTo', constraint: 'BEFORE_VALID_FROM' }]);
    const ended = await change('changeQualityQualification', made, { ...terms, active: false }, 'active');
    expect(ended).toMatchObject({ version: 2, active: false });
    const { qualityQualifications } = await admin.asks<{ qualityQualifications: object[] }>(
      'query($id: ID!) { qualityQualifications(institutionId: $id) { id active } }',
      { id: north },
    );
    expect(qualityQualifications).toEqual([{ id: made.id, active: false }]);
  });
});

describe('a page of the directory', () => {
  interface Page {
    readonly nodes: { readonly staffNo: string }[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
    readonly totalCount: number;
  }
  const QUERY = `query($institutionId: ID!, $after: String) { staffMembers(institutionId: $institutionId, first: 2, after: $after) {
    nodes { staffNo name title } pageInfo { endCursor hasNextPage } totalCount } }`;

  it('shows everybody once, in order, over all pages', async () => {
    const institutionId = world.institutionId('south');
    const numbers = ['a-1', 'a-2', 'a-3', 'b-1'].map((number) => `${code().slice(0, 8)}-${number}`);
    for (const staffNo of numbers) await make('registerStaff', staff({ institutionId, staffNo }));
    const seen: string[] = [];
    let page: Page | undefined;
    do {
      const after: string | null = page?.pageInfo.endCursor ?? null;
      page = (await admin.asks<{ staffMembers: Page }>(QUERY, { institutionId, after })).staffMembers;
      seen.push(...page.nodes.map(({ staffNo }) => staffNo));
    } while (page.pageInfo.hasNextPage);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(page.totalCount);
    expect(seen).toEqual(expect.arrayContaining(numbers));
  });

  it('costs the session and one statement, and no access row, for it shows no patient', async () => {
    const texts = await StatementCounter.on(app).during(() => admin.asks(QUERY, { institutionId: county }));
    expect(texts).toHaveLength(2);
  });
});
