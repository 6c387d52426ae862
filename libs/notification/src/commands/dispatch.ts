import { Injectable } from '@nestjs/common';
import { DeadlineHandler, ExternalEffects, type DueDeadline, type Transaction } from '#platform';
import type { DeliveryEntity } from '../data/delivery.entity.js';
import { DeliveryRepository } from '../data/delivery.repository.js';
import type { ChannelKind } from '../domain/channel-kind.js';
import { ChannelEffects } from './channel-effects.js';
import { DELIVERY, DeliveryDesk } from './delivery-desk.js';

type Due = Pick<DeliveryEntity, 'id' | 'institutionId' | 'dueAt'>;

/** Hands messages to the queue of their kind of channel, now or when their time has come. */
@Injectable()
export class Dispatch {
  constructor(
    private readonly effects: ExternalEffects,
    private readonly channels: ChannelEffects,
    private readonly desk: DeliveryDesk,
  ) {}

  async send(tx: Transaction, kind: ChannelKind, { id, institutionId, dueAt }: Due): Promise<void> {
    if (dueAt > tx.now) await this.desk.sendLater(tx, id, institutionId, dueAt);
    else this.effects.request(tx, this.channels.of(kind), { deliveryId: id }, { institutionId });
  }
}

/** Sends what had to wait: for the end of quiet hours, or as long as the receiver asked for. */
@Injectable()
export class DeferredDeliveries extends DeadlineHandler {
  readonly kinds = [DELIVERY];

  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly dispatch: Dispatch,
  ) {
    super();
  }

  async expire(tx: Transaction, { subjectId }: DueDeadline): Promise<void> {
    const row = await this.deliveries.lock(tx, subjectId);
    if (row?.state !== 'WAITING') return;
    await this.deliveries.change(tx, row.id, { state: 'SENDING' });
    const channel = await this.deliveries.kindOf(tx, row.channelId);
    const { id, institutionId } = row;
    await this.dispatch.send(tx, channel!.kind, { id, institutionId, dueAt: tx.now });
  }
}
