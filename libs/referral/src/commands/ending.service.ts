import { Injectable } from '@nestjs/common';
import {
  ReasonCheck,
  reasonOf,
  type ActorContext,
  type Claim,
  type Transaction,
  type ChangeCommand,
  type ReasonCommand,
} from '#platform';
import type { Loaded } from '../data/referral-facts.reader.js';
import { ReceiverAccess } from './receiver-access.js';
import type { ReferralEffect } from './referral-transition.service.js';
import { UpTransitionService } from './up-transition.service.js';

/** Ends that are no answer of the receiver, and the way back from those that were too early. */
@Injectable()
export class EndingService {
  constructor(
    private readonly transitions: UpTransitionService,
    private readonly access: ReceiverAccess,
    private readonly reasons: ReasonCheck,
  ) {}

  cancel(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'cancel',
      operation: 'cancelReferral',
      topic: 'referral.cancelled',
      bring: (tx) => this.reasons.from('referral.cancel', tx, command),
      effect: (tx, loaded) => this.end(tx, loaded, command),
    });
  }

  closeByAgreement(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'closeByAgreement',
      operation: 'closeReferralByAgreement',
      topic: 'referral.closed',
      bring: (tx) => this.reasons.from('referral.close', tx, command),
      effect: (tx, loaded) => this.end(tx, loaded, command),
    });
  }

  /** Closed or expired too early: it stands where it stood, without the visit that it had. */
  reopen(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'reopen',
      operation: 'reopenReferral',
      topic: 'referral.reopened',
      bring: (tx) => this.reasons.from('referral.reopen', tx, command),
      effect: (tx, { row }) => {
        this.access.grant(tx, row);
        return { ...reasonOf(command), changes: { endedAt: null, endedFrom: null } };
      },
    });
  }

  /** The visit, or the editing of what was returned, has been waited for long enough. Only the system does this. */
  expire(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'expire',
      operation: 'expireReferral',
      topic: 'referral.expired',
      reach: 'system',
      effect: (tx, loaded) => this.end(tx, loaded),
    });
  }

  /** What the receiver asked for has not come. Only the system does this. */
  closeUnanswered(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'closeUnanswered',
      operation: 'closeUnansweredReferral',
      topic: 'referral.closed-unanswered',
      reach: 'system',
      effect: (tx, loaded) => this.end(tx, loaded),
    });
  }

  /** Nobody has gone on with a draft. Only the system does this; editing takes it out of the archive. */
  archive(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'archive',
      operation: 'archiveReferral',
      topic: 'referral.archived',
      reach: 'system',
      effect: (tx) => ({ changes: { archivedAt: tx.now } }),
    });
  }

  private end(tx: Transaction, loaded: Loaded, reason?: ReasonCommand): ReferralEffect {
    return { ...(reason && reasonOf(reason)), changes: this.access.end(tx, loaded) };
  }
}
