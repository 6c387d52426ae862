import { Injectable } from '@nestjs/common';
import { Attachments, type NewAttachment } from '#patient';
import type { ActorContext, ChangeCommand, Claim } from '#platform';
import { CONSULTATION_ATTACHMENTS } from '../data/attachment-table.js';
import { ConsultationTransitions } from './consultation-transitions.js';

export interface AttachCommand extends ChangeCommand, NewAttachment {}

export interface RemoveCommand extends ChangeCommand {
  readonly attachmentId: string;
}

/** Files of a case: images, reports, scans. */
@Injectable()
export class ConsultationAttachmentService {
  constructor(
    private readonly transitions: ConsultationTransitions,
    private readonly attachments: Attachments,
  ) {}

  /** @throws NotFoundError for a file that the actor has not uploaded, or that something uses already */
  attach(actor: ActorContext, command: AttachCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'attach',
      operation: 'attachToConsultation',
      topic: 'consultation.attachment-added',
      bring: async (tx, { row, limits }) => {
        const taken = await this.attachments.count(tx, CONSULTATION_ATTACHMENTS, row.id);
        return { attachmentsLeft: Math.max(0, limits['consultation.attachment_limit_files'] - taken) };
      },
      effect: async (tx, { row }) => {
        await this.attachments.add(tx, CONSULTATION_ATTACHMENTS, row.id, command);
        return {};
      },
    });
  }

  /** @throws NotFoundError where the case has no such attachment */
  remove(actor: ActorContext, command: RemoveCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'removeAttachment',
      operation: 'removeConsultationAttachment',
      topic: 'consultation.attachment-removed',
      effect: async (tx, { row }) => {
        await this.attachments.remove(tx, CONSULTATION_ATTACHMENTS, row.id, command.attachmentId);
        return {};
      },
    });
  }
}
