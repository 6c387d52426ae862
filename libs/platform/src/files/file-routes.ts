import { Injectable } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ForbiddenError, NotFoundError } from '#kernel';
import type { Actor } from '../actor/actor.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { originOf } from '../graphql/request-origin.js';
import { checkWorkbook } from './content-check.js';
import { sendFile, type FileDownload } from './file-download.js';
import { FileLinks } from './file-links.js';
import type { HeldFiles } from './held-files.js';
import { StoredFiles, type CheckedFile } from './stored-files.js';
import { Upload } from './upload.js';

/** A county's workbook takes one or two MiB. */
const LARGEST_WORKBOOK = 16 * 1024 * 1024;
/** What a scan or a photograph takes at most. */
const MOST_BYTES = 10 * 1024 * 1024;

/** What stands behind the address of a file. */
export class DownloadParameters {
  @IsString()
  @MaxLength(200)
  link: string;
}

/** A file that somebody asks for by its link. */
export interface LinkedFile {
  readonly held: HeldFiles;
  /** Of what holds the file. */
  readonly id: string;
  readonly link: string;
}

/** The content of files over HTTP, which GraphQL is not made for: uploads as the body of a request, downloads by links. */
@Injectable()
export class FileRoutes {
  constructor(
    private readonly files: StoredFiles,
    private readonly links: FileLinks,
    private readonly auditTrail: AuditTrail,
  ) {}

  /** Takes what a request brings, of the type of a PDF, a JPEG or a PNG. @throws as {@link StoredFiles.receive} */
  take(actor: Actor, purpose: string, request: FastifyRequest): Promise<CheckedFile> {
    return this.files.receive(actor, purpose, new Upload(request, MOST_BYTES));
  }

  /** Takes a workbook that a request brings. @throws as {@link StoredFiles.receive} */
  takeWorkbook(actor: Actor, purpose: string, request: FastifyRequest): Promise<CheckedFile> {
    const upload = new Upload(request, LARGEST_WORKBOOK, 'NOT_A_WORKBOOK');
    return this.files.receive(actor, purpose, upload, checkWorkbook);
  }

  /**
   * Gives a file to whoever brings a link; it says for whom it stands. Every look is logged.
   * @throws FileLinkInvalidError, ForbiddenError; NotFoundError where there is no such file for them
   */
  async give(request: FastifyRequest, reply: FastifyReply, { held, id, link }: LinkedFile): Promise<void> {
    const actor = await this.links.follow(link, { purpose: held.kind.purpose, id }, originOf(request));
    await sendFile(reply, await this.open(actor, held, id));
  }

  private async open(actor: Actor, held: HeldFiles, id: string): Promise<FileDownload> {
    const { permission, type, look } = held.kind;
    if (!actor.permissions.has(permission)) throw new ForbiddenError();
    const found = await held.find(actor, id);
    if (!found) throw new NotFoundError(type, id);
    const { fileId, patientId, basis, ...file } = found;
    await this.auditTrail.recordAccess(actor, { ...look, patientIds: [patientId], basis, objectId: id });
    return { ...file, content: await this.files.read(fileId) };
  }
}
