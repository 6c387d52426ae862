import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Permission } from '#identity';
import {
  Actor,
  Allow,
  FileLinks,
  Public,
  StoredFiles,
  Upload,
  UuidPipe,
  originOf,
  sendFile,
  type ActorContext,
  type CheckedFile,
} from '#platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ATTACHMENT_PURPOSE } from '../domain/attachment.js';
import { AttachmentQueries } from '../queries/attachment.queries.js';
import { DownloadParameters } from './attachment.inputs.js';

const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** The content of attachments: what GraphQL is not made for. */
@Controller()
export class AttachmentFileController {
  constructor(
    private readonly files: StoredFiles,
    private readonly links: FileLinks,
    private readonly attachments: AttachmentQueries,
  ) {}

  /** The file is the body of the request, of the type of a PDF, a JPEG or a PNG; what it is called is told when it is attached. */
  @Allow(Permission.DraftReferral)
  @Post('referral-attachments')
  upload(@Req() request: FastifyRequest, @Actor() actor: ActorContext): Promise<CheckedFile> {
    return this.files.receive(actor, ATTACHMENT_PURPOSE, new Upload(request, MAX_FILE_BYTES));
  }

  /** Open to whoever brings a link; it says for whom it stands. */
  @Public()
  @Get('referral-attachments/:id')
  async download(
    @Param('id', UuidPipe) id: string,
    @Query() { link }: DownloadParameters,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const actor = await this.links.follow(link, { purpose: ATTACHMENT_PURPOSE, id }, originOf(request));
    await sendFile(reply, await this.attachments.open(actor, id));
  }
}
