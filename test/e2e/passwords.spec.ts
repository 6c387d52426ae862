import { Role } from '#identity';
import { days, hours } from '#kernel';
import { TestApp, type Answer } from '#testing';
import { People, attempt, signIn, type Person } from './people.js';

const CHANGE = `mutation Change($input: ChangePasswordInput!) {
  changePassword(input: $input) { mustChangePassword roles { role } }
}`;
const MY_SESSIONS = '{ mySessions { id } }';
const ME = '{ me { mustChangePassword permissions roles { role } } }';

let app: TestApp;
let people: People;
let county: string;
let doctor: Person;
let token: string;

beforeAll(async () => {
  app = await TestApp.start();
  people = new People(app);
  county = await people.institution();
});
beforeEach(async () => {
  app.clock.advance(hours(1));
  doctor = await people.person(county, { role: Role.COUNTY_DOCTOR });
  token = await signIn(app, doctor);
});
afterAll(() => app.stop());

const codeOf = (answer: Answer<unknown>): string | undefined => answer.errors[0]?.extensions.code;
function change(newPassword: string, currentPassword = doctor.password): Promise<Answer<unknown>> {
  return app.graphql(CHANGE, { input: { currentPassword, newPassword } }, { token });
}

test('a changed password opens the door, the former one does not', async () => {
  expect(codeOf(await change('Another-Horse-10'))).toBeUndefined();
  expect(codeOf(await attempt(app, doctor.loginName))).toBe('SIGN_IN_FAILED');
  expect(codeOf(await attempt(app, doctor.loginName, { password: 'Another-Horse-10' }))).toBeUndefined();
});

test('a changed password ends the other sessions and keeps this one', async () => {
  const other = await signIn(app, doctor);
  await change('Another-Horse-10');
  expect(codeOf(await app.graphql(ME, {}, { token: other }))).toBe('UNAUTHENTICATED');
  expect(codeOf(await app.graphql(ME, {}, { token }))).toBeUndefined();
});

test.each([
  ['short', 'TOO_SHORT'],
  ['onlylowercase', 'TOO_FEW_CLASSES'],
])('%s is refused and the rule is named', async (password, rule) => {
  const { errors } = await change(password);
  expect(errors[0]?.extensions).toMatchObject({ code: 'PASSWORD_TOO_WEAK', rule });
});

test('the login name must not stand in it', async () => {
  const { errors } = await change(`A-1-${doctor.loginName}`);
  expect(errors[0]?.extensions).toMatchObject({ code: 'PASSWORD_TOO_WEAK', rule: 'CONTAINS_LOGIN_NAME' });
});

test('none of the last five passwords is taken again, the sixth last is', async () => {
  const used = [doctor.password, ...[1, 2, 3, 4].map((number) => `Other-Horse-${number}`)];
  for (const [index, password] of used.slice(1).entries()) {
    expect(codeOf(await change(password, used[index]))).toBeUndefined();
  }
  const current = used.at(-1)!;
  for (const password of used) expect(codeOf(await change(password, current))).toBe('PASSWORD_REUSED');
  expect(codeOf(await change('Other-Horse-5', current))).toBeUndefined();
  expect(codeOf(await change(doctor.password, 'Other-Horse-5'))).toBeUndefined();
});

test('a wrong current password is refused and counts like a failed sign-in', async () => {
  for (let guess = 0; guess < 5; guess++) {
    expect(codeOf(await change('Another-Horse-10', `Guess-Horse-${guess}`))).toBe('CURRENT_PASSWORD_WRONG');
  }
  expect(codeOf(await change('Another-Horse-10'))).toBe('SIGN_IN_LOCKED');
  expect(codeOf(await attempt(app, doctor.loginName))).toBe('SIGN_IN_LOCKED');
});

describe('a password that somebody else has set', () => {
  beforeEach(async () => {
    doctor = await people.person(county, { role: Role.COUNTY_DOCTOR, mustChangePassword: true });
    token = await signIn(app, doctor);
  });

  test('opens nothing but its own change', async () => {
    const { data } = await app.graphql(ME, {}, { token });
    expect(data).toEqual({
      me: { mustChangePassword: true, permissions: ['identity.change-own-password'], roles: [] },
    });
    expect(codeOf(await app.graphql(MY_SESSIONS, {}, { token }))).toBe('FORBIDDEN');
  });

  test('gives way to the roles of the person once it is changed', async () => {
    const { data } = await change('My-Own-Horse-7');
    expect(data).toEqual({ changePassword: { mustChangePassword: false, roles: [{ role: 'COUNTY_DOCTOR' }] } });
    expect(codeOf(await app.graphql(MY_SESSIONS, {}, { token }))).toBeUndefined();
  });
});

describe('a password that has become old', () => {
  const age = (value: number) =>
    people.rows(`UPDATE reference_settings SET value = $1 WHERE key = 'identity.password_age_days'`, [value]);

  test('has to be changed at the next sign-in once it has been used for the days that the setting names', async () => {
    app.clock.advance(days(90));
    const { data } = await app.graphql(ME, {}, { token: await signIn(app, doctor) });
    expect(data).toMatchObject({ me: { mustChangePassword: true, roles: [] } });
    const trail = await people.rows('SELECT topic FROM domain_events WHERE aggregate_id = $1', [doctor.accountId]);
    expect(trail).toEqual([{ topic: 'account.password-expired' }]);
  });

  test('opens everything until then, and always where the setting says so', async () => {
    const mine = { mustChangePassword: false, roles: [{ role: 'COUNTY_DOCTOR' }] };
    app.clock.advance(days(89));
    expect((await app.graphql(ME, {}, { token: await signIn(app, doctor) })).data).toMatchObject({ me: mine });
    await age(0);
    app.clock.advance(days(1_000));
    expect((await app.graphql(ME, {}, { token: await signIn(app, doctor) })).data).toMatchObject({ me: mine });
    await age(90);
  });
});
