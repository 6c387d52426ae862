import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Permission } from '#identity';
import {
  Actor,
  Allow,
  DownloadParameters,
  FileRoutes,
  Public,
  UuidPipe,
  type ActorContext,
  type CheckedFile,
} from '#platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ATTACHMENT_PURPOSE } from '../domain/attachment.js';
import { AttachmentQueries } from '../queries/attachment.queries.js';

/** The content of attachments. */
@Controller()
export class AttachmentFileController {
  constructor(
    private readonly routes: FileRoutes,
    private readonly queries: AttachmentQueries,
  ) {}

  /** What the file is called is told when it is attached. */
  @Allow(Permission.DraftReferral, Permission.DraftDownReferral)
  @Post('referral-attachments')
  upload(@Req() request: FastifyRequest, @Actor() actor: ActorContext): Promise<CheckedFile> {
    return this.routes.take(actor, ATTACHMENT_PURPOSE, request);
  }

  @Public()
  @Get('referral-attachments/:id')
  download(
    @Param('id', UuidPipe) id: string,
    @Query() { link }: DownloadParameters,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const open = this.queries.open.bind(this.queries);
    return this.routes.give(request, reply, { link, id, purpose: ATTACHMENT_PURPOSE, open });
  }
}
