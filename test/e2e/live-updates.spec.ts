import { encodeCursor } from '#kernel';
import { liveLimits } from '#platform';
import {
  LiveClient,
  ReferralStory,
  StatementCounter,
  TestApp,
  World,
  backUp,
  eventually,
  restore,
  withClient,
  type LiveSubscription,
  type PersonName,
  type SeenReferral,
} from '#testing';

const READERS: readonly PersonName[] = [
  'township-doctor',
  'township-colleague',
  'township-head',
  'other-township-doctor',
  'other-township-head',
  'cardiologist',
  'second-cardiologist',
  'cardiology-head',
  'surgeon',
  'coordinator',
  'tcm-doctor',
  'tcm-coordinator',
];

let app: TestApp;
let world: World;
let story: ReferralStory;
let url: string;
const clients: LiveClient[] = [];

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  url = await app.url();
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

afterAll(() => app.stop());

async function connect(name: PersonName, at = url): Promise<LiveClient> {
  const client = await LiveClient.connect(at, { token: world.person(name).token });
  clients.push(client);
  return client;
}

const doctor = () => world.person('township-doctor');
const submitted = async (): Promise<SeenReferral> => story.submitted(doctor());

/** Events of a referral that nothing else knows of: enough to fill a line. */
function happen(id: string, count: number): Promise<unknown> {
  return withClient(app.database.ownerUrl, (owner) =>
    owner.query(
      `INSERT INTO domain_events (id, topic, aggregate_type, aggregate_id, aggregate_version, payload, occurred_at,
         account_id, staff_id, institution_id, request_id)
       SELECT gen_random_uuid(), 'referral.tested', 'referral', $1, n, '{}', '2026-03-04', $1, $1, $1, 'r'
       FROM generate_series(1, $2::int) n`,
      [id, count],
    ),
  );
}

describe('a work list on somebody’s screen', () => {
  it('hears of a referral when it arrives, and of what becomes of it', async () => {
    const list = (await connect('cardiologist')).workList();
    expect(await list.next()).toMatchObject({ reload: false, changes: [] });
    const { id, version } = await submitted();
    await app.relayEvents();
    const { changes } = await list.nextChange();
    expect(changes).toContainEqual({ id, version, topic: 'referral.submitted', state: 'PENDING_ACCEPTANCE' });
    await story.claim(world.person('cardiologist'), { id, version } as SeenReferral);
    await app.relayEvents();
    expect((await list.nextChange()).changes).toMatchObject([{ id, topic: 'referral.claimed' }]);
  });

  it('tells everybody of exactly those referrals that their queries show them', async () => {
    const lists = await Promise.all(READERS.map(async (name) => ({ name, list: (await connect(name)).workList() })));
    await Promise.all(lists.map(({ list }) => list.next()));
    const sent = await submitted();
    const draft = await story.draft(doctor());
    const theirs = await story.submitted(world.person('other-township-doctor'));
    await app.relayEvents();
    const ids = [sent.id, draft.id, theirs.id];
    const SHOWN = 'query($id: ID!) { referral(id: $id) { id } }';
    for (const { name, list } of lists) {
      const shown: string[] = [];
      for (const id of ids) if ((await world.person(name).tries(SHOWN, { id })).data) shown.push(id);
      const heard = shown.length > 0 ? (await list.nextChange()).changes.map(({ id }) => id) : [];
      expect([name, [...new Set(heard)].toSorted()]).toEqual([name, shown.toSorted()]);
    }
    const unread = lists.flatMap(({ list }) => list.unread);
    expect(unread).toEqual([]);
  });

  it('can be one box', async () => {
    const head = await connect('township-head');
    const [sent, received] = [head.workList({ box: 'SENT' }), head.workList({ box: 'RECEIVED' })];
    await Promise.all([sent.next(), received.next()]);
    await submitted();
    await app.relayEvents();
    await sent.nextChange();
    expect(received.unread).toEqual([]);
  });

  it('costs as many statements for thirty people as for one', async () => {
    const counter = StatementCounter.on(app);
    const statementsFor = async (people: number): Promise<string[]> => {
      const lists: LiveSubscription[] = [];
      for (let n = 0; n < people; n++) lists.push((await connect(READERS[n % READERS.length]!)).workList());
      await Promise.all(lists.map((list) => list.next()));
      const { id } = await submitted();
      await app.relayEvents();
      await lists[0]!.nextChange();
      const statements = await counter.during(async () => {
        await happen(id, 3);
        await app.relayEvents();
        await lists[0]!.nextChange();
      });
      return statements.filter((text) => text.includes('WITH asked AS'));
    };
    expect(await statementsFor(1)).toHaveLength(1);
    expect(await statementsFor(30)).toHaveLength(1);
  });
});

describe('one referral on somebody’s screen', () => {
  it('is told of alone, and only to whom it exists for', async () => {
    const [one, other] = [await submitted(), await submitted()];
    await app.relayEvents();
    const open = (await connect('coordinator')).referral(one.id);
    await open.next();
    const cardiologist = world.person('cardiologist');
    await story.claim(cardiologist, other);
    await story.claim(cardiologist, one);
    await app.relayEvents();
    expect((await open.nextChange()).changes).toMatchObject([{ id: one.id, topic: 'referral.claimed' }]);

    const hidden = (await connect('surgeon')).referral(one.id);
    await expect(hidden.next()).rejects.toThrow('NOT_FOUND');
  });
});

describe('a client that comes back with its last cursor', () => {
  it('is told first what it has missed, at another process too', async () => {
    const before = (await connect('coordinator')).workList();
    const { cursor } = await before.next();
    const missed = await submitted();
    await app.relayEvents();

    const beside = await (await app.startBeside({})).url();
    for (const at of [url, beside]) {
      const list = (await connect('coordinator', at)).workList({ after: cursor });
      const { changes, cursor: newer } = await list.next();
      expect(changes.map(({ id }) => id)).toContain(missed.id);
      const again = (await connect('coordinator', at)).workList({ after: newer });
      expect(await again.next()).toEqual({ cursor: newer, reload: false, changes: [] });
    }
  });

  it('misses nothing and hears nothing twice while others write', async () => {
    const { id } = await submitted();
    let list = (await connect('coordinator')).referral(id);
    let { cursor } = await list.next();
    const versions: number[] = [];
    const writing = (async () => {
      for (let n = 0; n < 40; n++) {
        await happen(id, 1);
        await app.relayEvents();
      }
    })();
    while (versions.length < 40) {
      list = (await connect('coordinator')).referral(id, cursor);
      const update = await list.nextChange();
      ({ cursor } = update);
      versions.push(...update.changes.filter(({ topic }) => topic === 'referral.tested').map(({ version }) => version));
      await clients.pop()!.close();
    }
    await writing;
    expect(versions).toHaveLength(40);
  });

  it('is asked to read everything again where it has missed too much, or its cursor is of another log', async () => {
    const { id } = await submitted();
    await app.relayEvents();
    const client = await connect('coordinator');
    const { cursor } = await client.referral(id).next();
    await happen(id, liveLimits.missedEvents + 1);
    await app.relayEvents();
    expect(await client.referral(id, cursor).next()).toMatchObject({ reload: true, changes: [] });
    const foreign = encodeCursor([1, crypto.randomUUID()]);
    expect(await client.referral(id, foreign).next()).toMatchObject({ reload: true, changes: [] });
    await expect(client.referral(id, 'no cursor').next()).rejects.toThrow('INVALID_CURSOR');
  });
});

describe('several processes on one database', () => {
  it('tell their own clients of what happened at any of them', async () => {
    const other = await app.startBeside({});
    const lists = [
      (await connect('coordinator')).workList(),
      (await connect('cardiologist', await other.url())).workList(),
    ];
    await Promise.all(lists.map((list) => list.next()));
    const { id } = await submitted();
    await other.relayEvents();
    for (const list of lists) expect((await list.nextChange()).changes.at(-1)).toMatchObject({ id });
  });
});

describe('a client that asks too much', () => {
  it('is refused in its language, and may go on', async () => {
    const client = await LiveClient.connect(url, { token: world.person('coordinator').token, acceptLanguage: 'en' });
    clients.push(client);
    const deep = `{ a: cursor `.concat(...Array.from({ length: 40 }, (_, n) => `a${n}: cursor `), '}');
    const refusals = {
      'subscription { referralWorkListChanged { nothing } }': 'GRAPHQL_VALIDATION_FAILED',
      'subscription {': 'GRAPHQL_PARSE_FAILED',
      'query { me { __typename } }': 'BAD_REQUEST',
      [`subscription { referralWorkListChanged ${deep} }`]: 'QUERY_LIMIT_EXCEEDED',
      [`subscription { referralWorkListChanged { ${'cursor '.repeat(3_000)} } }`]: 'QUERY_LIMIT_EXCEEDED',
    };
    for (const [query, code] of Object.entries(refusals)) {
      const subscription = client.asks(query);
      await expect(subscription.next()).rejects.toThrow(code);
      expect(subscription.errors[0]).toMatchObject({ message: expect.stringMatching(/^[A-Z][ -~]+$/) });
      expect(JSON.stringify(subscription.errors)).not.toContain('Did you mean');
    }
    const most = Array.from({ length: liveLimits.subscriptionsPerConnection }, () => client.workList());
    await Promise.all(most.map((subscription) => subscription.next()));
    await expect(client.workList().next()).rejects.toThrow('TOO_MANY_SUBSCRIPTIONS');
    client.webSocket.send('x'.repeat(liveLimits.messageBytes + 1));
    expect(await client.closed).toMatch(/^1009/);
  });

  it('is not buffered without bound when it does not read: it is cut', async () => {
    const { id } = await submitted();
    await app.relayEvents();
    const client = await connect('coordinator');
    const names = Array.from({ length: 25 }, (_, n) => `a${n}: id`).join(' ');
    const query = `subscription($id: ID!) { referralChanged(id: $id) { cursor changes { ${names} } } }`;
    const open = Array.from({ length: 40 }, () => client.asks(query, { id }));
    await Promise.all(open.map((subscription) => subscription.next()));
    client.webSocket.pause();
    await eventually(async () => {
      await happen(id, 200);
      await app.relayEvents();
      const { payload } = await app.nest.inject({ url: '/metrics' });
      return payload.includes('live_connections_closed_total{reason="TOO_SLOW"} 1');
    });
    client.webSocket.resume();
    expect(await client.closed).toMatch(/^10(06|13)/);
  });
});

describe('a backup that is restored under those who listen', () => {
  it('goes on: what is written then arrives, and whoever had heard more than the backup holds reads everything again', async () => {
    const list = (await connect('cardiologist')).workList();
    await submitted();
    await app.relayEvents();
    const { cursor: held } = await list.nextChange();
    const backup = await backUp(app.database);
    const lost = await submitted();
    await app.relayEvents();
    const { cursor: forgotten, changes } = await list.nextChange();
    expect(changes.map(({ id }) => id)).toContain(lost.id);
    await Promise.all(clients.splice(0).map((client) => client.close()));

    await restore(app.database, backup);
    await backup.drop();
    // The process runs on; its connections have been cut and come back by themselves.
    await eventually(async () => (await doctor().tries('{ me { loginName } }')).errors.length === 0);
    const SHOWN = 'query($id: ID!) { referral(id: $id) { id } }';
    expect((await doctor().tries(SHOWN, { id: lost.id })).errors[0]?.extensions.code).toBe('NOT_FOUND');

    const [resumed, ahead] = [
      (await connect('cardiologist')).workList({ after: held }),
      (await connect('second-cardiologist')).workList({ after: forgotten }),
    ];
    expect(await resumed.next()).toMatchObject({ reload: false, changes: [] });
    expect(await ahead.next()).toMatchObject({ reload: true });
    const written = await submitted();
    await app.relayEvents();
    for (const each of [resumed, ahead]) {
      expect((await each.nextChange()).changes.map(({ id }) => id)).toContain(written.id);
    }
  });

  it('is noticed by those whose line has held all the time: they are told to read everything again', async () => {
    const list = (await connect('cardiologist')).workList();
    await list.next();
    const backup = await backUp(app.database);
    await eventually(async () => (await doctor().tries('{ me { loginName } }')).errors.length === 0);
    await submitted();
    await app.relayEvents();
    await list.nextChange();
    await restore(app.database, backup);
    await backup.drop();
    expect(await list.nextChange()).toMatchObject({ reload: true });
    await eventually(async () => (await doctor().tries('{ me { loginName } }')).errors.length === 0);
    const { id } = await submitted();
    await app.relayEvents();
    expect((await list.nextChange()).changes.map((change) => change.id)).toContain(id);
  });
});
