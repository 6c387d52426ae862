import { randomUUID } from 'node:crypto';
import { TestApp, World, withClient, type Person } from '#testing';

let app: TestApp;
let world: World;
let lead: Person;
let township: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  lead = world.person('system-admin');
  township = await world.hire('SYSTEM_ADMIN', 'north');
});

afterAll(() => app.stop());

const department = (institution: 'county' | 'north', more: object = {}): object => ({
  idempotencyKey: randomUUID(),
  institutionId: world.institutionId(institution),
  code: randomUUID().slice(0, 8),
  name: '新科室',
  acceptsReferrals: true,
  ...more,
});
const register = (person: Person, input: object) =>
  person.tries<{ registerDepartment: { id: string; version: number } }>(
    'mutation($input: RegisterDepartmentInput!) { registerDepartment(input: $input) { id version } }',
    { input },
  );
const change = (person: Person, input: object) =>
  person.tries<{ changeDepartment: { acceptsReferrals: boolean; version: number } }>(
    'mutation($input: ChangeDepartmentInput!) { changeDepartment(input: $input) { acceptsReferrals version } }',
    { input },
  );
const codesOf = ({ errors }: { errors: readonly { extensions: { code: string } }[] }): string[] =>
  errors.map(({ extensions }) => extensions.code);
const departments = async (): Promise<number> => {
  const { rows } = await withClient(app.database.ownerUrl, (owner) =>
    owner.query<{ count: number }>('SELECT count(*)::int AS count FROM departments'),
  );
  return rows[0]!.count;
};

describe('setting up the alliance', () => {
  it('is the work of the lead hospital everywhere, and of every other institution at home', async () => {
    expect(codesOf(await register(lead, department('county')))).toEqual([]);
    expect(codesOf(await register(lead, department('north')))).toEqual([]);
    expect(codesOf(await register(township, department('north')))).toEqual([]);
    expect(codesOf(await register(township, department('county')))).toEqual(['NOT_FOUND']);
  });

  it('gives a code once within an institution, however many ask at once', async () => {
    const before = await departments();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => register(lead, department('county', { code: 'same-code' }))),
    );
    expect(answers.flatMap(codesOf)).toEqual(Array.from({ length: 7 }, () => 'CODE_TAKEN'));
    expect(codesOf(await register(lead, department('north', { code: 'same-code' })))).toEqual([]);
    expect(await departments()).toBe(before + 2);
  });

  it('makes one department of a request that comes again', async () => {
    const input = department('county');
    const answers = await Promise.all(Array.from({ length: 5 }, () => register(lead, input)));
    expect(new Set(answers.map(({ data }) => data?.registerDepartment.id)).size).toBe(1);
  });

  it('changes a department under the version that was read', async () => {
    const { data } = await register(lead, department('county'));
    const { id, version } = data!.registerDepartment;
    const input = { id, expectedVersion: version, acceptsReferrals: false, active: true };
    const changed = await change(lead, input);
    expect(changed.data?.changeDepartment).toEqual({ acceptsReferrals: false, version: 2 });
    expect(codesOf(await change(lead, input))).toEqual(['STALE_VERSION']);
  });

  it('takes nobody into a department of another institution', async () => {
    const input = {
      idempotencyKey: randomUUID(),
      institutionId: world.institutionId('north'),
      departmentId: world.departmentId('cardiology'),
      staffNo: 'new-1',
      name: '新人',
      title: 'NONE',
      specialtyCodes: [],
    };
    const document = 'mutation($input: RegisterStaffInput!) { registerStaff(input: $input) { id } }';
    expect(codesOf(await lead.tries(document, { input }))).toEqual(['NOT_FOUND']);
  });
});

describe('the directory', () => {
  it('counts all there are on every page, the one behind the last one included', async () => {
    const query = `query($after: String) { institutions(first: 4, after: $after) {
      totalCount nodes { id } pageInfo { endCursor } } }`;
    const first = await lead.asks<{ institutions: { pageInfo: { endCursor: string } } }>(query);
    const behind = await lead.asks(query, { after: first.institutions.pageInfo.endCursor });
    expect(first).toMatchObject({ institutions: { totalCount: 4 } });
    expect(behind).toMatchObject({ institutions: { totalCount: 4, nodes: [] } });
  });
});
