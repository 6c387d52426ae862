import { Injectable } from '@nestjs/common';
import { checkReason } from '#kernel';
import { PatientAccess } from '#patient';
import { ReferenceData, type ActorContext, type Claim, type Transaction } from '#platform';
import type { OutcomeEntity } from '../data/outcome.entity.js';
import { ReferralRepository } from '../data/referral.repository.js';
import { accessExpiresAt, duplicatesSince } from '../domain/limits.js';
import type { Handling } from '../domain/referral-state.js';
import { numberPrefix } from '../domain/referral-no.js';
import type { UpAttempt } from '../domain/up.lifecycle.js';
import type { Loaded } from '../data/referral-facts.reader.js';
import { RoutingChoices } from './routing-choices.js';
import { UpTransitionService, type Effect, type ReferralCommand } from './up-transition.service.js';

export interface SubmitCommand extends ReferralCommand {
  /** The open referral that looks like the same request and is not. */
  readonly confirmDuplicateOf?: string | null;
  /** Why this department and not the one that was suggested. */
  readonly routingReasonCode?: string | null;
}

export interface ReasonCommand extends ReferralCommand {
  readonly reasonCode: string;
  readonly comment?: string | null;
}

export interface AcceptCommand extends ReferralCommand {
  readonly handling: Handling;
}

export interface OutcomeCommand extends ReferralCommand {
  readonly diagnoses: OutcomeEntity['diagnoses'];
  readonly treatment: string;
  readonly feedback: string;
  readonly appropriate: boolean;
  readonly inappropriateReason?: string | null;
}

/** The life of an up-referral, one method a domain verb. Arrangement and arrival have a service of their own. */
@Injectable()
export class UpService {
  constructor(
    private readonly transitions: UpTransitionService,
    private readonly referrals: ReferralRepository,
    private readonly patients: PatientAccess,
    private readonly reference: ReferenceData,
    private readonly choices: RoutingChoices,
  ) {}

  submit(actor: ActorContext, command: SubmitCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'submit',
      operation: 'submitReferral',
      topic: 'referral.submitted',
      withPatient: true,
      bring: (tx, loaded) => ({ ...command, possibleDuplicateId: possibleDuplicate(tx, loaded) }),
      effect: async (tx, loaded) => {
        await this.choices.record(tx, loaded.row, command.routingReasonCode ?? null);
        return this.send(tx, loaded);
      },
    });
  }

  claim(actor: ActorContext, command: ReferralCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'claim',
      operation: 'claimReferral',
      topic: 'referral.claimed',
      effect: () => ({ changes: { ownerStaffId: actor.staffId } }),
    });
  }

  release(actor: ActorContext, command: ReferralCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'release',
      operation: 'releaseReferral',
      topic: 'referral.released',
      effect: () => ({ changes: { ownerStaffId: null } }),
    });
  }

  accept(actor: ActorContext, command: AcceptCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'accept',
      operation: 'acceptReferral',
      topic: 'referral.accepted',
      effect: () => ({ changes: { handling: command.handling } }),
    });
  }

  reject(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'reject',
      operation: 'rejectReferral',
      topic: 'referral.rejected',
      bring: (tx) => this.reasonFrom('referral.reject', tx, command),
      effect: (tx, loaded) => ({ ...reasonOf(command), changes: this.end(tx, loaded) }),
    });
  }

  /** The form needs mending; that is no clinical refusal, and the referral keeps its place in the queue. */
  returnForEdit(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'returnForEdit',
      operation: 'returnReferralForEdit',
      topic: 'referral.returned',
      bring: (tx) => this.reasonFrom('referral.return', tx, command),
      effect: () => ({ ...reasonOf(command), changes: { ownerStaffId: null } }),
    });
  }

  recordOutcome(actor: ActorContext, command: OutcomeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'recordOutcome',
      operation: 'recordReferralOutcome',
      topic: 'referral.outcome-recorded',
      bring: () => command,
      effect: async (tx) => {
        await this.referrals.saveOutcome(tx, outcomeOf(tx, command));
        return {};
      },
    });
  }

  complete(actor: ActorContext, command: ReferralCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'complete',
      operation: 'completeReferral',
      topic: 'referral.completed',
      effect: (tx, loaded) => ({ changes: this.end(tx, loaded) }),
    });
  }

  /** The first submit gives number and place in the queue; the receiver gains access to the patient. */
  private send(tx: Transaction, { row }: Loaded): Effect {
    this.patients.grantAccess(tx, {
      patientId: row.patientId,
      institutionId: row.toInstitutionId,
      basis: 'REFERRAL',
      sourceType: 'referral',
      sourceId: row.id,
      expiresAt: null,
    });
    return row.firstSubmittedAt ? {} : { changes: { firstSubmittedAt: tx.now, numberedAs: numberPrefix(tx.now) } };
  }

  /** An end: the receiver's access to the patient runs out after a while. */
  private end(tx: Transaction, { row, limits }: Loaded): { endedAt: Date } {
    const source = { sourceType: 'referral', sourceId: row.id };
    this.patients.expireGrants(tx, source, accessExpiresAt(tx.now, limits));
    return { endedAt: tx.now };
  }

  private async reasonFrom(list: string, tx: Transaction, { reasonCode, comment }: ReasonCommand): Promise<UpAttempt> {
    const verdict = checkReason(await this.reference.reasons(list, tx.now, tx), reasonCode, comment, tx.now);
    return { reasonProblem: verdict === true ? null : verdict.rule };
  }
}

function possibleDuplicate(tx: Transaction, { row: { alike }, limits }: Loaded): string | null {
  return alike && new Date(alike.firstSubmittedAt) > duplicatesSince(tx.now, limits) ? alike.id : null;
}

function reasonOf({ reasonCode, comment }: ReasonCommand): Effect {
  return { reasonCode, comment };
}

function outcomeOf(tx: Transaction, command: OutcomeCommand): OutcomeEntity {
  return {
    referralId: command.id,
    diagnoses: command.diagnoses,
    treatment: command.treatment,
    feedback: command.feedback,
    appropriate: command.appropriate,
    inappropriateReason: command.inappropriateReason ?? null,
    recordedByStaffId: tx.actor.staffId,
    recordedAt: tx.now,
  };
}
