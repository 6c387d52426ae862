import { Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/access.decorators.js';
import type { Actor } from '../actor/actor.js';
import { UuidPipe } from '../graphql/uuid.pipe.js';
import { DownloadParameters, type FileRoutes } from './file-routes.js';
import type { HeldFiles } from './held-files.js';
import type { CheckedFile } from './stored-files.js';

/** The doors of one kind of files. Who may upload, the controller of the kind says; a link says who downloads. */
export abstract class FileController {
  protected abstract readonly routes: FileRoutes;
  protected abstract readonly held: HeldFiles;

  @Public()
  @Get(':id')
  download(
    @Param('id', UuidPipe) id: string,
    @Query() { link }: DownloadParameters,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.routes.give(request, reply, { held: this.held, id, link });
  }

  protected take(actor: Actor, request: FastifyRequest): Promise<CheckedFile> {
    return this.routes.take(actor, this.held.kind.purpose, request);
  }
}
