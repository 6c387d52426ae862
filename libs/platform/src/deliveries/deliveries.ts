import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import { BackgroundWorkSource, type BackgroundWork } from '../background/background-work.js';
import { Database } from '../database/database.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { LOGGER } from '../tokens.js';
import { DeliveryMetrics } from './delivery-metrics.js';
import { DeliveryQueue } from './delivery-queue.js';
import { DeliveryRegistry } from './delivery-registry.js';
import type { DeliveryTools } from './delivery-work.js';
import { EffectDeliveryWork } from './effect-delivery.work.js';
import { EventDeliveryWork } from './event-delivery.work.js';

/** Opens a queue for every consumer and effect of the product, and serves each of them in the workers. */
@Injectable()
export class Deliveries extends BackgroundWorkSource implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly tools: DeliveryTools;

  constructor(
    private readonly registry: DeliveryRegistry,
    private readonly queue: DeliveryQueue,
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    metrics: DeliveryMetrics,
    @Inject(LOGGER) logger: Logger,
  ) {
    super();
    this.tools = { queue, metrics, logger };
  }

  /** Every process opens them, so that none enqueues what no queue takes. */
  async onApplicationBootstrap(): Promise<void> {
    const { consumers, effects } = this.registry;
    await this.queue.open(new Map([...consumers, ...effects].map(({ name, options }) => [name, options])));
  }

  onModuleDestroy(): Promise<void> {
    return this.queue.close();
  }

  works(): BackgroundWork[] {
    return [
      ...this.registry.consumers.map(
        (consumer) => new EventDeliveryWork(this.tools, consumer, this.database, this.unitOfWork),
      ),
      ...this.registry.effects.map((effect) => new EffectDeliveryWork(this.tools, effect)),
    ];
  }
}
