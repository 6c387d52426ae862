import { Injectable } from '@nestjs/common';
import {
  ReasonCheck,
  actingFor,
  reasonOf,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
  type Transaction,
} from '#platform';
import type { OutcomeEntity } from '../data/outcome.entity.js';
import { ReferralRepository } from '../data/referral.repository.js';
import type { PlannedHandling } from '../domain/referral-state.js';
import { ReceiverAccess } from './receiver-access.js';
import { UpReceiver } from './up-receiver.js';
import { UpTransitionService } from './up-transition.service.js';

export interface AssignCommand extends ChangeCommand {
  readonly doctorStaffId: string;
}

export interface AcceptCommand extends ChangeCommand {
  readonly handling: PlannedHandling;
}

export interface AdviceCommand extends ChangeCommand {
  readonly advice: string;
}

export interface OutcomeCommand extends ChangeCommand {
  readonly diagnoses: OutcomeEntity['diagnoses'];
  readonly treatment: string;
  readonly feedback: string;
  readonly appropriate: boolean;
  readonly inappropriateReason?: string | null;
}

const RELEASED = { action: 'release', topic: 'referral.released' } as const;
const ASSIGNED = { action: 'assign', topic: 'referral.assigned' } as const;

/** What the receiver does with a referral, one method a domain verb; the visit and the ends have services of their own. */
@Injectable()
export class UpService {
  constructor(
    private readonly transitions: UpTransitionService,
    private readonly referrals: ReferralRepository,
    private readonly access: ReceiverAccess,
    private readonly reasons: ReasonCheck,
    private readonly receiver: UpReceiver,
  ) {}

  claim(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'claim',
      operation: 'claimReferral',
      topic: 'referral.claimed',
      effect: () => ({ changes: { ownerStaffId: actingFor(actor) } }),
    });
  }

  release(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      ...RELEASED,
      operation: 'releaseReferral',
      effect: () => ({ changes: { ownerStaffId: null } }),
    });
  }

  /** Makes a doctor of the department the owner, whether or not another one has claimed it. */
  assign(actor: ActorContext, command: AssignCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      ...ASSIGNED,
      operation: 'assignReferral',
      bring: async (tx, loaded) => ({
        assigneeReceives: await this.receiver.receives(tx, loaded.row, command.doctorStaffId),
      }),
      effect: () => ({ changes: { ownerStaffId: command.doctorStaffId } }),
    });
  }

  /** The owner has left: a successor who receives referrals there takes over, or it is free again. Only the system does this. */
  handOver(tx: Transaction, command: ChangeCommand, successorStaffId: string | null): Promise<void> {
    const named = successorStaffId === null ? RELEASED : ASSIGNED;
    return this.transitions.take(tx, command, {
      ...named,
      operation: 'handReferralOver',
      reach: 'system',
      bring: () => ({ assigneeReceives: successorStaffId !== null }),
      effect: () => ({ changes: { ownerStaffId: successorStaffId } }),
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

  /** Answers what can be done where the patient is: an answer, and a referral that was avoided. */
  returnWithAdvice(actor: ActorContext, command: AdviceCommand): Promise<Claim> {
    const { advice } = command;
    return this.transitions.run(actor, command, {
      action: 'returnWithAdvice',
      operation: 'returnReferralWithAdvice',
      topic: 'referral.returned-with-advice',
      bring: () => ({ advice }),
      effect: (tx, loaded) => ({ comment: advice, changes: this.access.end(tx, loaded) }),
    });
  }

  reject(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'reject',
      operation: 'rejectReferral',
      topic: 'referral.rejected',
      bring: (tx) => this.reasons.from('referral.reject', tx, command),
      effect: (tx, loaded) => ({ ...reasonOf(command), changes: this.access.end(tx, loaded) }),
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

  complete(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'complete',
      operation: 'completeReferral',
      topic: 'referral.completed',
      effect: (tx, loaded) => ({ changes: this.access.end(tx, loaded) }),
    });
  }
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
