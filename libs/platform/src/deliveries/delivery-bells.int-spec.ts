import { randomUUID } from 'node:crypto';
import { Injectable, Module } from '@nestjs/common';
import { TestApp } from '#testing';
import { systemActor } from '../actor/system-actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { DeliveryBell } from './delivery-bells.js';
import { DeliveryQueue } from './delivery-queue.js';
import { EventConsumer } from './event-consumer.js';

const QUEUE = 'test.listener';

@Injectable()
class Listener extends EventConsumer {
  readonly name = QUEUE;
  readonly topics = ['test.happened'];

  handle(): Promise<void> {
    return Promise.resolve();
  }
}

@Module({ providers: [Listener] })
class Listeners {}

let app: TestApp;
beforeEach(async () => {
  app = await TestApp.startWith(Listeners);
});
afterEach(() => app.stop());

/** Looks and finds nothing. @returns its queue, to wait at */
async function looked(process: TestApp): Promise<DeliveryQueue> {
  const queue = process.nest.get(DeliveryQueue);
  expect(await queue.claim(QUEUE, 1)).toEqual([]);
  return queue;
}

function announce(failure?: Error): Promise<void> {
  return app.nest.get(UnitOfWork).run(systemActor(randomUUID(), 'test'), (tx) => {
    tx.publish({ topic: 'test.happened', aggregateType: 'test', aggregateId: randomUUID(), aggregateVersion: 1 });
    return failure ? Promise.reject(failure) : Promise.resolve();
  });
}

const isOver = (promise: Promise<void>): Promise<boolean> =>
  Promise.race([promise.then(() => true), Promise.resolve().then(() => false)]);

it('a commit wakes whoever serves the queue in its process, and nothing that is rolled back does', async () => {
  const queue = await looked(app);
  await expect(announce(new Error('refused'))).rejects.toThrow('refused');
  expect(await isOver(queue.news(QUEUE))).toBe(false);
  await announce();
  await queue.news(QUEUE);
});

it('another process is woken when it looks at all queues together, once for what it has seen', async () => {
  const other = await app.startBeside({});
  const queue = await looked(other);
  await announce();
  expect(await isOver(queue.news(QUEUE))).toBe(false);
  await other.work('deliveries.watch');
  await queue.news(QUEUE);

  await app.work(`deliver.${QUEUE}`);
  await looked(other);
  await other.work('deliveries.watch');
  expect(await isOver(queue.news(QUEUE))).toBe(false);
});

it('what is rung for while somebody looks is heard afterwards', async () => {
  const bell = new DeliveryBell();
  bell.silence();
  bell.ring();
  await expect(bell.heard).resolves.toBeUndefined();
});
