import { randomUUID } from 'node:crypto';
import { Injectable, Module } from '@nestjs/common';
import { TestApp, World, withClient } from '#testing';
import { PgBoss } from 'pg-boss';
import type { Actor } from '../actor/actor.js';
import { systemActor } from '../actor/system-actor.js';
import { BackgroundRunner } from '../background/background-runner.js';
import { statement } from '../database/statement.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { DeliveryQueue } from './delivery-queue.js';
import { EventConsumer, type DeliveredEvent } from './event-consumer.js';
import { ExternalEffect, type Sending } from './external-effect.js';
import { ExternalEffects } from './external-effects.js';

const NOTE = statement(
  'test.note',
  'INSERT INTO reference_settings (key, effective_from, value) VALUES ($1, $2, 1) ON CONFLICT DO NOTHING',
);

/** Notes every event in the database and, beside it, that it was called. */
@Injectable()
class Notes extends EventConsumer {
  readonly name = 'test.notes';
  readonly topics = ['test.happened', 'test.other'];
  override readonly options = { attempts: 3, firstRetrySeconds: 0 };
  readonly calls: string[] = [];
  before: (event: DeliveredEvent) => Promise<void> = () => Promise.resolve();

  async handle(tx: Transaction, event: DeliveredEvent): Promise<void> {
    await tx.query(NOTE, [`note.${event.id}`, tx.now]);
    this.calls.push(event.id);
    await this.before(event);
  }
}

/** Heeds the order in which things happened to a subject. */
@Injectable()
class Chronicle extends EventConsumer {
  readonly name = 'test.chronicle';
  readonly topics = ['test.step'];
  override readonly options = { inOrder: true, atOnce: 8, attempts: 2, firstRetrySeconds: 0 };
  readonly versions = new Map<string, number[]>();
  broken: string | null = null;

  handle(_tx: Transaction, { aggregateId, aggregateVersion }: DeliveredEvent): Promise<void> {
    if (aggregateId === this.broken) return Promise.reject(new TypeError('张三 cannot be noted'));
    this.versions.set(aggregateId, [...(this.versions.get(aggregateId) ?? []), aggregateVersion]);
    return Promise.resolve();
  }
}

@Injectable()
class Letters extends ExternalEffect<{ letter: string }> {
  readonly name = 'test.letters';
  override readonly options = { attempts: 2, firstRetrySeconds: 0 };
  readonly sent: Sending<{ letter: string }>[] = [];
  answer: (sending: Sending<{ letter: string }>) => Promise<void> = () => Promise.resolve();

  async send(sending: Sending<{ letter: string }>): Promise<void> {
    this.sent.push(sending);
    await this.answer(sending);
  }
}

@Module({ providers: [Notes, Chronicle, Letters] })
class Listeners {}

let app: TestApp;
let actor: Actor;
let unitOfWork: UnitOfWork;
let notes: Notes;
let chronicle: Chronicle;
let letters: Letters;

beforeAll(async () => {
  app = await TestApp.startWith(Listeners);
  const world = await World.create(app);
  actor = systemActor(world.institutionId('county'), 'test');
  unitOfWork = app.nest.get(UnitOfWork);
  [notes, chronicle, letters] = [app.nest.get(Notes), app.nest.get(Chronicle), app.nest.get(Letters)];
});
beforeEach(() => {
  notes.calls.length = 0;
  notes.before = () => Promise.resolve();
  letters.sent.length = 0;
  letters.answer = () => Promise.resolve();
});
afterAll(() => app.stop());

const jobs = (queue: string): Promise<{ id: string; state: string; output: unknown }[]> =>
  app.asOwner('SELECT id, state, output FROM pgboss.job WHERE name = $1 ORDER BY created_on', [queue]);
const notesOf = (): Promise<{ key: string }[]> =>
  app.asOwner(`SELECT key FROM reference_settings WHERE key LIKE 'note.%' ORDER BY key`);

function announce(topic: string, aggregateId: string = randomUUID(), aggregateVersion = 1): Promise<void> {
  return unitOfWork.run(actor, (tx) => {
    tx.publish({ topic, aggregateType: 'test', aggregateId, aggregateVersion });
    return Promise.resolve();
  });
}

/** Opens when so many have come to it. */
function meeting(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  return () => {
    if (++come === count) resolve();
    return promise;
  };
}

describe('a delivery of an event', () => {
  it('is committed with the event, to every consumer of its topic, and made once', async () => {
    await announce('test.happened');
    await announce('test.unheard');
    expect(await jobs('test.notes')).toHaveLength(1);
    await app.work('deliver.test.notes');
    expect(notes.calls).toHaveLength(1);
    expect(await jobs('test.notes')).toEqual([]);
    expect(await notesOf()).toContainEqual({ key: `note.${notes.calls[0]}` });
  });

  it('does not exist when the change is rolled back', async () => {
    const change = unitOfWork.run(actor, async (tx) => {
      tx.publish({ topic: 'test.happened', aggregateType: 'test', aggregateId: randomUUID(), aggregateVersion: 1 });
      await tx.query(statement('test.wrong', 'SELECT 1 / 0'));
    });
    await expect(change).rejects.toThrow();
    expect(await jobs('test.notes')).toEqual([]);
  });

  it('has its effect once, although it was committed before a worker died and is delivered again', async () => {
    await announce('test.happened');
    await app.work('deliver.test.notes');
    const [event] = notes.calls;
    await unitOfWork.run(actor, async (tx) => {
      await tx.query(
        statement(
          'test.again',
          `INSERT INTO pgboss.job (name, data, policy) VALUES ('test.notes', jsonb_build_object('eventId', $1::text), 'standard')`,
        ),
        [event],
      );
    });
    await app.work('deliver.test.notes');
    expect(notes.calls).toEqual([event]);
    expect(await jobs('test.notes')).toEqual([]);
  });

  it('is made once by two workers at a time', async () => {
    const other = await app.startBeside({});
    for (let count = 0; count < 40; count++) await announce('test.happened');
    await Promise.all([app.work('deliver.test.notes'), other.work('deliver.test.notes')]);
    const calls = [...notes.calls, ...other.nest.get(Notes).calls];
    expect([calls.length, new Set(calls).size]).toEqual([40, 40]);
  });

  it('leaves nothing of an attempt that failed, and comes again', async () => {
    await announce('test.happened');
    notes.before = (event) => {
      notes.before = () => Promise.resolve();
      return Promise.reject(new Error(`refused ${event.id}`));
    };
    const before = await notesOf();
    await app.work('deliver.test.notes');
    expect(notes.calls).toHaveLength(2);
    expect(await notesOf()).toHaveLength(before.length + 1);
    expect(await jobs('test.notes')).toEqual([]);
  });

  it('is not ended by a worker whose claim has lapsed in the meantime, and its effect is rolled back', async () => {
    await announce('test.happened');
    const other = await app.startBeside({});
    const [slow, taken] = [meeting(2), meeting(2)];
    notes.before = async () => {
      await slow();
      await taken();
    };
    const stopped = app.work('deliver.test.notes');
    await slow();
    // What monitoring does when a claim is not kept up: the next claim has the next number.
    await app.asOwner(
      `UPDATE pgboss.job SET retry_count = retry_count + 1 WHERE name = 'test.notes' AND state = 'active'`,
    );
    await taken();
    await stopped;
    const [event] = notes.calls;
    expect(await notesOf()).not.toContainEqual({ key: `note.${event}` });
    await app.asOwner(`UPDATE pgboss.job SET state = 'retry' WHERE name = 'test.notes' AND state = 'active'`);
    await other.work('deliver.test.notes');
    expect(other.nest.get(Notes).calls).toEqual([event]);
    expect(await notesOf()).toContainEqual({ key: `note.${event}` });
  });

  it('goes to somebody else when the worker that claimed it is gone', async () => {
    await announce('test.happened');
    const queue = app.nest.get(DeliveryQueue, { strict: false });
    const [claim] = await queue.claim('test.notes', 1);
    await app.work('deliver.test.notes');
    expect(notes.calls).toEqual([]);
    await app.asOwner(`UPDATE pgboss.job SET heartbeat_on = heartbeat_on - interval '11s' WHERE id = $1`, [claim!.id]);
    await app.asOwner(`UPDATE pgboss.queue SET monitor_claim_on = NULL, monitor_on = NULL`);
    await app.work('deliveries.lapsed-claims');
    await app.work('deliver.test.notes');
    expect(notes.calls).toHaveLength(1);
    expect(await queue.settle(claim!)).toBe(false);
  });

  it('is a dead letter after the last attempt, with the kind of the failure and without its words', async () => {
    await announce('test.happened');
    notes.before = () => Promise.reject(new RangeError('张三 的病历'));
    await app.work('deliver.test.notes');
    expect(notes.calls).toHaveLength(3);
    const [dead] = await jobs('test.notes');
    expect(dead).toMatchObject({ state: 'failed', output: { error: 'RangeError', code: null } });
    notes.before = () => Promise.resolve();
    await unitOfWork.run(actor, (tx) => app.nest.get(DeliveryQueue, { strict: false }).resend(tx, [dead!.id]));
    await app.work('deliver.test.notes');
    expect(await jobs('test.notes')).toEqual([]);
  });
});

describe('deliveries in order', () => {
  it('come to each subject as things happened, however many workers there are', async () => {
    const subjects = Array.from({ length: 5 }, () => randomUUID());
    for (let version = 1; version <= 8; version++) {
      for (const subject of subjects) await announce('test.step', subject, version);
    }
    const other = await app.startBeside({});
    const seen = new Map<string, number[]>();
    chronicle.versions.clear();
    Object.assign(other.nest.get(Chronicle), { versions: seen });
    Object.assign(chronicle, { versions: seen });
    await Promise.all([app.work('deliver.test.chronicle'), other.work('deliver.test.chronicle')]);
    for (const subject of subjects) expect(seen.get(subject)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('follow the order of the commits, not of the beginnings of the transactions', async () => {
    const subject = randomUUID();
    const begun = meeting(2);
    const committed = meeting(2);
    const late = unitOfWork.run(actor, async (tx) => {
      await tx.query(statement('test.begin', 'SELECT 1'));
      await begun();
      await committed();
      tx.publish({ topic: 'test.step', aggregateType: 'test', aggregateId: subject, aggregateVersion: 2 });
    });
    await begun();
    await announce('test.step', subject, 1);
    await committed();
    await late;
    await app.work('deliver.test.chronicle');
    expect(chronicle.versions.get(subject)).toEqual([1, 2]);
  });

  it('wait behind one that fails, until it is resent, while other subjects go on', async () => {
    const [broken, sound] = [randomUUID(), randomUUID()];
    chronicle.broken = broken;
    for (const version of [1, 2]) for (const subject of [broken, sound]) await announce('test.step', subject, version);
    await app.work('deliver.test.chronicle');
    expect(chronicle.versions.get(sound)).toEqual([1, 2]);
    expect((await jobs('test.chronicle')).map(({ state }) => state)).toEqual(['failed', 'created']);
    chronicle.broken = null;
    const [dead] = await jobs('test.chronicle');
    await unitOfWork.run(actor, (tx) => app.nest.get(DeliveryQueue, { strict: false }).resend(tx, [dead!.id]));
    await app.work('deliver.test.chronicle');
    expect(chronicle.versions.get(broken)).toEqual([1, 2]);
  });
});

describe('an external effect', () => {
  const request = (letter: string): Promise<string> =>
    unitOfWork.run(actor, (tx) => Promise.resolve(app.nest.get(ExternalEffects).request(tx, letters, { letter })));

  it('is sent after the commit, again under the same id when it failed', async () => {
    const id = await request('a');
    letters.answer = ({ attempt }) => (attempt === 1 ? Promise.reject(new Error('429')) : Promise.resolve());
    await app.work('deliver.test.letters');
    expect(letters.sent.map((sending) => [sending.id, sending.attempt, sending.payload])).toEqual([
      [id, 1, { letter: 'a' }],
      [id, 2, { letter: 'a' }],
    ]);
    expect(await jobs('test.letters')).toEqual([]);
  });

  it('is handed back by a worker that is told to stop in the middle, and sent by another at once', async () => {
    await request('b');
    const runner = app.nest.get(BackgroundRunner, { strict: false });
    const work = runner.works().find(({ name }) => name === 'deliver.test.letters')!;
    const stop = new AbortController();
    letters.answer = ({ signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('given up')));
        stop.abort();
      });
    await work.round(stop.signal);
    expect((await jobs('test.letters')).map(({ state }) => state)).toEqual(['created']);
    letters.answer = () => Promise.resolve();
    await app.work('deliver.test.letters');
    expect(letters.sent).toHaveLength(2);
    expect(await jobs('test.letters')).toEqual([]);
  });
});

it('the migrated schema of the queue is the one that the installed pg-boss makes', async () => {
  await withClient(app.database.ownerUrl, async (owner) => {
    const fresh = new PgBoss({
      db: { executeSql: (text, values) => owner.query(text, values as unknown[]) },
      schema: 'fresh_queue',
      schedule: false,
      supervise: false,
    });
    await fresh.start();
    await fresh.stop({ graceful: false, close: false });
    const shape = async (schema: string): Promise<string[]> => {
      const { rows: found } = await owner.query<{ line: string }>(SHAPE, [schema]);
      return found.map(({ line }) => line.replaceAll(schema, 'pgboss')).toSorted();
    };
    const migrated = await shape('pgboss');
    expect(migrated.length).toBeGreaterThan(100);
    expect(migrated).toEqual(await shape('fresh_queue'));
  });
});

/** Columns, indexes, constraints and functions of a schema, without the daily partitions of statistics. */
const SHAPE = `
  SELECT line FROM (
    SELECT concat_ws(' ', table_name, column_name, data_type, column_default, is_nullable) AS line, table_name
      FROM information_schema.columns WHERE table_schema = $1
    UNION ALL SELECT indexdef, tablename FROM pg_indexes WHERE schemaname = $1
    UNION ALL SELECT conrelid::regclass::text || ' ' || pg_get_constraintdef(oid), conrelid::regclass::text
      FROM pg_constraint WHERE connamespace = $1::regnamespace AND contype <> 'n'
    UNION ALL SELECT proname || ' ' || md5(replace(regexp_replace(prosrc, '\\s+', ' ', 'g'), $1, 'pgboss')), ''
      FROM pg_proc WHERE pronamespace = $1::regnamespace
    UNION ALL SELECT 'version ' || (xpath('/row/version/text()', query_to_xml('SELECT version FROM ' || $1 || '.version', false, true, '')))[1], ''
  ) shape WHERE table_name !~ 'queue_stats_' ORDER BY line COLLATE "C"`;
