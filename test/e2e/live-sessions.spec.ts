import { once } from 'node:events';
import { before } from '#kernel';
import { sessionLimits } from '#identity';
import { liveLimits, LiveGateway } from '#platform';
import { LiveClient, TestApp, World, eventually, withClient, type Person } from '#testing';

const SITE = 'https://alliance.example';

let app: TestApp;
let world: World;
let url: string;

beforeAll(async () => {
  app = await TestApp.start({ ALLOWED_ORIGINS: SITE });
  world = await World.create(app);
  url = await app.url();
});

afterAll(() => app.stop());

const connect = ({ token }: Person): Promise<LiveClient> => LiveClient.connect(url, { token });

/** Somebody who is connected and listens. */
async function listener(): Promise<{ person: Person; client: LiveClient }> {
  const person = await world.hire('COUNTY_DOCTOR', 'county', 'cardiology');
  const client = await connect(person);
  await client.workList().next();
  return { person, client };
}

describe('whoever connects', () => {
  it('is refused without a session that lasts', async () => {
    const person = await world.signInAgain(world.person('surgeon'));
    await expect(LiveClient.connect(url)).rejects.toThrow('4401 UNAUTHENTICATED');
    await expect(LiveClient.connect(url, { token: 'x'.repeat(43) })).rejects.toThrow('4401 UNAUTHENTICATED');
    await person.asks('mutation { signOut }');
    await expect(connect(person)).rejects.toThrow('4401 UNAUTHENTICATED');
  });

  it('is refused when their account is closed', async () => {
    const person = await world.hire('COUNTY_DOCTOR', 'county', 'cardiology');
    await disable(person);
    await expect(connect(person)).rejects.toThrow('4401 UNAUTHENTICATED');
  });

  it('may come with the cookie of the site, and not from a page of somebody else', async () => {
    const cookie = `__Host-session=${world.person('surgeon').token}`;
    const from = (origin: string): Promise<LiveClient> =>
      LiveClient.connect(url, { options: { headers: { cookie, origin } } });
    const client = await from(SITE);
    await client.workList().next();
    await client.close();
    await expect(from('https://elsewhere.example')).rejects.toThrow('403');
  });

  it('has to say who they are in time, and only once', async () => {
    const silent = LiveClient.open(url);
    const twice = await connect(world.person('surgeon'));
    twice.send({ type: 'connection_init' });
    expect(await twice.closed).toMatch(/^4429 /);
    expect(await silent.closed).toMatch(/^4408 /);
  });

  it('has a number of connections, and the next one is refused', async () => {
    const person = await world.hire('COUNTY_DOCTOR', 'county', 'surgery');
    const most = Array.from({ length: liveLimits.connectionsPerAccount }, () => connect(person));
    const clients = await Promise.all(most);
    await expect(connect(person)).rejects.toThrow('4429 TOO_MANY_CONNECTIONS');
    await clients[0]!.close();
    const another = await connect(person);
    await Promise.all([another, ...clients.slice(1)].map((client) => client.close()));
  });
});

async function disable(person: Person): Promise<void> {
  await world
    .person('security-admin')
    .asks('mutation($input: AccountChangeInput!) { disableAccount(input: $input) { id } }', {
      input: { id: person.accountId, expectedVersion: 1 },
    });
}

describe('a connection ends with what it stands on', () => {
  it('when the person signs out', async () => {
    const { person, client } = await listener();
    await person.asks('mutation { signOut }');
    await app.relayEvents();
    expect(await client.closed).toBe('4401 UNAUTHENTICATED');
  });

  it('when the session is revoked elsewhere, and no other one', async () => {
    const { person, client } = await listener();
    const elsewhere = await world.signInAgain(person);
    const other = await connect(elsewhere);
    const { mySessions } = await person.asks<{ mySessions: { id: string; current: boolean }[] }>(
      '{ mySessions { id current } }',
    );
    const { id } = mySessions.find(({ current }) => current)!;
    await elsewhere.asks('mutation($input: RevokeSessionInput!) { revokeSession(input: $input) { id } }', {
      input: { id },
    });
    await app.relayEvents();
    expect(await client.closed).toBe('4401 UNAUTHENTICATED');
    await other.workList().next();
    await other.close();
  });

  it('when the account is closed', async () => {
    const { person, client } = await listener();
    await disable(person);
    await app.relayEvents();
    expect(await client.closed).toBe('4401 UNAUTHENTICATED');
  });

  it('when a role is given or taken, so that the person connects again with what they may do now', async () => {
    const { person, client } = await listener();
    const admin = world.person('security-admin');
    const { assignRole } = await admin.asks<{ assignRole: { id: string } }>(
      'mutation($input: AssignRoleInput!) { assignRole(input: $input) { id } }',
      { input: { idempotencyKey: crypto.randomUUID(), staffId: person.staffId, role: 'REGISTRAR' } },
    );
    await app.relayEvents();
    expect(await client.closed).toBe('4403 RIGHTS_CHANGED');

    const again = await connect(person);
    await again.workList().next();
    await admin.asks('mutation($input: RevokeRoleInput!) { revokeRole(input: $input) { id } }', {
      input: { id: assignRole.id },
    });
    await app.relayEvents();
    expect(await again.closed).toBe('4403 RIGHTS_CHANGED');
  });

  it('when nobody has touched the session for too long, though no event says so', async () => {
    const { person, client } = await listener();
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query('UPDATE sessions SET last_seen_at = $2 WHERE account_id = $1', [
        person.accountId,
        before(app.clock.now(), sessionLimits.idle),
      ]),
    );
    expect(await client.closed).toBe('4401 UNAUTHENTICATED');
  });
});

describe('a client that is there no more', () => {
  it('is cut when it has left a ping unanswered, and nobody else is', async () => {
    const { token } = await world.hire('COUNTY_DOCTOR', 'county', 'surgery');
    const dead = await LiveClient.connect(url, { token, options: { autoPong: false } });
    const alive = await LiveClient.connect(url, { token });
    const answered = Promise.all([once(dead.webSocket, 'ping'), once(alive.webSocket, 'ping')]);
    const gateway = app.nest.get(LiveGateway);
    gateway.ping();
    await answered;
    // What it sends after its pong arrives after it.
    await alive.workList().next();
    gateway.ping();
    expect(await dead.closed).toBe('1006');
    await alive.workList().next();
    await alive.close();
  });
});

describe('a process that stops', () => {
  it('sends its clients elsewhere and takes no more', async () => {
    const other = await app.startBeside({});
    const otherUrl = await other.url();
    const person = await world.signInAgain(world.person('auditor'));
    const clients = [await LiveClient.connect(otherUrl, { token: person.token }), LiveClient.open(otherUrl)];
    await eventually(() => clients.every(({ webSocket }) => webSocket.readyState === webSocket.OPEN));
    await other.nest.get(LiveGateway).end();
    for (const client of clients) expect(await client.closed).toBe('1001 RESTART');
    await expect(LiveClient.connect(otherUrl, { token: person.token })).rejects.toThrow('503');
  });
});
