import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { GreenChannel } from '../domain/green-channel.js';
import { GreenChannelService } from './green-channel.service.js';
import { ReceiverAccess } from './receiver-access.js';
import { numbered } from './submission.service.js';
import { UpTransitionService } from './up-transition.service.js';

/** Brings a written emergency to its receiver, with its green channel where it has one. */
@Injectable()
export class EmergencyDispatch {
  constructor(
    private readonly transitions: UpTransitionService,
    private readonly access: ReceiverAccess,
    private readonly greenChannels: GreenChannelService,
  ) {}

  async send(tx: Transaction, id: string, channel: GreenChannel | null): Promise<void> {
    await this.transitions.take(
      tx,
      { id, expectedVersion: 1 },
      {
        action: 'submitEmergency',
        operation: 'submitEmergencyReferral',
        topic: 'referral.emergency-submitted',
        effect: (_tx, { row }) => ({
          changes: { ...numbered(tx, row), ...this.access.begin(tx, row), handling: 'EMERGENCY' },
        }),
      },
    );
    if (channel) await this.greenChannels.openIn(tx, { id, expectedVersion: 2, channel });
  }
}
