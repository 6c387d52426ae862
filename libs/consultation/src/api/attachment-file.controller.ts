import { Controller, Post, Req } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, FileController, FileRoutes, type ActorContext, type CheckedFile } from '#platform';
import type { FastifyRequest } from 'fastify';
import { CONSULTATION_ATTACHMENTS } from '../data/attachment-table.js';
import { ConsultationAttachmentFiles } from '../queries/attachment-files.js';

/** The content of attachments. */
@Controller(CONSULTATION_ATTACHMENTS.kind.path)
export class ConsultationAttachmentController extends FileController {
  constructor(
    protected readonly routes: FileRoutes,
    protected readonly held: ConsultationAttachmentFiles,
  ) {
    super();
  }

  /** What the file is called is told when it is attached. */
  @Allow(Permission.InviteConsultation)
  @Post()
  upload(@Req() request: FastifyRequest, @Actor() actor: ActorContext): Promise<CheckedFile> {
    return this.take(actor, request);
  }
}
