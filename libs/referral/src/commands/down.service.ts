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
import { DownPackageRepository } from '../data/down-package.repository.js';
import { DownAccess } from './down-access.js';
import { DOWN_PURPOSES, downHeadOf, type DownContent } from './down-content.js';
import { DownReceiver } from './down-receiver.js';
import { DownTransitionService, type DownStep } from './down-transition.service.js';
import { PurposeCheck } from './purpose-check.js';

export interface EditDownCommand extends ChangeCommand, DownContent {}

export interface AllocateCommand extends ChangeCommand {
  readonly receiverStaffId: string;
}

/** What happens to a down-referral once it is sent, until the township takes the patient on; one method a domain verb. */
@Injectable()
export class DownService {
  constructor(
    private readonly transitions: DownTransitionService,
    private readonly packages: DownPackageRepository,
    private readonly receiver: DownReceiver,
    private readonly purposes: PurposeCheck,
    private readonly reasons: ReasonCheck,
    private readonly access: DownAccess,
  ) {}

  edit(actor: ActorContext, command: EditDownCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'edit',
      operation: 'editDownReferral',
      topic: 'referral.edited',
      effect: async (tx, { row }) => {
        const target = await this.receiver.target(tx, command);
        await this.purposes.require(tx, DOWN_PURPOSES, command);
        await this.packages.save(tx, row.packageId, command.package);
        return { changes: { ...target, ...downHeadOf(command), editedAt: tx.now, archivedAt: null } };
      },
    });
  }

  /** Names the doctor who is to receive the patient; a head may name themselves. */
  allocate(actor: ActorContext, command: AllocateCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'allocate',
      operation: 'allocateDownReferral',
      topic: 'referral.down-allocated',
      effect: async (tx, { row: { toInstitutionId, toDepartmentId } }) => {
        const { receiverStaffId } = command;
        await this.receiver.requireReceiver(tx, toInstitutionId, { toDepartmentId, receiverStaffId });
        return { changes: { ownerStaffId: receiverStaffId } };
      },
    });
  }

  receive(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'receive',
      operation: 'receiveDownReferral',
      topic: 'referral.down-received',
    });
  }

  /** The doctor gives it back to the head, who names another one. */
  declineReceipt(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.withReason(actor, command, 'referral.down-doctor', {
      action: 'declineReceipt',
      operation: 'declineDownReferral',
      topic: 'referral.down-declined',
      effect: () => ({ changes: { ownerStaffId: null } }),
    });
  }

  /** The named doctor has been silent for too long: the head names another one. Only the system does this. */
  takeBack(tx: Transaction, command: ChangeCommand): Promise<void> {
    return this.transitions.take(tx, command, {
      action: 'declineReceipt',
      operation: 'takeDownReferralBack',
      topic: 'referral.down-receipt-missed',
      effect: () => ({ changes: { ownerStaffId: null } }),
    });
  }

  /** Nobody has gone on with a draft. Only the system does this; editing takes it out of the archive. */
  archive(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'archive',
      operation: 'archiveDownReferral',
      topic: 'referral.archived',
      effect: (tx) => ({ changes: { archivedAt: tx.now } }),
    });
  }

  /** The institution cannot take the patient. */
  refuse(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.withReason(actor, command, 'referral.down-institution', {
      action: 'refuse',
      operation: 'refuseDownReferral',
      topic: 'referral.down-refused',
      effect: (tx, loaded) => ({ changes: this.access.end(tx, loaded) }),
    });
  }

  cancel(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.withReason(actor, command, 'referral.cancel', {
      action: 'cancel',
      operation: 'cancelDownReferral',
      topic: 'referral.down-cancelled',
      effect: (tx, loaded) => ({ changes: this.access.end(tx, loaded) }),
    });
  }

  closeByAgreement(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.withReason(actor, command, 'referral.close', {
      action: 'closeByAgreement',
      operation: 'closeDownReferralByAgreement',
      topic: 'referral.down-closed',
      effect: (tx, loaded) => ({ changes: this.access.end(tx, loaded) }),
    });
  }

  private withReason(actor: ActorContext, command: ReasonCommand, list: string, step: DownStep): Promise<Claim> {
    return this.transitions.run(actor, command, {
      ...step,
      bring: (tx) => this.reasons.from(list, tx, command),
      effect: async (tx, loaded, to) => ({ ...(await step.effect?.(tx, loaded, to)), ...reasonOf(command) }),
    });
  }
}
