import { Injectable } from '@nestjs/common';
import { ContractDirectory } from '#patient';
import {
  ReasonCheck,
  reasonOf,
  type ActorContext,
  type Claim,
  type Transaction,
  type ChangeCommand,
  type ReasonCommand,
} from '#platform';
import type { LoadedDown } from '../data/down-facts.reader.js';
import { FollowUpRepository, type ContactAttempt } from '../data/follow-up.repository.js';
import { firstTaskOn } from '../domain/follow-up.js';
import { requireMade } from './contact-attempts.js';
import { DownAccess } from './down-access.js';
import { DownReceiver } from './down-receiver.js';
import { DownTransitionService } from './down-transition.service.js';

export interface NotArrivedCommand extends ChangeCommand {
  /** Calls in vain. */
  readonly calls: readonly ContactAttempt[];
}

export interface ReassignCommand extends ReasonCommand {
  readonly receiverStaffId: string;
}

/** From the way home to the end of the follow-up. */
@Injectable()
export class DownArrivalService {
  constructor(
    private readonly transitions: DownTransitionService,
    private readonly followUps: FollowUpRepository,
    private readonly contracts: ContractDirectory,
    private readonly reasons: ReasonCheck,
    private readonly access: DownAccess,
    private readonly receiver: DownReceiver,
  ) {}

  /** The patient is back: the family-doctor team has its first task. */
  confirmArrival(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'confirmArrival',
      operation: 'confirmDownReferralArrival',
      topic: 'referral.down-arrived',
      effect: async (tx, loaded) => {
        await this.beginFollowUp(tx, loaded);
        return {};
      },
    });
  }

  reportNotArrived(actor: ActorContext, command: NotArrivedCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'reportNotArrived',
      operation: 'reportDownReferralNotArrived',
      topic: 'referral.down-not-arrived',
      effect: async (tx) => {
        requireMade(tx, command.calls, (index) => `calls.${index}.madeAt`);
        await this.followUps.logAttempts(tx, { referralId: command.id, taskId: null }, command.calls);
        return {};
      },
    });
  }

  /** Another doctor looks after a patient who was received already, with whatever is still to be done. */
  reassign(actor: ActorContext, command: ReassignCommand): Promise<Claim> {
    const { receiverStaffId } = command;
    return this.transitions.run(actor, command, {
      action: 'reassign',
      operation: 'reassignDownReferral',
      topic: 'referral.down-allocated',
      bring: async (tx) => ({ receiverStaffId, ...(await this.reasons.from('referral.down-doctor', tx, command)) }),
      effect: async (tx, { row }) => {
        await this.receiver.requireReceiver(tx, row.toInstitutionId, { ...row, receiverStaffId });
        this.followUps.handOver(tx, row.id, { from: row.ownerStaffId!, to: receiverStaffId });
        return { ...reasonOf(command), changes: { ownerStaffId: receiverStaffId } };
      },
    });
  }

  /** The doctor has left: a colleague who receives patients there takes over, with the follow-up that waits. Only the system does this. */
  handOver(tx: Transaction, command: ChangeCommand, receiverStaffId: string): Promise<void> {
    return this.transitions.take(tx, command, {
      action: 'reassign',
      operation: 'handDownReferralOver',
      topic: 'referral.down-allocated',
      bring: () => ({ receiverStaffId }),
      effect: (_tx, { row }) => {
        this.followUps.handOver(tx, row.id, { from: row.ownerStaffId!, to: receiverStaffId });
        return { changes: { ownerStaffId: receiverStaffId } };
      },
    });
  }

  /** Nobody has said that the patient has come. Only the system does this, and it has called nobody. */
  missArrival(tx: Transaction, command: ChangeCommand): Promise<void> {
    return this.transitions.take(tx, command, {
      action: 'reportNotArrived',
      operation: 'missDownReferralArrival',
      topic: 'referral.down-arrival-missed',
    });
  }

  endFollowUp(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'endFollowUp',
      operation: 'endDownReferralFollowUp',
      topic: 'referral.down-completed',
      bring: async (tx) => ({
        ...(await this.reasons.from('referral.follow-up-end', tx, command)),
        reasonCode: command.reasonCode,
      }),
      effect: (tx, loaded) => ({ changes: this.access.end(tx, loaded), ...reasonOf(command) }),
    });
  }

  /** Whoever has no contract is looked after by the doctor who receives them. */
  private async beginFollowUp(tx: Transaction, { row, facts }: LoadedDown): Promise<void> {
    const { patientId, toInstitutionId: institutionId, ownerStaffId } = row;
    const contracted = await this.contracts.teamOf(tx, { patientId, institutionId, at: tx.now });
    const team = contracted ?? { doctorStaffId: ownerStaffId!, villageDoctorStaffId: null, teamId: null };
    const dueOn = firstTaskOn(row.package.firstFollowUpOn, facts.today);
    await this.followUps.create(tx, row.id, dueOn, team);
  }
}
