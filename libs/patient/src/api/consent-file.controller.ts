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
import { CONSENT_FILE } from '../domain/consent.js';
import { ConsentFileQueries } from '../queries/consent-file.queries.js';

/** What patients have signed, as files. */
@Controller()
export class ConsentFileController {
  constructor(
    private readonly routes: FileRoutes,
    private readonly queries: ConsentFileQueries,
  ) {}

  /** Recording the consent puts the file to use. */
  @Allow(Permission.RecordConsent)
  @Post('consent-files')
  upload(@Req() request: FastifyRequest, @Actor() actor: ActorContext): Promise<CheckedFile> {
    return this.routes.take(actor, CONSENT_FILE, request);
  }

  @Public()
  @Get('consent-files/:id')
  download(
    @Param('id', UuidPipe) id: string,
    @Query() { link }: DownloadParameters,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const open = this.queries.open.bind(this.queries);
    return this.routes.give(request, reply, { link, id, purpose: CONSENT_FILE, open });
  }
}
