import type { ClaimedDelivery } from './delivery-queue.js';
import { DeliveryWork, type DeliveryTools } from './delivery-work.js';
import type { ExternalEffect } from './external-effect.js';

/** Sends what was requested of one external effect. */
export class EffectDeliveryWork extends DeliveryWork {
  constructor(
    tools: DeliveryTools,
    private readonly effect: ExternalEffect,
  ) {
    super(tools, effect.name, effect.options);
  }

  protected async deliver(claim: ClaimedDelivery, signal: AbortSignal): Promise<void> {
    const { eventId, payload = {} } = claim.data;
    await this.effect.send({ id: claim.id, eventId, payload, attempt: claim.retryCount + 1, signal });
    await this.tools.queue.settle(claim);
  }
}
