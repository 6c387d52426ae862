import { randomUUID } from 'node:crypto';
import { URI, type TOTP } from 'otpauth';
import { Role } from '#identity';
import { minutes, seconds, before, after } from '#kernel';
import { TestApp, refusalOf } from '#testing';
import { CLIENT, LocalProvider, signingKey, type Visitor } from './local-provider.js';
import { People, attempt, signIn, type Person } from './people.js';

const REDIRECT_URL = 'https://alliance.example.cn/sign-in/oidc/callback';
const PAGE = 'https://portal.example.cn/signed-in';
const COMPLETE = `mutation($input: CompleteProviderSignInInput!) {
  completeProviderSignIn(input: $input) {
    token secondFactor { ticket } viewer { accountId mustChangePassword secondFactorDue }
  }
}`;
const SECOND_STEP = `mutation($input: CompleteSignInInput!) {
  completeSignIn(input: $input) { token viewer { accountId mustChangePassword } }
}`;
const LINK = `mutation($input: LinkProviderIdentityInput!) {
  linkProviderIdentity(input: $input) { version providerSubject providerLinkedAt }
}`;
const UNLINK =
  'mutation($input: AccountChangeInput!) { unlinkProviderIdentity(input: $input) { version providerSubject } }';
const ME = '{ me { accountId mustChangePassword } }';

let provider: LocalProvider;
let app: TestApp;
let people: People;
let county: string;
let guard: string;
let addresses = 0;

beforeAll(async () => {
  provider = await LocalProvider.start(REDIRECT_URL);
  app = await TestApp.start({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_REDIRECT_URL: REDIRECT_URL,
    OIDC_RETURN_URL: PAGE,
    OIDC_SECOND_FACTOR_AMR: 'otp,hwk',
    OIDC_TIMEOUT_MS: '1000',
  });
  people = new People(app);
  county = await people.institution();
  app.clock.set(new Date());
  guard = await signIn(app, await people.person(county, { role: Role.SECURITY_ADMIN }));
});
beforeEach(() => {
  app.clock.set(new Date());
  provider.instead.clear();
});
afterAll(async () => {
  await app.stop();
  await provider.stop();
});

interface Completed {
  readonly completeProviderSignIn: {
    readonly token: string | null;
    readonly secondFactor: { readonly ticket: string } | null;
    readonly viewer: Record<string, unknown> | null;
  };
}

/** A browser at an address of its own, which keeps the one cookie that it is given. */
class Browser {
  cookie: string | undefined;
  /** The cookie as it was set. */
  given = '';
  readonly address = `10.7.${Math.floor(++addresses / 250)}.${(addresses % 250) + 1}`;

  async get(url: string): Promise<string> {
    const response = await app.nest.inject({
      method: 'GET',
      url,
      remoteAddress: this.address,
      headers: { ...(this.cookie && { cookie: this.cookie }) },
    });
    const set = response.headers['set-cookie'];
    if (typeof set === 'string') {
      this.given = set;
      this.cookie = set.split(';')[0];
    }
    if (response.statusCode !== 303) throw new Error(`${response.statusCode} ${response.body}`);
    return response.headers.location!;
  }

  /** @returns where the provider is to be visited */
  begin(): Promise<string> {
    return this.get('/sign-in/oidc');
  }

  /** @returns what the page of the settings is told */
  async comeBack({ pathname, search }: URL): Promise<Record<string, string>> {
    const [page, outcome] = (await this.get(`${pathname}${search}`)).split('#');
    if (page !== PAGE) throw new Error(`The browser is sent to ${page}.`);
    return Object.fromEntries(new URLSearchParams(outcome));
  }

  /** Through the provider and back. */
  async pass(visitor: Visitor): Promise<Record<string, string>> {
    return this.comeBack(await provider.visit(await this.begin(), visitor));
  }

  exchange(code: string, more: { readonly useCookie?: boolean } = {}) {
    const headers = { ...(this.cookie && { cookie: this.cookie }) };
    return app.graphql<Completed>(COMPLETE, { input: { code, ...more } }, { headers, address: this.address });
  }
}

const ruleOf = ({ error, rule }: Record<string, string>): string => [error, rule].filter(Boolean).join(' ');
const failed = (rule: string): string => `PROVIDER_SIGN_IN_FAILED ${rule}`;

function link({ accountId: id }: Person, subject: string, expectedVersion = 1, token = guard) {
  return app.graphql(LINK, { input: { id, expectedVersion, subject } }, { token });
}

/** Somebody whom the administrator has linked to a subject of the provider. */
async function linked(details: Parameters<People['person']>[1] = {}): Promise<{ person: Person; subject: string }> {
  const person = await people.person(county, { role: Role.COUNTY_DOCTOR, ...details });
  const subject = `subject-${randomUUID()}`;
  expect(refusalOf(await link(person, subject))).toBeUndefined();
  return { person, subject };
}

describe('somebody whom an administrator has linked to the provider', () => {
  test('signs in there, whatever their password here; neither address nor database holds what signs them in', async () => {
    const { person, subject } = await linked({ mustChangePassword: true });
    const browser = new Browser();
    const address = await browser.begin();
    expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({
      client_id: CLIENT.id,
      redirect_uri: REDIRECT_URL,
      response_type: 'code',
      scope: 'openid',
      code_challenge_method: 'S256',
    });
    expect(browser.given).toMatch(/^__Host-sign-in=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Expires=/);
    const { code, ...others } = await browser.comeBack(await provider.visit(address, { subject }));
    expect(others).toEqual({});
    const { data } = await browser.exchange(code!);
    const { token, viewer } = data!.completeProviderSignIn;
    expect(viewer).toEqual({ accountId: person.accountId, mustChangePassword: false, secondFactorDue: false });
    expect((await app.graphql(ME, {}, { token: token! })).data).toEqual({
      me: { accountId: person.accountId, mustChangePassword: false },
    });
    const [stored] = await people.rows(
      `SELECT (SELECT json_agg(s) FROM provider_sign_ins s)::text || (SELECT json_agg(s) FROM sessions s)::text AS rows`,
    );
    const { state, nonce } = Object.fromEntries(new URL(address).searchParams);
    for (const secret of [code!, token!, state!, nonce!, browser.cookie!.split('=')[1]!]) {
      expect(stored!['rows']).not.toContain(secret);
    }
    const [event] = await people.rows(
      `SELECT payload FROM domain_events WHERE topic = 'session.opened' AND payload->>'accountId' = $1`,
      [person.accountId],
    );
    expect(event!['payload']).toMatchObject({ byProvider: true, secondFactor: false });
  });

  test('gets the cookie of a session that scripts cannot read where they ask for it', async () => {
    const { subject } = await linked();
    const browser = new Browser();
    const { code } = await browser.pass({ subject });
    const { data, headers } = await browser.exchange(code!, { useCookie: true });
    expect(data!.completeProviderSignIn.token).toBeNull();
    expect(headers['set-cookie']).toMatch(/^__Host-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict/);
  });

  test('may begin in two windows of a browser and end both', async () => {
    const { subject } = await linked();
    const browser = new Browser();
    const [first, second] = [await browser.begin(), await browser.begin()];
    expect(await browser.comeBack(await provider.visit(first, { subject }))).toHaveProperty('code');
    expect(await browser.comeBack(await provider.visit(second, { subject }))).toHaveProperty('code');
  });

  test('still has to change the password that they sign in with here', async () => {
    const { person, subject } = await linked({ mustChangePassword: true });
    await new Browser().pass({ subject });
    const { data } = await attempt(app, person.loginName);
    expect(data!.signIn.viewer).toMatchObject({ mustChangePassword: true });
  });
});

describe('what comes back from the provider counts', () => {
  test('with the state that this browser began with, and with no other', async () => {
    const { subject } = await linked();
    const [browser, other] = [new Browser(), new Browser()];
    await other.begin();
    const back = await provider.visit(await browser.begin(), { subject });
    const changed = new URL(back);
    changed.searchParams.set('state', 'x'.repeat(43));
    const doubled = new URL(back);
    doubled.searchParams.append('state', 'x'.repeat(43));
    const stateless = new URL(back);
    stateless.searchParams.delete('state');
    for (const address of [changed, doubled, stateless]) {
      expect(ruleOf(await browser.comeBack(address))).toBe(failed('REQUEST'));
    }
    expect(ruleOf(await other.comeBack(back))).toBe(failed('REQUEST'));
    expect(ruleOf(await new Browser().comeBack(back))).toBe(failed('REQUEST'));
    expect(await browser.comeBack(back)).toHaveProperty('code');
  });

  test('once: neither the address nor the code of the provider is asked about again', async () => {
    const { subject } = await linked();
    const browser = new Browser();
    const back = await provider.visit(await browser.begin(), { subject });
    const answers = await Promise.all([browser.comeBack(back), browser.comeBack(back)]);
    expect(answers.filter(({ code }) => code !== undefined)).toHaveLength(1);
    const { exchanges } = provider;
    expect(ruleOf(await browser.comeBack(back))).toBe(failed('REQUEST'));
    expect(provider.exchanges).toBe(exchanges);
    const again = await provider.visit(await browser.begin(), { subject });
    again.searchParams.set('code', back.searchParams.get('code')!);
    expect(ruleOf(await browser.comeBack(again))).toBe(failed('PROVIDER'));
  });

  test('with the nonce that was asked for', async () => {
    const { subject } = await linked();
    const browser = new Browser();
    const address = new URL(await browser.begin());
    address.searchParams.set('nonce', 'of somebody else');
    expect(ruleOf(await browser.comeBack(await provider.visit(address.href, { subject })))).toBe(failed('PROVIDER'));
  });

  test('for ten minutes', async () => {
    const { subject } = await linked();
    const browser = new Browser();
    const early = await provider.visit(await browser.begin(), { subject });
    const late = await provider.visit(await browser.begin(), { subject });
    app.clock.advance(seconds(599));
    // Still open; only the provider's clock has not gone along.
    expect(ruleOf(await browser.comeBack(early))).toBe(failed('PROVIDER'));
    app.clock.advance(seconds(1));
    expect(ruleOf(await browser.comeBack(late))).toBe(failed('REQUEST'));
  });

  test('by clocks that differ by a minute, and not by three', async () => {
    const { subject } = await linked();
    for (const [clock, outcome] of [
      [before(new Date(), minutes(1)), ''],
      [after(new Date(), minutes(1)), ''],
      [before(new Date(), minutes(3)), failed('PROVIDER')],
      [after(new Date(), minutes(3)), failed('PROVIDER')],
    ] as const) {
      app.clock.set(clock);
      expect(ruleOf(await new Browser().pass({ subject }))).toBe(outcome);
    }
  });

  test('with the keys of the provider as they are now, and signed by no other', async () => {
    const { subject } = await linked();
    expect(await new Browser().pass({ subject })).toHaveProperty('code');
    provider.changeKeys();
    expect(await new Browser().pass({ subject })).toHaveProperty('code');
    const foreign = JSON.stringify({ keys: [signingKey({ isPrivate: false })] });
    provider.instead.set('/jwks', (_request, response) =>
      response.setHeader('content-type', 'application/json').end(foreign),
    );
    expect(ruleOf(await new Browser().pass({ subject }))).toBe(failed('PROVIDER'));
  });
});

describe('the code of the page', () => {
  test('counts once, for a minute, and in the browser that was given it', async () => {
    const { subject } = await linked();
    const [browser, other] = [new Browser(), new Browser()];
    await other.begin();
    const { code } = await browser.pass({ subject });
    expect(refusalOf(await other.exchange(code!))).toBe(failed('REQUEST'));
    expect(refusalOf(await new Browser().exchange(code!))).toBe(failed('REQUEST'));
    const answers = await Promise.all([browser.exchange(code!), browser.exchange(code!)]);
    expect(answers.map(refusalOf).filter((refusal) => refusal === undefined)).toHaveLength(1);
    const late = await browser.pass({ subject });
    app.clock.advance(minutes(1));
    expect(refusalOf(await browser.exchange(late['code']!))).toBe(failed('REQUEST'));
  });

  test('is worth nothing once the account has changed', async () => {
    const { person, subject } = await linked();
    const browser = new Browser();
    const { code } = await browser.pass({ subject });
    await people.rows(`UPDATE accounts SET status = 'DISABLED', version = version + 1 WHERE id = $1`, [
      person.accountId,
    ]);
    expect(refusalOf(await browser.exchange(code!))).toBe(failed('REQUEST'));
  });
});

describe('who does not come in', () => {
  test('is whom nobody has linked, and whose account is closed: the answer is the same, the trail knows', async () => {
    const { person, subject } = await linked();
    const closed = { id: person.accountId, expectedVersion: 2 };
    await app.graphql(
      'mutation($input: AccountChangeInput!) { disableAccount(input: $input) { id } }',
      { input: closed },
      { token: guard },
    );
    const [foreign, disabled] = [
      await new Browser().pass({ subject: randomUUID() }),
      await new Browser().pass({ subject }),
    ];
    expect([ruleOf(foreign), ruleOf(disabled)]).toEqual([failed('ACCOUNT'), failed('ACCOUNT')]);
    const trail = await people.rows(
      `SELECT result, code, rule FROM audit_entries WHERE object_id = $1 AND action = 'GET /sign-in/oidc/callback'`,
      [person.accountId],
    );
    expect(trail).toEqual([{ result: 'REFUSED', code: 'PROVIDER_SIGN_IN_FAILED', rule: 'ACCOUNT' }]);
  });

  test('is whoever has left, and whose login name is locked, until the lock ends', async () => {
    const [leaver, locked] = [await linked(), await linked()];
    const leaving = { id: leaver.person.accountId, expectedVersion: 2, reasonCode: 'resigned' };
    await app.graphql(
      'mutation($input: RecordLeavingInput!) { recordLeaving(input: $input) { id } }',
      { input: leaving },
      { token: guard },
    );
    expect(ruleOf(await new Browser().pass(leaver))).toBe(failed('ACCOUNT'));
    for (let guess = 0; guess < 5; guess++) await attempt(app, locked.person.loginName, { password: 'Wrong-Horse-9' });
    expect(ruleOf(await new Browser().pass(locked))).toBe('SIGN_IN_LOCKED');
    await people.rows(`UPDATE sign_in_attempts SET occurred_at = occurred_at - interval '15 minutes'`);
    expect(await new Browser().pass(locked)).toHaveProperty('code');
  });

  test('is whoever changes their mind at the provider', async () => {
    expect(ruleOf(await new Browser().pass({ subject: 'nobody', refuses: true }))).toBe(failed('PROVIDER'));
  });

  test('is the next one of an address from which 300 have gone within a minute and not come back', async () => {
    const browser = new Browser();
    await people.rows(
      `INSERT INTO provider_sign_ins (id, state_hash, browser_hash, address, created_at, expires_at)
       SELECT gen_random_uuid(), sha256(('state' || n)::bytea), sha256('browser'), $1, $2, $2::timestamptz + interval '10 minutes'
       FROM generate_series(1, 300) n`,
      [browser.address, app.clock.now()],
    );
    expect(await browser.begin()).toMatch(`${PAGE}#error=RATE_LIMITED&requestId=`);
    app.clock.advance(minutes(1));
    expect(await browser.begin()).toMatch(provider.issuer);
  });
});

describe('a second factor', () => {
  const shown = (device: TOTP): string => device.generate({ timestamp: app.clock.now().getTime() });

  async function enrol(person: Person): Promise<TOTP> {
    const token = await signIn(app, person);
    const begun = await app.graphql<{ beginSecondFactor: { uri: string } }>(
      'mutation($input: BeginSecondFactorInput!) { beginSecondFactor(input: $input) { uri } }',
      { input: { currentPassword: person.password } },
      { token },
    );
    const device = URI.parse(begun.data!.beginSecondFactor.uri) as TOTP;
    const input = { code: shown(device) };
    await app.graphql(
      'mutation($input: SecondFactorCodeInput!) { confirmSecondFactor(input: $input) { codes } }',
      { input },
      { token },
    );
    return device;
  }

  test('of the account is asked for after the provider, unless the provider says that it has asked for one', async () => {
    const { person, subject } = await linked();
    const device = await enrol(person);
    await people.rows('UPDATE accounts SET must_change_password = true WHERE id = $1', [person.accountId]);
    const browser = new Browser();
    const { code } = await browser.pass({ subject, methods: ['pwd'] });
    const { data } = await browser.exchange(code!);
    const { token, secondFactor } = data!.completeProviderSignIn;
    expect(token).toBeNull();
    app.clock.advance(seconds(60));
    const step = await app.graphql(SECOND_STEP, { input: { ticket: secondFactor!.ticket, code: shown(device) } });
    expect(step.data).toMatchObject({
      completeSignIn: { viewer: { accountId: person.accountId, mustChangePassword: false } },
    });
    app.clock.set(new Date());
    const proven = await browser.pass({ subject, methods: ['pwd', 'otp'] });
    const answer = await browser.exchange(proven['code']!);
    expect(answer.data!.completeProviderSignIn).toMatchObject({
      secondFactor: null,
      viewer: { secondFactorDue: false },
    });
    const sessions = await people.rows(
      `SELECT by_provider FROM sessions WHERE account_id = $1 AND second_factor_at IS NOT NULL AND by_provider`,
      [person.accountId],
    );
    expect(sessions).toHaveLength(2);
  });
});

describe('a provider that is away or out of order', () => {
  const text = (status: number, body: string) => (_request: unknown, response: import('node:http').ServerResponse) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end(body);

  test('is told as one error, without what went wrong inside', async () => {
    const { subject } = await linked();
    provider.instead.set('/.well-known/openid-configuration', text(502, '<h1>Bad gateway</h1>'));
    const away = new Browser();
    const location = await away.begin();
    expect(location).toMatch(/^https:\/\/portal\.example\.cn\/signed-in#error=PROVIDER_UNAVAILABLE&requestId=[\w.-]+$/);
    provider.instead.clear();
    const browser = new Browser();
    for (const broken of [text(500, 'at Object.<anonymous>'), text(200, '{'), () => undefined]) {
      const back = await provider.visit(await browser.begin(), { subject });
      provider.instead.set('/token', broken);
      const { requestId, ...outcome } = await browser.comeBack(back);
      expect(requestId).toMatch(/^[\w.-]+$/);
      expect(outcome).toEqual({ error: 'PROVIDER_UNAVAILABLE' });
    }
  });
});

describe('linking', () => {
  test('is for the administrator of the institution, one account a subject, and ends with its sessions', async () => {
    const { person, subject } = await linked();
    const [second, elsewhere] = [await people.person(county), await people.person(await people.institution())];
    expect(refusalOf(await link(second, subject))).toBe('PROVIDER_IDENTITY_REFUSED SUBJECT_TAKEN');
    expect(refusalOf(await link(elsewhere, 'free'))).toBe('NOT_FOUND');
    expect(refusalOf(await link(person, 'another'))).toBe('STALE_VERSION');
    expect(refusalOf(await link(person, subject))).toBeUndefined();
    const browser = new Browser();
    const { code } = await browser.pass({ subject });
    const token = (await browser.exchange(code!)).data!.completeProviderSignIn.token!;
    const input = { id: person.accountId, expectedVersion: 2 };
    expect((await app.graphql(UNLINK, { input }, { token: guard })).data).toEqual({
      unlinkProviderIdentity: { version: 3, providerSubject: null },
    });
    expect(refusalOf(await app.graphql(ME, {}, { token }))).toBe('UNAUTHENTICATED');
    expect(ruleOf(await new Browser().pass({ subject }))).toBe(failed('ACCOUNT'));
    expect((await link(second, subject)).data).toMatchObject({
      linkProviderIdentity: { version: 2, providerSubject: subject },
    });
  });

  test('nobody links their own account', async () => {
    const person = await people.person(county, { role: Role.SECURITY_ADMIN });
    expect(refusalOf(await link(person, randomUUID(), 1, await signIn(app, person)))).toBe('OWN_ACCOUNT');
  });
});

test('without a provider in the settings there is no such door, and nothing to link to', async () => {
  const plain = await app.startBeside({});
  for (const url of ['/sign-in/oidc', '/sign-in/oidc/callback?state=x']) {
    expect((await plain.nest.inject({ method: 'GET', url })).statusCode).toBe(404);
  }
  const { accountId: id } = await people.person(county);
  const answer = await plain.graphql(LINK, { input: { id, expectedVersion: 1, subject: 'x' } }, { token: guard });
  expect(refusalOf(answer)).toBe('PROVIDER_IDENTITY_REFUSED NO_PROVIDER');
});
