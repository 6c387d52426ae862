import { Injectable } from '@nestjs/common';
import { checkReason } from '#kernel';
import { PatientAccess } from '#patient';
import { ReferenceData, type ActorContext, type Claim, type Transaction } from '#platform';
import type { OutcomeEntity } from '../data/outcome.entity.js';
import { ReferralRepository } from '../data/referral.repository.js';
import { accessExpiresAt, duplicatesSince } from '../domain/limits.js';
import type { Handling } from '../domain/referral-state.js';
import { referralNo } from '../domain/referral-no.js';
import type { UpAttempt } from '../domain/up.lifecycle.js';
import type { Loaded } from '../data/referral-facts.reader.js';
import { UpTransitionService, type Effect, type ReferralCommand } from './up-transition.service.js';

export interface SubmitCommand extends ReferralCommand {
  /** The open referral that looks like the same request and is not. */
  readonly confirmDuplicateOf?: string | null;
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
  ) {}

  submit(actor: ActorContext, command: SubmitCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'submit',
      operation: 'submitReferral',
      topic: 'referral.submitted',
      bring: (tx, loaded) => this.possibleDuplicate(tx, loaded, command),
      effect: (tx, loaded) => this.send(tx, loaded),
    });
  }

  claim(actor: ActorContext, command: ReferralCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'claim',
      operation: 'claimReferral',
      topic: 'referral.claimed',
      effect: () => Promise.resolve({ changes: { ownerStaffId: actor.staffId } }),
    });
  }

  release(actor: ActorContext, command: ReferralCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'release',
      operation: 'releaseReferral',
      topic: 'referral.released',
      effect: () => Promise.resolve({ changes: { ownerStaffId: null } }),
    });
  }

  accept(actor: ActorContext, command: AcceptCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'accept',
      operation: 'acceptReferral',
      topic: 'referral.accepted',
      effect: () => Promise.resolve({ changes: { handling: command.handling } }),
    });
  }

  reject(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'reject',
      operation: 'rejectReferral',
      topic: 'referral.rejected',
      bring: (tx) => this.reasonFrom('referral.reject', tx, command),
      effect: async (tx, loaded) => ({ ...reasonOf(command), changes: await this.end(tx, loaded) }),
    });
  }

  /** The form needs mending; that is no clinical refusal, and the referral keeps its place in the queue. */
  returnForEdit(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'returnForEdit',
      operation: 'returnReferralForEdit',
      topic: 'referral.returned',
      bring: (tx) => this.reasonFrom('referral.return', tx, command),
      effect: () => Promise.resolve({ ...reasonOf(command), changes: { ownerStaffId: null } }),
    });
  }

  recordOutcome(actor: ActorContext, command: OutcomeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'recordOutcome',
      operation: 'recordReferralOutcome',
      topic: 'referral.outcome-recorded',
      bring: () => Promise.resolve(command),
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
      effect: async (tx, loaded) => ({ changes: await this.end(tx, loaded) }),
    });
  }

  private async possibleDuplicate(
    tx: Transaction,
    { row }: Loaded,
    { confirmDuplicateOf }: SubmitCommand,
  ): Promise<UpAttempt> {
    const [limits] = await Promise.all([this.referrals.limits(tx), this.patients.lockPatient(tx, row.patientId)]);
    const since = duplicatesSince(tx.now, limits);
    return { possibleDuplicateId: await this.referrals.openDuplicate(tx, row, since), confirmDuplicateOf };
  }

  /** The first submit gives number and place in the queue; the receiver gains access to the patient. */
  private async send(tx: Transaction, { row }: Loaded): Promise<Effect> {
    const granted = this.patients.grantAccess(tx, {
      patientId: row.patientId,
      institutionId: row.toInstitutionId,
      basis: 'REFERRAL',
      sourceType: 'referral',
      sourceId: row.id,
      expiresAt: null,
    });
    const numbered = row.firstSubmittedAt ? null : this.referrals.nextSequence(tx);
    const [sequence] = await Promise.all([numbered, granted]);
    return sequence === null ? {} : { changes: { firstSubmittedAt: tx.now, referralNo: referralNo(tx.now, sequence) } };
  }

  /** An end: the receiver's access to the patient runs out after a while. */
  private async end(tx: Transaction, { row }: Loaded): Promise<{ endedAt: Date }> {
    const expiresAt = accessExpiresAt(tx.now, await this.referrals.limits(tx));
    await this.patients.expireGrants(tx, { sourceType: 'referral', sourceId: row.id }, expiresAt);
    return { endedAt: tx.now };
  }

  private async reasonFrom(list: string, tx: Transaction, { reasonCode, comment }: ReasonCommand): Promise<UpAttempt> {
    const verdict = checkReason(await this.reference.reasons(list, tx.now, tx), reasonCode, comment, tx.now);
    return { reasonProblem: verdict === true ? null : verdict.rule };
  }
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
