import { BackgroundRunner, EventConsumer, UnitOfWork, statement, systemActor, type DeliveredEvent } from '#platform';
import { Injectable, Module } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { announce } from './announce.js';
import { AT_ONCE, DELIVERED } from './delivery.js';
import { figuresOf, type Courier } from './courier.js';
import { startProduct } from './product-app.js';

// The product's own deliveries: of an event, in a transaction that remembers what was consumed.

type Tx = Parameters<Parameters<UnitOfWork['run']>[1]>[0];

const DELIVER = statement('bench.deliver', DELIVERED);

@Injectable()
class BenchConsumer extends EventConsumer {
  readonly name = 'bench.deliveries';
  readonly topics = ['bench.happened'];
  override readonly options = { atOnce: AT_ONCE };
  begun: (id: string) => void = () => undefined;

  async handle(tx: Tx, { aggregateId }: DeliveredEvent): Promise<void> {
    this.begun(aggregateId);
    await tx.query(DELIVER, [aggregateId]);
  }
}

@Module({ providers: [BenchConsumer] })
class BenchDeliveries {}

const app = await startProduct([BenchDeliveries]);
const unitOfWork = app.get(UnitOfWork, { strict: false });
const actor = systemActor(randomUUID(), 'bench');
const courier: Courier = {
  enqueue: (ids) =>
    unitOfWork.run(actor, (tx) => {
      for (const aggregateId of ids) {
        tx.publish({ topic: 'bench.happened', aggregateType: 'bench', aggregateId, aggregateVersion: 1 });
      }
      return Promise.resolve();
    }),
  start: (begun) => {
    app.get(BenchConsumer, { strict: false }).begun = begun;
    app.get(BackgroundRunner, { strict: false }).start();
    return Promise.resolve();
  },
};
announce(app.getHttpServer(), { deliver: async () => ({ deliveries: await figuresOf(courier) }) });
