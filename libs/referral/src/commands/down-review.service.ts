import { Injectable } from '@nestjs/common';
import {
  ReasonCheck,
  reasonOf,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
  type Transaction,
} from '#platform';
import type { LoadedDown } from '../data/down-facts.reader.js';
import type { ReferralChanges } from '../data/referral.repository.js';
import { numberPrefix } from '../domain/referral-no.js';
import { DownAccess } from './down-access.js';
import { DownTransitionService } from './down-transition.service.js';
import { Reviewers, downReviewed } from './reviewers.js';

/** Sending a patient down, and what the department's head or the referral centre lets pass. */
@Injectable()
export class DownReviewService {
  constructor(
    private readonly transitions: DownTransitionService,
    private readonly reviewers: Reviewers,
    private readonly access: DownAccess,
    private readonly reasons: ReasonCheck,
  ) {}

  /** Where the department reviews first, the township hears of it only once that is done. */
  submit(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'submit',
      operation: 'submitDownReferral',
      topic: 'referral.down-submitted',
      effect: async (tx, { row }) => {
        const sent = (await this.reviewers.assign(tx, downReviewed(row))) ?? this.access.grant(tx, row);
        return { changes: { ...placeInQueue(tx, row), ...sent } };
      },
    });
  }

  approve(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'approve',
      operation: 'approveDownReferral',
      topic: 'referral.down-approved',
      effect: (tx, { row }) => ({ changes: this.access.grant(tx, row) }),
    });
  }

  returnForEdit(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'returnForEdit',
      operation: 'returnDownReferralForEdit',
      topic: 'referral.down-returned',
      bring: (tx) => this.reasons.from('referral.return.internal', tx, command),
      effect: () => reasonOf(command),
    });
  }
}

/** The first submit gives number and place in the queue. */
function placeInQueue(tx: Transaction, row: LoadedDown['row']): ReferralChanges {
  const first = row.firstSubmittedAt ? {} : { firstSubmittedAt: tx.now, numberedAs: numberPrefix(tx.now) };
  return { archivedAt: null, ...first };
}
