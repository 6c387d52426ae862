import { Injectable } from '@nestjs/common';
import { AccountDirectory, Role } from '#identity';
import {
  ReasonCheck,
  peopleBehind,
  reasonOf,
  type ActorContext,
  type Claim,
  type Transaction,
  type ChangeCommand,
  type ReasonCommand,
} from '#platform';
import type { ReferralRow } from '../data/referral-facts.reader.js';
import { isSecondPerson } from '../domain/review.js';
import { ReceiverAccess } from './receiver-access.js';
import { UpTransitionService } from './up-transition.service.js';

/** What the sender's head lets pass, and what goes back to the author. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly transitions: UpTransitionService,
    private readonly accounts: AccountDirectory,
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

  /** Whose people review the referral before it leaves; null where nobody does. */
  async reviewerOf(tx: Transaction, row: ReferralRow): Promise<string | null> {
    if (!row.reviewSwitch?.reviewRequired) return null;
    const heads = await this.accounts.holding(tx, {
      institutionId: row.fromInstitutionId,
      departmentId: row.authorDepartmentId,
      roles: [Role.TOWNSHIP_HEAD, ...(row.authorDepartmentId ? [Role.DEPT_HEAD] : [])],
      at: tx.now,
    });
    const writers = [...row.writers, ...peopleBehind(tx.actor)];
    const others = heads.filter((id) => isSecondPerson([id], { ...row, writers }));
    return others.length > 0 ? row.fromInstitutionId : (row.reviewSwitch.fallbackInstitutionId ?? row.toInstitutionId);
  }
}

function isInReview({ state }: ReferralRow): boolean {
  return state === 'PENDING_INTERNAL_REVIEW';
}
