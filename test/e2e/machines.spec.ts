import { randomUUID } from 'node:crypto';
import { after, days, minutes, seconds } from '#kernel';
import { TestApp, World, type Answer, type Person, refusalOf } from '#testing';

const CREATE = 'mutation($input: CreateMachineAccountInput!) { createMachineAccount(input: $input) { id version } }';
const CHANGE = `mutation($input: ChangeMachineAccountInput!) {
  changeMachineAccount(input: $input) { version scopes networks }
}`;
const DISABLE = 'mutation($input: DisableMachineAccountInput!) { disableMachineAccount(input: $input) { status } }';
const ISSUE = `mutation($input: IssueMachineKeyInput!) {
  issueMachineKey(input: $input) { key machineAccount { keys { id prefix lastUsedAt revokedAt } } }
}`;
const REVOKE = 'mutation($input: RevokeMachineKeyInput!) { revokeMachineKey(input: $input) { keys { id revokedAt } } }';
const REPORT = 'mutation($input: ReportBedsInput!) { reportBeds(input: $input) { emptyBeds } }';
const SHOWN = 'query($id: ID!) { machineAccount(id: $id) { keys { prefix lastUsedAt } } }';

interface Issued {
  readonly issueMachineKey: {
    readonly key: string | null;
    readonly machineAccount: { readonly keys: { id: string; prefix: string }[] };
  };
}

let app: TestApp;
let world: World;
let guard: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  guard = world.person('security-admin');
});
beforeEach(() => app.clock.advance(minutes(2)));
afterAll(() => app.stop());

const key = () => ({ idempotencyKey: randomUUID() });
async function system(details: object = {}): Promise<string> {
  const input = { ...key(), name: `HIS ${randomUUID()}`, kind: 'HIS', scopes: ['REPORT_BEDS'], ...details };
  const { createMachineAccount } = await guard.asks<{ createMachineAccount: { id: string } }>(CREATE, { input });
  return createMachineAccount.id;
}

async function issue(machineAccountId: string, lives = days(30)): Promise<{ id: string; token: string }> {
  const input = { ...key(), machineAccountId, expiresAt: after(app.clock.now(), lives) };
  const { issueMachineKey } = await guard.asks<Issued>(ISSUE, { input });
  return { id: issueMachineKey.machineAccount.keys[0]!.id, token: issueMachineKey.key! };
}

const report = (token: string, { department = 'cardiology', address = '10.1.2.3' } = {}): Promise<Answer<unknown>> =>
  app.graphql(
    REPORT,
    { input: { ...key(), departmentId: world.departmentId(department), emptyBeds: 7 } },
    { token, address },
  );

test('a hospital’s system tells its empty beds by its key, and the trail names account and key', async () => {
  const id = await system();
  const { id: keyId, token } = await issue(id);
  expect(token).toMatch(/^mk_[a-z0-9]{12}\.[\w-]{43}$/);
  expect((await report(token)).data).toEqual({ reportBeds: { emptyBeds: 7 } });
  const [entry] = await app.asOwner(
    `SELECT institution_id, detail, result FROM audit_entries WHERE account_id = $1 AND action = 'capacity.beds-reported'`,
    [id],
  );
  expect(entry).toEqual({
    institution_id: world.institutionId('county'),
    detail: { machineKeyId: keyId },
    result: 'OK',
  });
  const [pool] = await app.asOwner('SELECT reported_by_staff_id, reported_by_machine_id FROM capacity_bed_pools');
  expect(pool).toEqual({ reported_by_staff_id: null, reported_by_machine_id: id });
  const shown = await guard.asks<{ machineAccount: { keys: { lastUsedAt: string }[] } }>(SHOWN, { id });
  expect(shown.machineAccount.keys[0]!.lastUsedAt).toBe(app.clock.now().toISOString());
});

test('it may do what its scopes name, for its institution alone, and nothing that people may', async () => {
  const id = await system({ scopes: ['READ_CAPACITY'] });
  const { token } = await issue(id);
  expect(refusalOf(await report(token))).toBe('FORBIDDEN');
  expect(refusalOf(await app.graphql('{ me { accountId } }', {}, { token }))).toBe('FORBIDDEN');
  const input = { id, expectedVersion: 1, scopes: ['REPORT_BEDS'], networks: [] };
  await guard.asks(CHANGE, { input });
  expect(refusalOf(await report(token))).toBeUndefined();
  expect(refusalOf(await report(token, { department: 'tcm-internal' }))).toBe('NOT_FOUND');
  expect(refusalOf(await guard.tries(CHANGE, { input }))).toBe('STALE_VERSION');
  const denied = await app.asOwner(`SELECT detail FROM audit_entries WHERE account_id = $1 AND result = 'DENIED'`, [
    id,
  ]);
  expect(denied).toHaveLength(2);
});

test('neither a secret nor a key lies in the database, and a repeated request shows the key no second time', async () => {
  const machineAccountId = await system();
  const input = { ...key(), machineAccountId, expiresAt: after(app.clock.now(), days(1)) };
  const first = await guard.asks<Issued>(ISSUE, { input });
  const again = await guard.asks<Issued>(ISSUE, { input });
  expect(again.issueMachineKey.key).toBeNull();
  expect(again.issueMachineKey.machineAccount.keys).toHaveLength(1);
  const [stored] = await app.asOwner(
    `SELECT (SELECT json_agg(k) FROM machine_keys k)::text || (SELECT json_agg(e) FROM domain_events e)::text AS all`,
  );
  expect(stored!['all']).not.toContain(first.issueMachineKey.key!.split('.')[1]);
});

test('keys overlap while a system changes over, and each ends at once when it is revoked', async () => {
  const id = await system();
  const [old, next] = [await issue(id), await issue(id)];
  expect([refusalOf(await report(old.token)), refusalOf(await report(next.token))]).toEqual([undefined, undefined]);
  await guard.asks(REVOKE, { input: { id: old.id } });
  await guard.asks(REVOKE, { input: { id: old.id } });
  expect(refusalOf(await report(old.token))).toBe('UNAUTHENTICATED');
  expect(refusalOf(await report(next.token))).toBeUndefined();
  await guard.asks(DISABLE, { input: { id, expectedVersion: 1 } });
  expect(refusalOf(await report(next.token))).toBe('UNAUTHENTICATED');
});

test('a key is over at its time, and one with a wrong secret is none', async () => {
  const id = await system();
  const { token } = await issue(id, days(1));
  const [prefix] = token.split('.');
  expect(refusalOf(await report(`${prefix}.${'x'.repeat(43)}`))).toBe('UNAUTHENTICATED');
  app.clock.advance(days(1));
  expect(refusalOf(await report(token))).toBe('UNAUTHENTICATED');
});

test('there are five keys at most, none that lives too long, and none of an account that has ended', async () => {
  const id = await system();
  const ask = async (lives = days(1)): Promise<string | undefined> =>
    refusalOf(
      await guard.tries(ISSUE, {
        input: { ...key(), machineAccountId: id, expiresAt: after(app.clock.now(), lives) },
      }),
    );
  expect(await ask(days(401))).toBe('MACHINE_KEY_REFUSED PERIOD');
  expect(await ask(seconds(0))).toBe('MACHINE_KEY_REFUSED PERIOD');
  for (let count = 0; count < 5; count++) expect(await ask()).toBeUndefined();
  expect(await ask()).toBe('MACHINE_KEY_REFUSED TOO_MANY');
  await guard.asks(DISABLE, { input: { id, expectedVersion: 1 } });
  expect(await ask()).toBe('MACHINE_KEY_REFUSED DISABLED');
});

test('a key that comes from elsewhere than it may is nobody, and the trail knows whose it was', async () => {
  const id = await system({ networks: ['10.1.2.0/24'] });
  const { id: keyId, token } = await issue(id);
  expect(refusalOf(await report(token))).toBeUndefined();
  expect(refusalOf(await report(token, { address: '10.1.3.3' }))).toBe('UNAUTHENTICATED');
  const [entry] = await app.asOwner(
    `SELECT rule, object_id, address FROM audit_entries WHERE action = 'machine-key.use'`,
  );
  expect(entry).toEqual({ rule: 'NETWORK', object_id: keyId, address: '10.1.3.3' });
});

test('who asks too often in a minute is told when to come back; other systems are not held up', async () => {
  await app.asOwner(`UPDATE reference_settings SET value = 3 WHERE key = 'identity.machine_minute_limit_requests'`);
  const [{ token }, { token: other }] = [await issue(await system()), await issue(await system())];
  const answers = await Promise.all(Array.from({ length: 5 }, () => report(token)));
  const refused = answers.filter(({ errors }) => errors.length > 0);
  expect(refused.map(refusalOf)).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
  expect(refused[0]!.status).toBe(429);
  const wait = Number(refused[0]!.headers['retry-after']);
  expect(refused[0]!.errors[0]!.extensions.facts).toEqual({ retryAfterSeconds: wait });
  expect(refusalOf(await report(other))).toBeUndefined();
  app.clock.advance(minutes(1));
  expect(refusalOf(await report(token))).toBeUndefined();
});

test('bad input is named, and a name is taken once within the institution', async () => {
  const create = async (details: object): Promise<string | undefined> =>
    refusalOf(
      await guard.tries(CREATE, {
        input: { ...key(), name: 'LIS', kind: 'LIS', scopes: ['REPORT_BEDS'], ...details },
      }),
    );
  expect(await create({ networks: ['10.0.0.0/33'] })).toBe('INVALID_INPUT');
  expect(await create({ scopes: [] })).toBe('INVALID_INPUT');
  expect(await create({})).toBeUndefined();
  expect(await create({})).toBe('MACHINE_NAME_TAKEN');
});
