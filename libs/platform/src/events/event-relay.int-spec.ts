import { randomUUID } from 'node:crypto';
import { TestApp, backUp, withClient } from '#testing';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { systemActor } from '../actor/system-actor.js';
import { EventReader, type Bookmark } from './event-reader.js';
import { EventRelay } from './event-relay.js';

let app: TestApp;

beforeEach(async () => {
  app = await TestApp.start();
});

afterEach(() => app.stop());

const START: Bookmark = { position: 0, eventId: null };
const readAll = async (of: TestApp, after = START): Promise<[number, number][]> => {
  const events = await of.nest.get(EventReader).after(after, 100_000);
  return events!.map(({ position, aggregateVersion }) => [position, aggregateVersion]);
};

/** Writes events as a change of the product does; each is known by its version. */
async function write(of: TestApp, ...versions: number[]): Promise<void> {
  await of.nest.get(UnitOfWork).run(systemActor(randomUUID(), 'test'), async (tx) => {
    const aggregateId = randomUUID();
    versions.forEach((aggregateVersion) =>
      tx.publish({ topic: 'test.happened', aggregateType: 'test', aggregateId, aggregateVersion }),
    );
  });
}

describe('the relay', () => {
  it('gives events their positions in the order of writing, without a gap', async () => {
    await write(app, 1, 2, 3);
    await write(app, 4);
    await app.relayEvents();
    await write(app, 5, 6);
    await app.relayEvents();
    expect(await readAll(app)).toEqual([1, 2, 3, 4, 5, 6].map((n) => [n, n]));
  });

  it('gives an event that commits late a later position, so that nobody who reads on passes over it', async () => {
    const [written, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const late = withClient(app.database.appUrl, async (client) => {
      await client.query('BEGIN');
      await client.query(
        `INSERT INTO domain_events (id, topic, aggregate_type, aggregate_id, aggregate_version, payload, occurred_at,
           account_id, staff_id, institution_id, request_id)
         SELECT u, 't', 'x', u, 1, '{}', '2026-03-04', u, u, u, 'r' FROM gen_random_uuid() u`,
      );
      written.resolve();
      await mayCommit.promise;
      await client.query('COMMIT');
    });
    await written.promise;
    await write(app, 2);
    await app.relayEvents();
    const reader = app.nest.get(EventReader);
    const bookmark = await reader.head();
    expect(await readAll(app)).toEqual([[1, 2]]);

    mayCommit.resolve();
    await late;
    await app.relayEvents();
    expect(await readAll(app, bookmark)).toEqual([[2, 1]]);
  });

  it('is one at a time: many of them give no position twice and forget no event', async () => {
    const others = [await app.startBeside({}), await app.startBeside({}), await app.startBeside({})];
    const relays = [app, ...others].map(({ nest }) => nest.get(EventRelay));
    const versions = Array.from({ length: 60 }, (_, index) => index + 1);
    const writing = Promise.all(versions.map((version) => write(app, version)));
    const relaying = relays.map(async (relay) => {
      for (let round = 0; round < 20; round++) await relay.round();
    });
    await Promise.all([writing, ...relaying]);
    await app.relayEvents();
    const read = await readAll(app);
    expect(read.map(([position]) => position)).toEqual(versions);
    expect(read.map(([, version]) => version).toSorted((left, right) => left - right)).toEqual(versions);
  });

  it('has nothing to do without events, and asks with one statement', async () => {
    expect(await app.nest.get(EventRelay).round()).toBe(false);
  });
});

describe('a backup that is restored', () => {
  it('goes on: what is written then gets the next positions, and what waited is not forgotten', async () => {
    await write(app, 1, 2);
    await app.relayEvents();
    await write(app, 3);
    const backup = await backUp(app.database);
    await write(app, 41, 42);
    await app.relayEvents();
    const newest = await app.nest.get(EventReader).head();

    const restored = await TestApp.startOn(backup);
    try {
      await write(restored, 4);
      await restored.relayEvents();
      expect(await readAll(restored)).toEqual([1, 2, 3, 4].map((n) => [n, n]));
      // Whoever had read further than the backup reaches is not told to go on from there.
      expect(await restored.nest.get(EventReader).after(newest, 10)).toBeNull();
      await write(restored, 5);
      await restored.relayEvents();
      expect(await restored.nest.get(EventReader).after(newest, 10)).toBeNull();
      const bookmark = await bookmarkOf(restored, 2);
      expect(await readAll(restored, bookmark)).toEqual([3, 4, 5].map((n) => [n, n]));
    } finally {
      await restored.stop();
    }
  });
});

const AT = statement('test.at', 'SELECT event_id AS id FROM event_positions WHERE position = $1');

async function bookmarkOf({ nest }: TestApp, position: number): Promise<Bookmark> {
  const row = await nest.get(Database).first<{ id: string }>(AT, [position]);
  return { position, eventId: row!.id };
}
