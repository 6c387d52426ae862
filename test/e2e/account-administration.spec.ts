import { randomUUID } from 'node:crypto';
import { Role } from '#identity';
import { hours } from '#kernel';
import { TestApp, type Answer } from '#testing';
import { People, attempt, signIn, type Person } from './people.js';

const ACCOUNT = 'id loginName staffId status mustChangePassword version roles { role departmentId }';
const CREATE = `mutation Create($input: CreateAccountInput!) { createAccount(input: $input) { ${ACCOUNT} } }`;
const DISABLE = `mutation Disable($input: AccountChangeInput!) { disableAccount(input: $input) { ${ACCOUNT} } }`;
const ENABLE = `mutation Enable($input: AccountChangeInput!) { enableAccount(input: $input) { ${ACCOUNT} } }`;
const RESET = `mutation Reset($input: ResetPasswordInput!) { resetPassword(input: $input) { ${ACCOUNT} } }`;
const ASSIGN = `mutation Assign($input: AssignRoleInput!) { assignRole(input: $input) { id role institutionId validFrom validTo } }`;
const REVOKE = `mutation Revoke($input: RevokeRoleInput!) { revokeRole(input: $input) { id validTo } }`;
const LIST = `query List($first: Int!, $after: String) {
  accounts(first: $first, after: $after) { nodes { loginName } pageInfo { hasNextPage endCursor } totalCount }
}`;
const ME = '{ me { roles { role } } }';

interface Assigned {
  readonly assignRole: { readonly id: string };
}
interface Listed {
  readonly accounts: {
    readonly nodes: readonly { readonly loginName: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    readonly totalCount: number;
  };
}

let app: TestApp;
let people: People;
let county: string;
let admin: Person;
let token: string;

beforeAll(async () => {
  app = await TestApp.start();
  people = new People(app);
});
beforeEach(async () => {
  app.clock.advance(hours(1));
  county = await people.institution();
  admin = await people.person(county, { role: Role.SECURITY_ADMIN });
  token = await signIn(app, admin);
});
afterAll(() => app.stop());

const outcomeOf = ({ errors }: Answer<unknown>): string | undefined => {
  const { code, rule } = errors[0]?.extensions ?? {};
  return rule ? `${code}.${rule}` : code;
};
const asAdmin = <Data = Record<string, unknown>>(query: string, input: object, by = token): Promise<Answer<Data>> =>
  app.graphql<Data>(query, { input }, { token: by });
const newAccount = (staffId: string, loginName: string) => ({
  idempotencyKey: randomUUID(),
  staffId,
  loginName,
  initialPassword: 'First-Horse-01',
});
const newRole = (staffId: string, role: Role) => ({ idempotencyKey: randomUUID(), staffId, role });

describe('accounts', () => {
  test('a new colleague gets an account and has to change its password first', async () => {
    const staffId = await people.staff(county);
    const { data } = await asAdmin(CREATE, newAccount(staffId, 'New.Colleague'));
    expect(data).toEqual({
      createAccount: {
        id: expect.any(String),
        loginName: 'new.colleague',
        staffId,
        status: 'ACTIVE',
        mustChangePassword: true,
        version: 1,
        roles: [],
      },
    });
    const answer = await attempt(app, 'new.colleague', { password: 'First-Horse-01' });
    expect(answer.data?.signIn.viewer).toMatchObject({ mustChangePassword: true });
  });

  test('a request that comes twice makes one account; its key is for that request alone', async () => {
    const input = newAccount(await people.staff(county), 'twice');
    const first = await asAdmin(CREATE, input);
    expect((await asAdmin(CREATE, input)).data).toEqual(first.data);
    expect(outcomeOf(await asAdmin(CREATE, { ...input, loginName: 'thrice' }))).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('a login name is given once, whatever its case, and a person has one account', async () => {
    const staffId = await people.staff(county);
    const taken = newAccount(staffId, admin.loginName.toUpperCase());
    expect(outcomeOf(await asAdmin(CREATE, taken))).toBe('LOGIN_NAME_TAKEN');
    expect(outcomeOf(await asAdmin(CREATE, newAccount(admin.staffId, 'second.one')))).toBe('STAFF_HAS_ACCOUNT');
  });

  test('the first password follows the rules', async () => {
    const input = { ...newAccount(await people.staff(county), 'weak'), initialPassword: 'weakweakweak' };
    expect(outcomeOf(await asAdmin(CREATE, input))).toBe('PASSWORD_TOO_WEAK.TOO_FEW_CLASSES');
  });

  test('people and accounts of another institution do not exist for the administrator', async () => {
    const elsewhere = await people.institution();
    const stranger = await people.person(elsewhere);
    const change = { id: stranger.accountId, expectedVersion: 1 };
    expect(outcomeOf(await asAdmin(CREATE, newAccount(await people.staff(elsewhere), 'far')))).toBe('NOT_FOUND');
    expect(outcomeOf(await asAdmin(DISABLE, change))).toBe('NOT_FOUND');
    expect(outcomeOf(await asAdmin(RESET, { ...change, temporaryPassword: 'Temp-Horse-01' }))).toBe('NOT_FOUND');
    const { data } = await app.graphql<Listed>(LIST, { first: 10 }, { token });
    expect(data?.accounts.nodes).toEqual([{ loginName: admin.loginName }]);
  });

  test('are listed page by page in the order of their names', async () => {
    for (const name of ['c', 'a', 'b']) {
      await asAdmin(CREATE, newAccount(await people.staff(county), `${name}-${admin.loginName}`));
    }
    const names: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 2; page++) {
      const { data }: Answer<Listed> = await app.graphql<Listed>(LIST, { first: 2, after }, { token });
      expect(data?.accounts.totalCount).toBe(4);
      expect(data?.accounts.pageInfo.hasNextPage).toBe(page === 0);
      names.push(...(data?.accounts.nodes.map(({ loginName }) => loginName) ?? []));
      after = data?.accounts.pageInfo.endCursor ?? null;
    }
    expect(names).toEqual(['a', 'b', 'c'].map((name) => `${name}-${admin.loginName}`).concat(admin.loginName));
  });

  test('a disabled account loses its sessions at once and gets them back never', async () => {
    const doctor = await people.person(county, { role: Role.COUNTY_DOCTOR });
    const session = await signIn(app, doctor);
    const { data } = await asAdmin(DISABLE, { id: doctor.accountId, expectedVersion: 1 });
    expect(data).toMatchObject({ disableAccount: { status: 'DISABLED', version: 2 } });
    expect(outcomeOf(await app.graphql(ME, {}, { token: session }))).toBe('UNAUTHENTICATED');
    expect(outcomeOf(await attempt(app, doctor.loginName))).toBe('SIGN_IN_FAILED');
    await asAdmin(ENABLE, { id: doctor.accountId, expectedVersion: 2 });
    expect(outcomeOf(await app.graphql(ME, {}, { token: session }))).toBe('UNAUTHENTICATED');
    expect(outcomeOf(await attempt(app, doctor.loginName))).toBeUndefined();
  });

  test('a forgotten password is replaced by one that has to be changed', async () => {
    const doctor = await people.person(county);
    const session = await signIn(app, doctor);
    await asAdmin(RESET, { id: doctor.accountId, expectedVersion: 1, temporaryPassword: 'Temp-Horse-01' });
    expect(outcomeOf(await app.graphql(ME, {}, { token: session }))).toBe('UNAUTHENTICATED');
    const answer = await attempt(app, doctor.loginName, { password: 'Temp-Horse-01' });
    expect(answer.data?.signIn.viewer).toMatchObject({ mustChangePassword: true });
  });

  test('a change on what was seen before another change is refused', async () => {
    const doctor = await people.person(county);
    await asAdmin(RESET, { id: doctor.accountId, expectedVersion: 1, temporaryPassword: 'Temp-Horse-01' });
    expect(outcomeOf(await asAdmin(DISABLE, { id: doctor.accountId, expectedVersion: 1 }))).toBe('STALE_VERSION');
  });

  test('nobody manages their own account', async () => {
    const own = { id: admin.accountId, expectedVersion: 1 };
    expect(outcomeOf(await asAdmin(DISABLE, own))).toBe('OWN_ACCOUNT');
    expect(outcomeOf(await asAdmin(RESET, { ...own, temporaryPassword: 'Temp-Horse-01' }))).toBe('OWN_ACCOUNT');
  });

  test('of two security administrators who disable each other at once, one remains', async () => {
    const pairs = await Promise.all(Array.from({ length: 8 }, () => securityAdmins()));
    await Promise.all(pairs.flatMap(([one, other]) => [disableBy(one, other), disableBy(other, one)]));
    for (const [{ person }] of pairs) {
      const active = await people.rows(`SELECT id FROM accounts WHERE institution_id = $1 AND status = 'ACTIVE'`, [
        person.institutionId,
      ]);
      expect(active).toHaveLength(1);
    }
  });

  interface SignedInAdmin {
    readonly person: Person;
    readonly token: string;
  }
  async function securityAdmins(): Promise<[SignedInAdmin, SignedInAdmin]> {
    const institution = await people.institution();
    const [one, other] = [
      await people.person(institution, { role: Role.SECURITY_ADMIN }),
      await people.person(institution, { role: Role.SECURITY_ADMIN }),
    ];
    return [
      { person: one, token: await signIn(app, one) },
      { person: other, token: await signIn(app, other) },
    ];
  }
  const disableBy = (by: SignedInAdmin, { person }: SignedInAdmin) =>
    asAdmin(DISABLE, { id: person.accountId, expectedVersion: 1 }, by.token);

  test.each([Role.SYSTEM_ADMIN, Role.AUDITOR, Role.COUNTY_DOCTOR, Role.DIRECTOR])(
    'are no business of a %s',
    async (role) => {
      const other = await signIn(app, await people.person(county, { role }));
      expect(outcomeOf(await app.graphql(LIST, { first: 1 }, { token: other }))).toBe('FORBIDDEN');
      const input = newAccount(await people.staff(county), 'sneaky');
      expect(outcomeOf(await asAdmin(CREATE, input, other))).toBe('FORBIDDEN');
      expect(outcomeOf(await asAdmin(ASSIGN, newRole(admin.staffId, Role.EXPERT), other))).toBe('FORBIDDEN');
    },
  );
});

describe('roles', () => {
  test('a role given and taken back counts from the next request on', async () => {
    const doctor = await people.person(county);
    const session = await signIn(app, doctor);
    const roles = async () => (await app.graphql(ME, {}, { token: session })).data;
    const { data } = await asAdmin<Assigned>(ASSIGN, newRole(doctor.staffId, Role.COUNTY_DOCTOR));
    expect(await roles()).toEqual({ me: { roles: [{ role: 'COUNTY_DOCTOR' }] } });
    app.clock.advance(hours(0.25));
    const revoked = await asAdmin(REVOKE, { id: data?.assignRole.id });
    expect(revoked.data).toEqual({ revokeRole: { id: data?.assignRole.id, validTo: app.clock.now().toISOString() } });
    expect(await roles()).toEqual({ me: { roles: [] } });
  });

  test('a doctor of another institution may hold a role here', async () => {
    const expert = await people.person(await people.institution());
    const { data } = await asAdmin(ASSIGN, newRole(expert.staffId, Role.EXPERT));
    expect(data).toMatchObject({ assignRole: { role: 'EXPERT', institutionId: county } });
  });

  test('the same role is given once, also by a request that comes twice', async () => {
    const doctor = await people.person(county);
    const input = newRole(doctor.staffId, Role.COUNTY_DOCTOR);
    const first = await asAdmin(ASSIGN, input);
    expect((await asAdmin(ASSIGN, input)).data).toEqual(first.data);
    const again = newRole(doctor.staffId, Role.COUNTY_DOCTOR);
    expect(outcomeOf(await asAdmin(ASSIGN, again))).toBe('ROLE_REFUSED.ALREADY_HELD');
  });

  test('given twice at once it is held once', async () => {
    const doctor = await people.person(county);
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => asAdmin(ASSIGN, newRole(doctor.staffId, Role.COUNTY_DOCTOR))),
    );
    const refused = answers.map(outcomeOf).filter((outcome) => outcome !== undefined);
    expect(refused).toEqual(Array(3).fill('ROLE_REFUSED.ALREADY_HELD'));
  });

  test('of two roles of administrators that are given to one person at once, one is held', async () => {
    const { staffId } = await people.person(county);
    const roles = [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR];
    const answers = await Promise.all(roles.map((role) => asAdmin(ASSIGN, newRole(staffId, role))));
    const refused = answers.map(outcomeOf).filter((outcome) => outcome !== undefined);
    expect(refused).toEqual(['ROLE_REFUSED.ADMINISTRATORS_APART', 'ROLE_REFUSED.ADMINISTRATORS_APART']);
    expect(await people.rows('SELECT 1 FROM role_assignments WHERE staff_id = $1', [staffId])).toHaveLength(1);
  });

  test('an administrator does not become a doctor, nor a second administrator, nor change their own roles', async () => {
    const auditor = await people.person(county, { role: Role.AUDITOR });
    for (const role of [Role.COUNTY_DOCTOR, Role.SYSTEM_ADMIN]) {
      expect(outcomeOf(await asAdmin(ASSIGN, newRole(auditor.staffId, role)))).toBe(
        'ROLE_REFUSED.ADMINISTRATORS_APART',
      );
    }
    expect(outcomeOf(await asAdmin(ASSIGN, newRole(admin.staffId, Role.EXPERT)))).toBe('OWN_ACCOUNT');
  });

  test('a department of another institution is not found', async () => {
    const doctor = await people.person(county);
    const departmentId = await people.department(await people.institution());
    const input = { ...newRole(doctor.staffId, Role.DEPT_HEAD), departmentId };
    expect(outcomeOf(await asAdmin(ASSIGN, input))).toBe('NOT_FOUND');
  });

  test('giving and taking leave their traces in the audit trail', async () => {
    const doctor = await people.person(county);
    const { data } = await asAdmin<Assigned>(ASSIGN, newRole(doctor.staffId, Role.EXPERT));
    await asAdmin(REVOKE, { id: data?.assignRole.id });
    const trail = await people.rows(
      'SELECT action, account_id, result FROM audit_entries WHERE object_id = $1 ORDER BY action',
      [data?.assignRole.id],
    );
    expect(trail).toEqual([
      { action: 'role.assigned', account_id: admin.accountId, result: 'OK' },
      { action: 'role.revoked', account_id: admin.accountId, result: 'OK' },
    ]);
  });
});
