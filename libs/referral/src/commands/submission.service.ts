import { Injectable } from '@nestjs/common';
import { ReasonCheck, type ActorContext, type Claim, type Transaction, type ChangeCommand } from '#platform';
import type { Loaded } from '../data/referral-facts.reader.js';
import type { ReferralChanges } from '../data/referral.repository.js';
import { consentDueAt, duplicatesSince, earliestArrival, isRecordedLate } from '../domain/limits.js';
import { numberPrefix } from '../domain/referral-no.js';
import { ReceiverAccess } from './receiver-access.js';
import { NOT_REVIEWED, Reviewers, upReviewed, type Reviewing } from './reviewers.js';
import type { ReferralEffect } from './referral-transition.service.js';
import { UpTransitionService } from './up-transition.service.js';

export interface SubmitCommand extends ChangeCommand {
  /** The open referral that looks like the same request and is not. */
  readonly confirmDuplicateOf?: string | null;
  /** Why this department and not the one that was suggested. */
  readonly routingReasonCode?: string | null;
}

export interface RetrospectiveCommand extends ChangeCommand {
  readonly arrivedAt: Date;
}

/** How a draft becomes a referral: sent, or recorded after the patient has already arrived. */
@Injectable()
export class SubmissionService {
  constructor(
    private readonly transitions: UpTransitionService,
    private readonly reviewers: Reviewers,
    private readonly access: ReceiverAccess,
    private readonly reasons: ReasonCheck,
  ) {}

  /** Sends it to the receiver, or first to whoever reviews it for the sender. */
  submit(actor: ActorContext, command: SubmitCommand): Promise<Claim> {
    let reviewing: Reviewing | null;
    return this.transitions.run(actor, command, {
      action: 'submit',
      operation: 'submitReferral',
      topic: 'referral.submitted',
      withPatient: true,
      bring: async (tx, loaded) => {
        reviewing = await this.reviewers.assign(tx, upReviewed(loaded.row));
        return {
          confirmDuplicateOf: command.confirmDuplicateOf,
          possibleDuplicateId: possibleDuplicate(tx, loaded),
          reviewRequired: reviewing !== null,
        };
      },
      effect: async (tx, { row }, to) => {
        const sent = { ...numbered(tx, row), ...(reviewing ?? NOT_REVIEWED) };
        const why = await this.routingReason(tx, command);
        return to === 'PENDING_INTERNAL_REVIEW'
          ? { ...why, topic: 'referral.review-requested', changes: sent }
          : { ...why, changes: { ...sent, ...this.access.begin(tx, row) } };
      },
    });
  }

  /** The patient has arrived already: nobody is told, and nobody has to answer. */
  recordRetrospectively(actor: ActorContext, command: RetrospectiveCommand): Promise<Claim> {
    const { arrivedAt } = command;
    return this.transitions.run(actor, command, {
      action: 'recordRetrospectively',
      operation: 'recordReferralRetrospectively',
      topic: 'referral.recorded-retrospectively',
      bring: (tx, { limits }) => ({ arrivedAt, earliestArrival: earliestArrival(tx.now, limits) }),
      effect: (tx, { row, limits }) => ({
        changes: {
          ...numbered(tx, row),
          ...this.access.begin(tx, row),
          arrivedAt,
          retrospective: true,
          recordedLate: isRecordedLate(arrivedAt, tx.now, limits),
          consentDueAt: row.consentOnFile ? null : consentDueAt(arrivedAt, limits),
        },
      }),
    });
  }

  private async routingReason(tx: Transaction, { routingReasonCode }: SubmitCommand): Promise<ReferralEffect> {
    if (!routingReasonCode) return {};
    await this.reasons.require('referral.routing_choice', tx, { path: 'routingReasonCode', code: routingReasonCode });
    return { reasonCode: routingReasonCode };
  }
}

/** The first submit gives number and place in the queue, which are kept. */
export function numbered(tx: Transaction, { firstSubmittedAt, kind }: Loaded['row']): ReferralChanges {
  return {
    archivedAt: null,
    ...(!firstSubmittedAt && { firstSubmittedAt: tx.now, numberedAs: numberPrefix(tx.now, kind) }),
  };
}

function possibleDuplicate(tx: Transaction, { row: { alike }, limits }: Loaded): string | null {
  return alike && new Date(alike.firstSubmittedAt) > duplicatesSince(tx.now, limits) ? alike.id : null;
}
