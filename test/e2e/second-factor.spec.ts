import { randomUUID } from 'node:crypto';
import { URI, type TOTP } from 'otpauth';
import { Role } from '#identity';
import { hours, minutes, seconds } from '#kernel';
import { TestApp, refusalOf } from '#testing';
import { People, attempt, signIn, type Person } from './people.js';

const BEGIN = 'mutation($input: BeginSecondFactorInput!) { beginSecondFactor(input: $input) { secret uri qrCode } }';
const CONFIRM = 'mutation($input: SecondFactorCodeInput!) { confirmSecondFactor(input: $input) { codes } }';
const REGENERATE = 'mutation($input: SecondFactorCodeInput!) { regenerateRecoveryCodes(input: $input) { codes } }';
const COMPLETE = `mutation($input: CompleteSignInInput!) {
  completeSignIn(input: $input) { token secondFactor { ticket } viewer { accountId secondFactorDue recoveryCodesLeft } }
}`;
const RESET = `mutation($input: ResetSecondFactorInput!) { resetSecondFactor(input: $input) { version secondFactorSince } }`;
const ME = '{ me { secondFactorDue permissions roles { role } } }';
const REMOTE = '203.0.113.9';

let app: TestApp;
let people: People;
let county: string;

beforeAll(async () => {
  app = await TestApp.start({ SECOND_FACTOR: 'required' });
  people = new People(app);
  county = await people.institution();
});
beforeEach(() => app.clock.advance(hours(1)));
afterAll(() => app.stop());

/** Somebody with a device that shows codes. */
interface Owner {
  readonly person: Person;
  readonly token: string;
  readonly device: TOTP;
  readonly codes: readonly string[];
}

const shown = ({ device }: Pick<Owner, 'device'>): string => device.generate({ timestamp: app.clock.now().getTime() });
const input = (token: string, document: string, values: object, address?: string) =>
  app.graphql<Record<string, never>>(document, { input: values }, { token, ...(address && { address }) });

async function begin(person: Person, token: string): Promise<TOTP> {
  const { data, errors } = await app.graphql<{ beginSecondFactor: { secret: string; uri: string; qrCode: string } }>(
    BEGIN,
    { input: { currentPassword: person.password } },
    { token },
  );
  expect(errors).toEqual([]);
  const { secret, uri, qrCode } = data!.beginSecondFactor;
  const device = URI.parse(uri) as TOTP;
  expect([device.secret.base32, device.label, qrCode.slice(0, 4)]).toEqual([secret, person.loginName, '<svg']);
  return device;
}

async function owner(role: Role = Role.SECURITY_ADMIN): Promise<Owner> {
  const person = await people.person(county, { role });
  const token = await signIn(app, person);
  const device = await begin(person, token);
  const { data } = await app.graphql<{ confirmSecondFactor: { codes: string[] } }>(
    CONFIRM,
    { input: { code: shown({ device }) } },
    { token },
  );
  return { person, token, device, codes: data!.confirmSecondFactor.codes };
}

async function ticketOf({ loginName }: Person, address?: string): Promise<string> {
  const { data } = await attempt(app, loginName, { ...(address && { address }) });
  expect(data!.signIn).toMatchObject({ token: null, viewer: null });
  return data!.signIn.secondFactor!.ticket;
}

interface Completed {
  readonly completeSignIn: { token: string; viewer: Record<string, unknown> };
}

const complete = (ticket: string, code: string, address?: string) =>
  app.graphql<Completed>(COMPLETE, { input: { ticket, code } }, { ...(address && { address }) });

test('an administrator can do nothing but enrol a device, and everything of the role once it is confirmed', async () => {
  const person = await people.person(county, { role: Role.AUDITOR });
  const token = await signIn(app, person);
  const other = await signIn(app, person);
  expect((await app.graphql(ME, {}, { token })).data).toEqual({
    me: {
      secondFactorDue: true,
      permissions: ['identity.change-own-password', 'identity.enrol-second-factor'],
      roles: [],
    },
  });
  expect(refusalOf(await app.graphql('{ auditEntries { nodes { id } } }', {}, { token }))).toBe('FORBIDDEN');
  const device = await begin(person, token);
  expect(refusalOf(await input(token, CONFIRM, { code: '000000' }))).toBe('SECOND_FACTOR_FAILED CODE');
  expect(refusalOf(await input(token, CONFIRM, { code: shown({ device }) }))).toBeUndefined();
  expect((await app.graphql(ME, {}, { token })).data).toMatchObject({
    me: { secondFactorDue: false, roles: [{ role: 'AUDITOR' }] },
  });
  expect(refusalOf(await app.graphql(ME, {}, { token: other }))).toBe('UNAUTHENTICATED');
  expect(refusalOf(await input(token, BEGIN, { currentPassword: person.password }))).toBe(
    'SECOND_FACTOR_REFUSED ALREADY_ENROLLED',
  );
});

test('neither the secret nor a recovery code lies in the database, and the trail tells of both', async () => {
  const { person, device, codes } = await owner();
  const [stored] = await people.rows(
    `SELECT (SELECT json_agg(f) FROM second_factors f)::text || (SELECT json_agg(c) FROM recovery_codes c)::text
       || (SELECT json_agg(e) FROM domain_events e)::text AS everything`,
  );
  for (const secret of [device.secret.base32, device.secret.hex, ...codes]) {
    expect(stored!['everything']).not.toContain(secret);
  }
  const trail = await people.rows('SELECT action FROM audit_entries WHERE object_id = $1', [person.accountId]);
  expect(trail.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['account.second-factor-begun', 'account.second-factor-enrolled']),
  );
});

test('signing in takes password and code; neither ticket nor code counts twice', async () => {
  const { person, device } = await owner();
  app.clock.advance(minutes(1));
  const [first, second] = [await ticketOf(person), await ticketOf(person)];
  const code = shown({ device });
  const { data } = await complete(first, code);
  expect(data!.completeSignIn.viewer).toEqual({
    accountId: person.accountId,
    secondFactorDue: false,
    recoveryCodesLeft: 10,
  });
  expect(refusalOf(await complete(second, code))).toBe('SECOND_FACTOR_FAILED CODE');
  app.clock.advance(seconds(30));
  expect(refusalOf(await complete(first, shown({ device })))).toBe('SECOND_FACTOR_FAILED TICKET');
  expect(refusalOf(await complete(second, shown({ device })))).toBeUndefined();
});

test('of two who bring the same code at once, one comes in', async () => {
  const { person, device } = await owner();
  app.clock.advance(minutes(1));
  const tickets = [await ticketOf(person), await ticketOf(person)];
  const answers = await Promise.all(tickets.map((ticket) => complete(ticket, shown({ device }))));
  expect(answers.map(refusalOf).filter((code) => code === undefined)).toHaveLength(1);
});

test('a code that the clock has left behind, and a ticket older than five minutes, count no longer', async () => {
  const { person, device } = await owner();
  app.clock.advance(minutes(1));
  const old = shown({ device });
  app.clock.advance(minutes(1));
  expect(refusalOf(await complete(await ticketOf(person), old))).toBe('SECOND_FACTOR_FAILED CODE');
  const ticket = await ticketOf(person);
  app.clock.advance(minutes(5));
  expect(refusalOf(await complete(ticket, shown({ device })))).toBe('SECOND_FACTOR_FAILED TICKET');
});

test('five wrong codes lock the login name, however often the right password comes in between', async () => {
  const { person, device } = await owner();
  app.clock.advance(minutes(1));
  for (let guess = 0; guess < 5; guess++) {
    expect(refusalOf(await complete(await ticketOf(person), '000000'))).toBe('SECOND_FACTOR_FAILED CODE');
  }
  expect(refusalOf(await attempt(app, person.loginName))).toBe('SIGN_IN_LOCKED');
  app.clock.advance(minutes(15));
  expect(refusalOf(await complete(await ticketOf(person), shown({ device })))).toBeUndefined();
});

test('a recovery code counts once, and new codes end the former ones', async () => {
  const { person, device, codes } = await owner();
  expect(codes).toHaveLength(10);
  const { data } = await complete(await ticketOf(person), codes[0]!.toLowerCase().replaceAll('-', ''));
  expect(data!.completeSignIn.viewer['recoveryCodesLeft']).toBe(9);
  expect(refusalOf(await complete(await ticketOf(person), codes[0]!))).toBe('SECOND_FACTOR_FAILED CODE');
  app.clock.advance(minutes(1));
  const { token } = data!.completeSignIn;
  expect(refusalOf(await input(token, REGENERATE, { code: shown({ device }) }))).toBeUndefined();
  expect(refusalOf(await complete(await ticketOf(person), codes[1]!))).toBe('SECOND_FACTOR_FAILED CODE');
});

test('a ticket is worth nothing once the account has been disabled', async () => {
  const { person, device } = await owner();
  app.clock.advance(minutes(1));
  const ticket = await ticketOf(person);
  await people.rows(`UPDATE accounts SET status = 'DISABLED', version = 9 WHERE id = $1`, [person.accountId]);
  expect(refusalOf(await complete(ticket, shown({ device })))).toBe('SECOND_FACTOR_FAILED TICKET');
});

describe('from outside the networks of the alliance', () => {
  test('a doctor does nothing without a second factor, cannot enrol one from there, and works with it', async () => {
    const person = await people.person(county, { role: Role.COUNTY_DOCTOR });
    const token = await signIn(app, person);
    const [inside, outside] = [{ token }, { token, address: REMOTE }];
    expect((await app.graphql(ME, {}, inside)).data).toMatchObject({ me: { secondFactorDue: false } });
    expect((await app.graphql(ME, {}, outside)).data).toEqual({
      me: { secondFactorDue: true, permissions: ['identity.change-own-password'], roles: [] },
    });
    expect(refusalOf(await input(token, BEGIN, { currentPassword: person.password }, REMOTE))).toBe('FORBIDDEN');
    const doctor = await owner(Role.COUNTY_DOCTOR);
    app.clock.advance(minutes(1));
    const { data } = await complete(await ticketOf(doctor.person, REMOTE), shown(doctor), REMOTE);
    const me = await app.graphql(ME, {}, { token: data!.completeSignIn.token, address: REMOTE });
    expect(me.data).toMatchObject({ me: { secondFactorDue: false, roles: [{ role: 'COUNTY_DOCTOR' }] } });
  });
});

describe('in the name of somebody else', () => {
  const DELEGATE = 'mutation($input: DelegateRolesInput!) { delegateRoles(input: $input) { id } }';
  const ACT = 'mutation($input: ActOnBehalfInput!) { actOnBehalf(input: $input) { roles { role } } }';

  test('a delegate proves their own second factor, and from outside holds no role of the other without it', async () => {
    const [doctor, delegate] = [await owner(Role.COUNTY_DOCTOR), await owner(Role.COUNTY_DOCTOR)];
    const validTo = new Date(app.clock.now().getTime() + 3_600_000);
    const { data } = await input(doctor.token, DELEGATE, {
      idempotencyKey: randomUUID(),
      delegateStaffId: delegate.person.staffId,
      reasonCode: 'leave',
      validTo,
    });
    const { id: delegationId } = (data as unknown as { delegateRoles: { id: string } }).delegateRoles;
    app.clock.advance(minutes(1));
    expect(refusalOf(await complete(await ticketOf(delegate.person, REMOTE), shown(doctor), REMOTE))).toBe(
      'SECOND_FACTOR_FAILED CODE',
    );
    const proven = await complete(await ticketOf(delegate.person, REMOTE), shown(delegate), REMOTE);
    const acting = await input(proven.data!.completeSignIn.token, ACT, { delegationId }, REMOTE);
    expect(acting.data).toEqual({ actOnBehalf: { roles: [{ role: 'COUNTY_DOCTOR' }] } });
    const session = await people.rows(
      'UPDATE sessions SET second_factor_at = NULL WHERE delegation_id = $1 RETURNING id',
      [delegationId],
    );
    expect(session).toHaveLength(1);
    const me = await app.graphql(ME, {}, { token: proven.data!.completeSignIn.token, address: REMOTE });
    expect(me.data).toMatchObject({ me: { secondFactorDue: true, roles: [] } });
  });
});

describe('a lost device', () => {
  const reset = (by: Owner, id: string, changes: object = {}) =>
    input(by.token, RESET, { id, expectedVersion: 2, reasonCode: 'lost_device', ...changes });

  test('is taken from an account by another administrator, with a reason, and its sessions end', async () => {
    const [guard, loser] = [await owner(), await owner(Role.SYSTEM_ADMIN)];
    const { accountId } = loser.person;
    expect(refusalOf(await reset(guard, guard.person.accountId))).toBe('OWN_ACCOUNT');
    expect(refusalOf(await reset(guard, randomUUID()))).toBe('NOT_FOUND');
    expect(refusalOf(await reset(guard, accountId, { reasonCode: 'because' }))).toBe('INVALID_INPUT');
    expect(refusalOf(await reset(guard, accountId, { reasonCode: 'other' }))).toBe('INVALID_INPUT');
    expect(refusalOf(await reset(guard, accountId, { expectedVersion: 1 }))).toBe('STALE_VERSION');
    expect(refusalOf(await reset(loser, guard.person.accountId))).toBe('FORBIDDEN');
    expect((await reset(guard, accountId)).data).toEqual({
      resetSecondFactor: { version: 3, secondFactorSince: null },
    });
    expect(refusalOf(await app.graphql(ME, {}, { token: loser.token }))).toBe('UNAUTHENTICATED');
    expect(refusalOf(await reset(guard, accountId, { expectedVersion: 3 }))).toBe('SECOND_FACTOR_REFUSED NOT_ENROLLED');
    const [event] = await people.rows(
      `SELECT reason_code, account_id FROM domain_events WHERE topic = 'account.second-factor-reset'`,
    );
    expect(event).toEqual({ reason_code: 'lost_device', account_id: guard.person.accountId });
    await signIn(app, loser.person);
  });
});
