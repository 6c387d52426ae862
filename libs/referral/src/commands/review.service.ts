import { Injectable } from '@nestjs/common';
import {
  ReasonCheck,
  reasonOf,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
} from '#platform';
import type { ReferralRow } from '../data/referral-facts.reader.js';
import { ReceiverAccess } from './receiver-access.js';
import { UpTransitionService } from './up-transition.service.js';

/** What the sender's head lets pass, and what goes back to the author. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly transitions: UpTransitionService,
    private readonly access: ReceiverAccess,
    private readonly reasons: ReasonCheck,
  ) {}

  approve(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'approve',
      operation: 'approveReferral',
      topic: 'referral.approved',
      effect: (tx, { row }) => ({ changes: this.access.begin(tx, row) }),
    });
  }

  /** The form needs mending; that is no clinical refusal, and the referral keeps its place in the queue. */
  returnForEdit(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'returnForEdit',
      operation: 'returnReferralForEdit',
      topic: 'referral.returned',
      bring: (tx, { row }) =>
        this.reasons.from(isInReview(row) ? 'referral.return.internal' : 'referral.return', tx, command),
      effect: (_tx, { row }) => ({
        ...reasonOf(command),
        ...(isInReview(row) && { topic: 'referral.returned-internally' }),
        changes: { ownerStaffId: null },
      }),
    });
  }
}

function isInReview({ state }: ReferralRow): boolean {
  return state === 'PENDING_INTERNAL_REVIEW';
}
