import { Injectable } from '@nestjs/common';
import { BackgroundWork } from '../background/background-work.js';
import { DeliveryQueue } from './delivery-queue.js';

/** Gives to others what a worker had claimed that died or froze. */
@Injectable()
export class LapsedClaimsWork extends BackgroundWork {
  readonly name = 'deliveries.lapsed-claims';
  readonly intervalMs = 1_000;

  constructor(private readonly queue: DeliveryQueue) {
    super();
  }

  async round(): Promise<boolean> {
    await this.queue.releaseLapsed();
    return false;
  }
}
