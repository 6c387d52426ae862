import { Role } from '#identity';
import { hours, minutes, seconds } from '#kernel';
import { TestApp, type Answer } from '#testing';
import { People, attempt, signIn, type Person } from './people.js';

const ME =
  '{ me { accountId loginName staffId institutionId institutionIds mustChangePassword roles { role label departmentId } } }';
const MY_SESSIONS = '{ mySessions { id current address device institutionId } }';

interface Me {
  readonly me: Record<string, unknown>;
}
interface Sessions {
  readonly mySessions: readonly { id: string; current: boolean; address: string; device: string }[];
}

let app: TestApp;
let people: People;
let county: string;
let doctor: Person;

beforeAll(async () => {
  app = await TestApp.start();
  people = new People(app);
  county = await people.institution();
});
beforeEach(async () => {
  // Each test starts with addresses and login names that nobody has failed with.
  app.clock.advance(hours(1));
  doctor = await people.person(county, { role: Role.COUNTY_DOCTOR });
});
afterAll(() => app.stop());

const codeOf = (answer: Answer<unknown>): string | undefined => answer.errors[0]?.extensions.code;
const me = (token: string): Promise<Answer<Me>> => app.graphql<Me>(ME, {}, { token });
const fail = (loginName: string, address = '10.0.0.1'): Promise<Answer<unknown>> =>
  attempt(app, loginName, { password: 'Wrong-Horse-99', address });
async function failTimes(count: number, loginName: string): Promise<void> {
  for (let time = 0; time < count; time++) expect(codeOf(await fail(loginName))).toBe('SIGN_IN_FAILED');
}

describe('signing in', () => {
  test('a doctor signs in and sees who they are, where they act and with which roles', async () => {
    const cardiology = await people.department(county);
    await people.role(doctor.staffId, { role: Role.DEPT_HEAD, institutionId: county, departmentId: cardiology });
    const { data } = await me(await signIn(app, doctor));
    expect(data?.me).toEqual({
      accountId: doctor.accountId,
      loginName: doctor.loginName,
      staffId: doctor.staffId,
      institutionId: county,
      institutionIds: [county],
      mustChangePassword: false,
      roles: [
        { role: 'COUNTY_DOCTOR', label: '县级接诊医生', departmentId: null },
        { role: 'DEPT_HEAD', label: '科主任', departmentId: cardiology },
      ],
    });
  });

  test('upper and lower case of the login name do not count', async () => {
    const { data } = await attempt(app, ` ${doctor.loginName.toUpperCase()} `);
    expect(data?.signIn.viewer['accountId']).toBe(doctor.accountId);
  });

  test('an unknown name, a wrong password and a disabled account get the same answer', async () => {
    const disabled = await people.person(county, { disabled: true });
    const answers = [await fail('nobody'), await fail(doctor.loginName), await attempt(app, disabled.loginName)];
    const told = answers.map(({ status, data, errors }) => ({
      status,
      data,
      errors: errors.map(({ message, path, extensions: { code, rule, facts } }) => ({
        message,
        path,
        code,
        rule,
        facts,
      })),
    }));
    expect(told[0]?.errors[0]?.code).toBe('SIGN_IN_FAILED');
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  });

  test('without a token, and with one that is none, nobody is signed in', async () => {
    expect(codeOf(await app.graphql(ME))).toBe('UNAUTHENTICATED');
    expect(codeOf(await me('x'.repeat(43)))).toBe('UNAUTHENTICATED');
    expect(codeOf(await me('short'))).toBe('UNAUTHENTICATED');
  });

  test('opens a session that the log and the audit trail know; neither token nor password is stored', async () => {
    const token = await signIn(app, doctor, { address: '10.9.8.7' });
    const [session] = await people.rows('SELECT id, address FROM sessions WHERE account_id = $1', [doctor.accountId]);
    const audit = await people.rows(
      'SELECT action, address, account_id, result FROM audit_entries WHERE object_id = $1',
      [session?.['id']],
    );
    expect(audit).toEqual([
      { action: 'session.opened', address: '10.9.8.7', account_id: doctor.accountId, result: 'OK' },
    ]);
    const everything = await people.rows(
      `SELECT (SELECT json_agg(s) FROM sessions s)::text || (SELECT json_agg(e) FROM domain_events e)::text
         || (SELECT json_agg(a) FROM sign_in_attempts a)::text AS stored`,
    );
    expect(everything[0]?.['stored']).not.toContain(token);
    expect(everything[0]?.['stored']).not.toContain(doctor.password);
  });

  test('a refused attempt leaves an audit entry', async () => {
    await fail('nobody', '10.20.30.40');
    expect(await people.rows(`SELECT action, result, code FROM audit_entries WHERE address = '10.20.30.40'`)).toEqual([
      { action: 'signIn', result: 'REFUSED', code: 'SIGN_IN_FAILED' },
    ]);
  });

  test('the trail tells whose login name was tried, and the caller is not told', async () => {
    const { errors } = await fail(doctor.loginName);
    expect(JSON.stringify(errors)).not.toContain(doctor.accountId);
    expect(
      await people.rows('SELECT action, result, account_id FROM audit_entries WHERE object_id = $1', [
        doctor.accountId,
      ]),
    ).toEqual([{ action: 'signIn', result: 'REFUSED', account_id: null }]);
  });

  test('the trail knows the whole life of a session and of a password', async () => {
    const token = await signIn(app, doctor);
    const document = 'mutation($input: ChangePasswordInput!) { changePassword(input: $input) { accountId } }';
    const change = (currentPassword: string) =>
      app.graphql(document, { input: { currentPassword, newPassword: 'Other-Mouse-88' } }, { token });
    await change('Wrong-Horse-99');
    await change(doctor.password);
    await app.graphql('mutation { signOut }', {}, { token });
    const trail = await people.rows(
      'SELECT action, result FROM audit_entries WHERE account_id = $1 ORDER BY occurred_at, id',
      [doctor.accountId],
    );
    expect(trail.map(({ action, result }) => `${String(action)} ${String(result)}`).toSorted()).toEqual([
      'account.password-changed OK',
      'changePassword REFUSED',
      'session.closed OK',
      'session.opened OK',
    ]);
  });
});

describe('guessing a password', () => {
  test('five failures lock the login name for 15 minutes, the right password included', async () => {
    await failTimes(5, doctor.loginName);
    const locked = await attempt(app, doctor.loginName);
    expect(locked.errors[0]?.extensions).toMatchObject({ code: 'SIGN_IN_LOCKED', facts: { retryAfterSeconds: 900 } });
    app.clock.advance(seconds(899));
    expect(codeOf(await attempt(app, doctor.loginName))).toBe('SIGN_IN_LOCKED');
    app.clock.advance(seconds(1));
    expect(codeOf(await attempt(app, doctor.loginName))).toBeUndefined();
  });

  test('a name that nobody has is locked in the same way', async () => {
    await failTimes(5, 'no.such.person');
    expect(codeOf(await fail('no.such.person'))).toBe('SIGN_IN_LOCKED');
    expect(codeOf(await fail('No.Such.Person'))).toBe('SIGN_IN_LOCKED');
  });

  test('the lock of an account is an event of its own', async () => {
    await failTimes(5, doctor.loginName);
    const topics = await people.rows('SELECT topic FROM domain_events WHERE aggregate_id = $1', [doctor.accountId]);
    expect(topics).toEqual([{ topic: 'account.locked' }]);
  });

  test('a success forgives the failures before it', async () => {
    await failTimes(4, doctor.loginName);
    await signIn(app, doctor);
    await failTimes(4, doctor.loginName);
    expect(codeOf(await attempt(app, doctor.loginName))).toBeUndefined();
  });

  test('failures long ago do not count', async () => {
    await failTimes(4, doctor.loginName);
    app.clock.advance(minutes(15));
    await failTimes(4, doctor.loginName);
    expect(codeOf(await attempt(app, doctor.loginName))).toBeUndefined();
  });

  test('twenty guesses at once are looked at five times at most', async () => {
    await Promise.all(Array.from({ length: 20 }, () => fail(doctor.loginName)));
    const counted = await people.rows(
      `SELECT count(*)::int AS failed FROM sign_in_attempts WHERE account_id = $1 AND outcome = 'FAILED'`,
      [doctor.accountId],
    );
    expect(counted[0]?.['failed']).toBeLessThanOrEqual(5);
  });

  test('an address that fails thirty times within a minute is stopped, and only that address', async () => {
    for (let guess = 0; guess < 30; guess++) await fail(`guess${guess}`, '10.6.6.6');
    const stopped = await attempt(app, doctor.loginName, { address: '10.6.6.6' });
    expect(stopped.errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', facts: { retryAfterSeconds: 60 } });
    expect(codeOf(await attempt(app, doctor.loginName, { address: '10.7.7.7' }))).toBeUndefined();
    app.clock.advance(minutes(1));
    expect(codeOf(await attempt(app, doctor.loginName, { address: '10.6.6.6' }))).toBeUndefined();
  });

  test('people who know their password are not held up by their number', async () => {
    for (let time = 0; time < 31; time++) {
      expect(codeOf(await attempt(app, doctor.loginName, { address: '10.8.8.8' }))).toBeUndefined();
    }
  });
});

describe('the life of a session', () => {
  test('ends after 30 minutes without a request', async () => {
    const token = await signIn(app, doctor);
    app.clock.advance(minutes(29));
    expect(codeOf(await me(token))).toBeUndefined();
    app.clock.advance(minutes(29));
    expect(codeOf(await me(token))).toBeUndefined();
    app.clock.advance(minutes(30));
    expect(codeOf(await me(token))).toBe('UNAUTHENTICATED');
  });

  test('ends after 12 hours whatever happens', async () => {
    const token = await signIn(app, doctor);
    for (let quarter = 1; quarter < 48; quarter++) {
      app.clock.advance(minutes(15));
      expect(codeOf(await me(token))).toBeUndefined();
    }
    app.clock.advance(minutes(15));
    expect(codeOf(await me(token))).toBe('UNAUTHENTICATED');
  });

  test('writes the time of the last request once a minute at most', async () => {
    const token = await signIn(app, doctor);
    const lastSeen = async (): Promise<unknown> => {
      const rows = await people.rows('SELECT last_seen_at FROM sessions WHERE account_id = $1', [doctor.accountId]);
      return rows[0]?.['last_seen_at'];
    };
    const opened = app.clock.now();
    app.clock.advance(seconds(59));
    await me(token);
    expect(await lastSeen()).toEqual(opened);
    app.clock.advance(seconds(1));
    await me(token);
    expect(await lastSeen()).toEqual(app.clock.now());
  });

  test('is over once the person signs out', async () => {
    const token = await signIn(app, doctor);
    const { headers } = await app.graphql('mutation { signOut }', {}, { token });
    expect(headers['set-cookie']).toMatch(/^__Host-session=; .*Expires=Thu, 01 Jan 1970/);
    expect(codeOf(await me(token))).toBe('UNAUTHENTICATED');
  });

  test('is over at once when the account is disabled', async () => {
    const token = await signIn(app, doctor);
    await people.rows(`UPDATE accounts SET status = 'DISABLED' WHERE id = $1`, [doctor.accountId]);
    expect(codeOf(await me(token))).toBe('UNAUTHENTICATED');
  });

  test('loses a role at the moment the role ends', async () => {
    const until = new Date(app.clock.now().getTime() + minutes(5));
    await people.role(doctor.staffId, { role: Role.EXPERT, institutionId: county, until });
    const token = await signIn(app, doctor);
    const roles = async (): Promise<unknown> => (await me(token)).data?.me['roles'];
    expect(await roles()).toHaveLength(2);
    app.clock.advance(minutes(5));
    expect(await roles()).toEqual([expect.objectContaining({ role: 'COUNTY_DOCTOR' })]);
  });
});

describe('several devices', () => {
  const REVOKE =
    'mutation Revoke($input: RevokeSessionInput!) { revokeSession(input: $input) { id revokedAt current } }';
  const listed = async (token: string): Promise<Sessions['mySessions']> =>
    (await app.graphql<Sessions>(MY_SESSIONS, {}, { token })).data?.mySessions ?? [];

  test('the own sessions are listed with address and device, the newest first', async () => {
    await signIn(app, doctor, { address: '10.1.1.1', headers: { 'user-agent': 'Ward PC' } });
    app.clock.advance(minutes(1));
    const token = await signIn(app, doctor, { address: '10.1.1.2', headers: { 'user-agent': 'Phone' } });
    expect(await listed(token)).toEqual([
      expect.objectContaining({ current: true, address: '10.1.1.2', device: 'Phone' }),
      expect.objectContaining({ current: false, address: '10.1.1.1', device: 'Ward PC' }),
    ]);
  });

  test('a session on a lost device is ended at once from another one', async () => {
    const lost = await signIn(app, doctor);
    const token = await signIn(app, doctor);
    const other = (await listed(token)).find(({ current }) => !current);
    const revoked = await app.graphql(REVOKE, { input: { id: other?.id } }, { token });
    expect(revoked.data).toEqual({
      revokeSession: { id: other?.id, revokedAt: app.clock.now().toISOString(), current: false },
    });
    expect(codeOf(await me(lost))).toBe('UNAUTHENTICATED');
    expect(await listed(token)).toHaveLength(1);
  });

  test('the session of somebody else does not exist', async () => {
    const colleague = await people.person(county);
    const foreign = (await listed(await signIn(app, colleague)))[0];
    const token = await signIn(app, doctor);
    expect(codeOf(await app.graphql(REVOKE, { input: { id: foreign?.id } }, { token }))).toBe('NOT_FOUND');
  });
});

describe('in a browser', () => {
  test('the session travels in a cookie that scripts cannot read and other sites cannot send', async () => {
    const { data, headers } = await attempt(app, doctor.loginName, { useCookie: true });
    expect(data?.signIn.token).toBeNull();
    const cookie = String(headers['set-cookie']);
    expect(cookie).toMatch(/^__Host-session=[\w-]{43}; /);
    const flags = cookie.split('; ');
    expect(flags).toEqual(expect.arrayContaining(['Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict']));
    expect(cookie).not.toContain('Domain');
    const answer = await app.graphql<Me>(ME, {}, { headers: { cookie: flags[0]! } });
    expect(answer.data?.me['accountId']).toBe(doctor.accountId);
  });

  test('a page of somebody else cannot use it', async () => {
    const { headers } = await attempt(app, doctor.loginName, { useCookie: true });
    const cookie = String(headers['set-cookie']).split('; ')[0]!;
    const answer = await app.graphql(ME, {}, { headers: { cookie, origin: 'https://elsewhere.example' } });
    expect(answer.status).toBe(403);
  });
});

describe('working at several institutions', () => {
  const SWITCH = `mutation Switch($input: SwitchInstitutionInput!) {
    switchInstitution(input: $input) { institutionId roles { role } permissions }
  }`;

  test('an expert acts at the township with the roles held there', async () => {
    const township = await people.institution();
    await people.role(doctor.staffId, { role: Role.EXPERT, institutionId: township });
    const token = await signIn(app, doctor);
    const { data } = await app.graphql(SWITCH, { input: { institutionId: township } }, { token });
    expect(data).toEqual({
      switchInstitution: {
        institutionId: township,
        roles: [{ role: 'EXPERT' }],
        permissions: [
          'calendar.keep',
          'calendar.keep-feeds',
          'calendar.read',
          'capacity.read',
          'consultation.answer',
          'consultation.attend',
          'consultation.read',
          'dispatch.attend',
          'dispatch.read',
          'duty.read',
          'identity.change-own-password',
          'identity.delegate',
          'identity.enrol-second-factor',
          'identity.manage-own-sessions',
          'notification.read-own',
          'organization.read-directory',
          'platform.read-work-calendar',
        ],
      },
    });
    expect((await me(token)).data?.me).toMatchObject({ institutionId: township });
    app.clock.advance(minutes(1));
    expect((await me(await signIn(app, doctor))).data?.me).toMatchObject({ institutionId: township });
  });

  test('not at one where the person holds no role', async () => {
    const elsewhere = await people.institution();
    const token = await signIn(app, doctor);
    expect(codeOf(await app.graphql(SWITCH, { input: { institutionId: elsewhere } }, { token }))).toBe('NOT_FOUND');
  });
});
