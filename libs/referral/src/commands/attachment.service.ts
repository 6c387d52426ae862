import { Injectable } from '@nestjs/common';
import type { ActorContext, Claim, ChangeCommand } from '#platform';
import { AttachmentRepository } from '../data/attachment.repository.js';
import { touched } from './new-referral.js';
import { UpTransitionService } from './up-transition.service.js';

export interface AttachCommand extends ChangeCommand {
  readonly fileId: string;
  readonly name: string;
}

export interface RemoveAttachmentCommand extends ChangeCommand {
  readonly attachmentId: string;
}

/** Files of a referral's clinical package, while its author may edit it. */
@Injectable()
export class AttachmentService {
  constructor(
    private readonly transitions: UpTransitionService,
    private readonly attachments: AttachmentRepository,
  ) {}

  attach(actor: ActorContext, command: AttachCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'attach',
      operation: 'attachToReferral',
      topic: 'referral.attachment-added',
      bring: async (tx, { row, limits }) => {
        const left = limits['referral.attachment_limit_files'] - (await this.attachments.count(tx, row.packageId));
        return { attachmentsLeft: Math.max(0, left) };
      },
      effect: async (tx, { row }) => {
        await this.attachments.add(tx, row.packageId, command);
        return { changes: touched(tx) };
      },
    });
  }

  remove(actor: ActorContext, command: RemoveAttachmentCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'removeAttachment',
      operation: 'removeAttachment',
      topic: 'referral.attachment-removed',
      effect: async (tx, { row }) => {
        await this.attachments.remove(tx, row.packageId, command.attachmentId);
        return { changes: touched(tx) };
      },
    });
  }
}
