import { Injectable } from '@nestjs/common';
import { Attachments, type NewAttachment } from '#patient';
import type { ActorContext, ChangeCommand, Claim, Transaction } from '#platform';
import { REFERRAL_ATTACHMENTS } from '../data/attachment-table.js';
import type { ReferralLimits } from '../domain/limits.js';
import { DownTransitionService } from './down-transition.service.js';
import { touched } from './new-referral.js';
import { UpTransitionService } from './up-transition.service.js';

export interface AttachCommand extends ChangeCommand, NewAttachment {}

export interface RemoveAttachmentCommand extends ChangeCommand {
  readonly attachmentId: string;
}

/** A referral whose package files belong to, whichever way it goes. */
interface Bearer {
  readonly row: { readonly packageId: string };
  readonly limits: ReferralLimits;
}

/** Files of a referral's clinical package, while its author may edit it. */
@Injectable()
export class AttachmentService {
  constructor(
    private readonly up: UpTransitionService,
    private readonly down: DownTransitionService,
    private readonly attachments: Attachments,
  ) {}

  attach(actor: ActorContext, command: AttachCommand): Promise<Claim> {
    return this.up.run(actor, command, { operation: 'attachToReferral', ...this.adding(command) });
  }

  attachDown(actor: ActorContext, command: AttachCommand): Promise<Claim> {
    return this.down.run(actor, command, { operation: 'attachToDownReferral', ...this.adding(command) });
  }

  remove(actor: ActorContext, command: RemoveAttachmentCommand): Promise<Claim> {
    return this.up.run(actor, command, { operation: 'removeAttachment', ...this.removing(command) });
  }

  removeDown(actor: ActorContext, command: RemoveAttachmentCommand): Promise<Claim> {
    return this.down.run(actor, command, { operation: 'removeDownReferralAttachment', ...this.removing(command) });
  }

  private adding(command: AttachCommand) {
    return {
      action: 'attach',
      topic: 'referral.attachment-added',
      bring: async (tx: Transaction, { row, limits }: Bearer) => {
        const taken = await this.attachments.count(tx, REFERRAL_ATTACHMENTS, row.packageId);
        return { attachmentsLeft: Math.max(0, limits['referral.attachment_limit_files'] - taken) };
      },
      effect: async (tx: Transaction, { row }: Bearer) => {
        await this.attachments.add(tx, REFERRAL_ATTACHMENTS, row.packageId, command);
        return { changes: touched(tx) };
      },
    } as const;
  }

  private removing({ attachmentId }: RemoveAttachmentCommand) {
    return {
      action: 'removeAttachment',
      topic: 'referral.attachment-removed',
      effect: async (tx: Transaction, { row }: Bearer) => {
        await this.attachments.remove(tx, REFERRAL_ATTACHMENTS, row.packageId, attachmentId);
        return { changes: touched(tx) };
      },
    } as const;
  }
}
