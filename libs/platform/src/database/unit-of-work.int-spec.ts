import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { ForbiddenError } from '#kernel';
import { TestApp, World, testServer, withClient } from '#testing';
import type { Actor } from '../actor/actor.js';
import { systemActor } from '../actor/system-actor.js';
import type { DomainEvent } from '../events/domain-event.js';
import { Cipher } from '../crypto/cipher.js';
import { DeliveryBells } from '../deliveries/delivery-bells.js';
import { DeliveryRegistry } from '../deliveries/delivery-registry.js';
import { isUnavailable } from './database-failure.js';
import { Database } from './database.js';
import { statement } from './statement.js';
import type { Transaction } from './transaction.js';
import { UnitOfWork } from './unit-of-work.js';

let app: TestApp;
let world: World;
let unitOfWork: UnitOfWork;
let actor: Actor;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  unitOfWork = app.nest.get(UnitOfWork);
  actor = systemActor(world.institutionId('county'), 'unit-of-work');
});

afterAll(() => app.stop());

const RENAME = statement('test.rename', 'UPDATE institutions SET name = name || $2 WHERE id = $1');
const rename = (tx: Transaction, id: string, more: string): Promise<unknown> => tx.query(RENAME, [id, more]);
const rows = (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  withClient(app.database.ownerUrl, async (owner) => {
    const result = await owner.query<Record<string, unknown>>(sql, values);
    return result.rows;
  });
const nameOf = async (id: string): Promise<unknown> =>
  (await rows('SELECT name FROM institutions WHERE id = $1', [id]))[0]!['name'];
const tracesOf = (aggregateId: string): Promise<Record<string, unknown>[]> =>
  rows(
    `SELECT id, 'event' AS kind FROM domain_events WHERE aggregate_id = $1
     UNION ALL SELECT id, 'audit' FROM audit_entries WHERE object_id = $1 ORDER BY kind`,
    [aggregateId],
  );
const happened = (aggregateId: string): DomainEvent => ({
  topic: 'test.happened',
  aggregateType: 'test',
  aggregateId,
  aggregateVersion: 1,
});

/** Opens when so many have come to it. */
function meeting(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  return () => {
    if (++come === count) resolve();
    return promise;
  };
}

describe('a unit of work', () => {
  it('runs again from its beginning when two of them wait for each other', async () => {
    const [one, other] = [world.institutionId('north'), world.institutionId('south')];
    const bothHoldTheirFirst = meeting(2);
    let attempts = 0;
    const both = (first: string, second: string, mark: string): Promise<void> =>
      unitOfWork.run(actor, async (tx) => {
        const isFirstOfTwo = ++attempts <= 2;
        await rename(tx, first, mark);
        if (isFirstOfTwo) await bothHoldTheirFirst();
        await rename(tx, second, mark);
      });
    await Promise.all([both(one, other, 'a'), both(other, one, 'b')]);
    // The loser may be back at its first row before the winner, who waits for it, has woken up; then they meet again.
    expect(attempts).toBeGreaterThanOrEqual(3);
    expect([await nameOf(one), await nameOf(other)]).toEqual([
      expect.stringMatching(/(ab|ba)$/),
      expect.stringMatching(/(ab|ba)$/),
    ]);
  });

  it('runs again from its beginning when somebody else has changed what it read', async () => {
    const id = world.institutionId('tcm');
    let attempts = 0;
    await unitOfWork.run(actor, async (tx) => {
      attempts++;
      await tx.query(statement('test.isolate', 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ'));
      await tx.query(statement('test.read', 'SELECT name FROM institutions WHERE id = $1'), [id]);
      if (attempts === 1) await rows(`UPDATE institutions SET name = name || '-else' WHERE id = $1`, [id]);
      await rename(tx, id, '-own');
    });
    expect(attempts).toBe(2);
    expect(await nameOf(id)).toMatch(/-else-own$/);
  });

  it('gives up after six attempts, and says why', async () => {
    let attempts = 0;
    const refused = unitOfWork.run(actor, async (tx) => {
      attempts++;
      await tx.query(statement('test.fail', `DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '40001'; END $$`));
    });
    await expect(refused).rejects.toMatchObject({ code: '40001' });
    expect(attempts).toBe(6);
  });

  it('reports the statement that failed, not those that travelled with it and failed for that reason', async () => {
    const refused = unitOfWork.run(actor, async (tx) => {
      const divided = tx.query(statement('test.divide', 'SELECT 1 / 0'));
      const wrapped = (async () => {
        try {
          return await divided;
        } catch (error) {
          await Promise.resolve();
          throw error;
        }
      })();
      await Promise.all([wrapped, tx.query(statement('test.one', 'SELECT 1'))]);
    });
    await expect(refused).rejects.toMatchObject({ code: '22012' });
  });

  it('reports what the failure of a write means to whoever asked, also where a statement behind it fails for that reason', async () => {
    const divide = statement('test.divide', 'SELECT 1 / 0');
    const means = (code: string) => (error: unknown) =>
      (error as { code?: string }).code === code ? new ForbiddenError() : null;
    const written = unitOfWork.run(actor, async (tx) => tx.write(divide, [], means('22012')));
    await expect(written).rejects.toThrow(ForbiddenError);
    const goneOn = unitOfWork.run(actor, async (tx) => {
      tx.write(divide, [], means('22012'));
      await tx.query(statement('test.one', 'SELECT 1'));
    });
    await expect(goneOn).rejects.toThrow(ForbiddenError);
    const other = unitOfWork.run(actor, async (tx) => {
      tx.write(divide, [], means('23505'));
      tx.write(statement('test.one', 'SELECT 1'), [], means('23505'));
    });
    await expect(other).rejects.toMatchObject({ code: '22012' });
  });

  it('leaves nothing of what a rule refused, and does not try again', async () => {
    const id = world.institutionId('county');
    const [before, aggregate] = [await nameOf(id), randomUUID()];
    let attempts = 0;
    const refused = unitOfWork.run(actor, async (tx) => {
      attempts++;
      await rename(tx, id, '-refused');
      tx.publish(happened(aggregate));
      throw new ForbiddenError();
    });
    await expect(refused).rejects.toThrow(ForbiddenError);
    expect(attempts).toBe(1);
    expect(await nameOf(id)).toBe(before);
    expect(await tracesOf(aggregate)).toEqual([]);
  });

  it('leaves behind what the work has for its refusal, and nothing else of it', async () => {
    const [refusedId, noted] = [randomUUID(), randomUUID()];
    const id = world.institutionId('county');
    const before = await nameOf(id);
    const refused = unitOfWork.runOpened(actor, {
      open: () => Promise.resolve(),
      work: async (tx) => {
        tx.write(RENAME, [id, '-kept']);
        tx.setSavepoint();
        tx.publish(happened(refusedId));
        tx.write(RENAME, [id, '-undone']);
        await Promise.all([1, 2].map(() => tx.query(statement('test.divide', 'SELECT 1 / 0'))));
      },
      aftermath: () => (tx) => tx.publish(happened(noted)),
    });
    await expect(refused).rejects.toMatchObject({ code: '22012' });
    expect(await nameOf(id)).toBe(`${String(before)}-kept`);
    expect(await tracesOf(refusedId)).toEqual([]);
    expect(await tracesOf(noted)).not.toEqual([]);
  });

  it('leaves nothing behind where it is refused before its savepoint', async () => {
    const noted = randomUUID();
    const refused = unitOfWork.runOpened(actor, {
      open: () => Promise.resolve(),
      work: () => Promise.reject(new ForbiddenError()),
      aftermath: () => (tx) => tx.publish(happened(noted)),
    });
    await expect(refused).rejects.toThrow(ForbiddenError);
    expect(await tracesOf(noted)).toEqual([]);
  });

  it('and whoever else has a connection outlive its breaking', async () => {
    const client = await app.nest.get(Database).connect();
    expect(() => client.emit('error', new Error('the line is cut'))).not.toThrow();
    client.release(true);
  });

  it('reports that nothing could be left behind', async () => {
    const refused = unitOfWork.runOpened(actor, {
      open: () => Promise.resolve(),
      work: (tx) => {
        tx.setSavepoint();
        return Promise.reject(new ForbiddenError());
      },
      aftermath: () => (tx) => tx.write(statement('test.divide', 'SELECT 1 / 0'), []),
    });
    await expect(refused).rejects.toMatchObject({ code: '22012' });
  });

  it('keeps the change, its event and its audit row together', async () => {
    const id = world.institutionId('county');
    const aggregate = randomUUID();
    await unitOfWork.run(actor, async (tx) => {
      await rename(tx, id, '-kept');
      tx.publish(happened(aggregate));
    });
    const traces = await tracesOf(aggregate);
    expect(traces.map(({ kind }) => kind)).toEqual(['audit', 'event']);
    expect(traces[0]!['id']).toBe(traces[1]!['id']);
    expect(await nameOf(id)).toMatch(/-kept$/);
  });

  it('makes no change whose event cannot be written', async () => {
    const id = world.institutionId('county');
    const before = await nameOf(id);
    const unwritable = unitOfWork.run(actor, async (tx) => {
      await rename(tx, id, '-silent');
      tx.publish(happened('no-uuid'));
    });
    await expect(unwritable).rejects.toMatchObject({ code: '22P02' });
    expect(await nameOf(id)).toBe(before);
  });

  it('answers a failure that the work has passed over, because nothing of it was committed', async () => {
    const id = world.institutionId('county');
    const before = await nameOf(id);
    const passedOver = unitOfWork.run(actor, async (tx) => {
      await rename(tx, id, '-lost');
      await tx.query(statement('test.divide', 'SELECT 1 / 0')).catch(() => undefined);
    });
    await expect(passedOver).rejects.toMatchObject({ code: '22012' });
    expect(await nameOf(id)).toBe(before);
  });

  it('is told that the database is away where the server has ended its connection, and the next one goes on', async () => {
    const id = world.institutionId('county');
    const ended = unitOfWork.run(actor, async (tx) => {
      const [own] = await tx.query<{ pid: number }>(statement('test.own', 'SELECT pg_backend_pid() AS pid'));
      await withClient(testServer().superuserUrl, (superuser) =>
        superuser.query('SELECT pg_terminate_backend($1, 5000)', [own!.pid]),
      );
      await rename(tx, id, '-ended');
    });
    const failure: unknown = await ended.catch((error: unknown) => error);
    expect(isUnavailable(failure)).toBe(true);
    await unitOfWork.run(actor, (tx) => rename(tx, id, '-after'));
    expect(await nameOf(id)).toMatch(/-after$/);
  });

  it('begins with what needs no instant of its own, which is that of the database where no clock is given', async () => {
    const { nest } = app;
    const collaborators = {
      cipher: nest.get(Cipher),
      deliveries: nest.get(DeliveryRegistry),
      bells: nest.get(DeliveryBells),
    };
    const timed = new UnitOfWork(nest.get(DataSource), nest.get(Database), 'database', collaborators);
    const [asked, now] = await timed.runOpened(actor, {
      open: async (tx) => {
        expect(tx.instant).toBeNull();
        const row = await tx.first<{ at: Date }>(statement('test.instant', 'SELECT now() AS at'));
        return row!.at;
      },
      work: (tx, at) => Promise.resolve([at, tx.now]),
    });
    expect(asked).toEqual(now);
  });

  it('changes nothing where its beginning fails', async () => {
    const id = world.institutionId('county');
    const before = await nameOf(id);
    const failed = unitOfWork.runOpened(actor, {
      open: async (tx) => {
        await Promise.all([tx.query(RENAME, [id, '-begun']), tx.query(statement('test.divide', 'SELECT 1 / 0'))]);
      },
      work: () => Promise.resolve(),
    });
    await expect(failed).rejects.toMatchObject({ code: '22012' });
    expect(await nameOf(id)).toBe(before);
  });

  it('is rolled back also where what it wrote last would have failed, and its connections are as good as before', async () => {
    const divide = statement('test.divide', 'SELECT 1 / 0');
    const refused = async (): Promise<void> => {
      const attempt = unitOfWork.run(actor, (tx) => {
        tx.write(divide, []);
        throw new ForbiddenError();
      });
      await expect(attempt).rejects.toThrow(ForbiddenError);
    };
    // Once to prepare the statement on each connection, and once more.
    for (let n = 0; n < 3; n++) await Promise.all(Array.from({ length: 30 }, refused));
    const one = (): Promise<unknown> => unitOfWork.run(actor, (tx) => tx.query(statement('test.one', 'SELECT 1 AS n')));
    expect(await Promise.all(Array.from({ length: 30 }, one))).toEqual(Array.from({ length: 30 }, () => [{ n: 1 }]));
  });

  it('leaves its aftermath also where what was written last would have failed', async () => {
    const divide = statement('test.divide', 'SELECT 1 / 0');
    const noted = [randomUUID(), randomUUID(), randomUUID()];
    for (const aggregate of noted) {
      const refused = unitOfWork.runOpened(actor, {
        open: () => Promise.resolve(),
        work: (tx) => {
          tx.setSavepoint();
          tx.write(divide, []);
          return Promise.reject(new ForbiddenError());
        },
        aftermath: () => (tx) => tx.publish(happened(aggregate)),
      });
      await expect(refused).rejects.toThrow(ForbiddenError);
      expect(await tracesOf(aggregate)).toHaveLength(2);
    }
  });

  it('commits nothing where one of its values cannot be sent at all', async () => {
    const id = world.institutionId('county');
    const before = await nameOf(id);
    const itself: Record<string, unknown> = {};
    itself['itself'] = itself;
    for (let n = 0; n < 2; n++) {
      const unsendable = unitOfWork.run(actor, (tx) => {
        tx.write(RENAME, [id, '-half']);
        tx.write(RENAME, [id, itself]);
        return Promise.resolve();
      });
      await expect(unsendable).rejects.toThrow(/circular structure/);
    }
    expect(await nameOf(id)).toBe(before);
  });

  it('gives its connection back whatever happens', async () => {
    const failures = Array.from({ length: 60 }, () =>
      unitOfWork.run(actor, () => Promise.reject(new ForbiddenError())),
    );
    expect((await Promise.allSettled(failures)).map(({ status }) => status)).toEqual(failures.map(() => 'rejected'));
    await expect(unitOfWork.run(actor, () => Promise.resolve('done'))).resolves.toBe('done');
  });
});
