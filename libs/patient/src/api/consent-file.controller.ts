import { Controller, Post, Req } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, FileController, FileRoutes, type ActorContext, type CheckedFile } from '#platform';
import type { FastifyRequest } from 'fastify';
import { CONSENT_FILE } from '../data/consent-file.js';
import { ConsentFiles } from '../queries/consent-files.js';

/** What patients have signed, as files. */
@Controller(CONSENT_FILE.path)
export class ConsentFileController extends FileController {
  constructor(
    protected readonly routes: FileRoutes,
    protected readonly held: ConsentFiles,
  ) {
    super();
  }

  /** Recording the consent puts the file to use. */
  @Allow(Permission.RecordConsent)
  @Post()
  upload(@Req() request: FastifyRequest, @Actor() actor: ActorContext): Promise<CheckedFile> {
    return this.take(actor, request);
  }
}
