import { Injectable } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../actor/actor.js';
import { originOf } from '../graphql/request-origin.js';
import { checkWorkbook } from './content-check.js';
import { sendFile, type FileDownload } from './file-download.js';
import { FileLinks, type LinkTarget } from './file-links.js';
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

/** A file that somebody asks for by its link, and how whoever owns it opens it for them. */
export interface LinkedFile extends LinkTarget {
  readonly link: string;
  readonly open: (actor: Actor, id: string) => Promise<FileDownload>;
}

/** The content of files over HTTP, which GraphQL is not made for: uploads as the body of a request, downloads by links. */
@Injectable()
export class FileRoutes {
  constructor(
    private readonly files: StoredFiles,
    private readonly links: FileLinks,
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

  /** Gives a file to whoever brings a link; it says for whom it stands. @throws FileLinkInvalidError, and as `open` does */
  async give(request: FastifyRequest, reply: FastifyReply, { link, open, ...target }: LinkedFile): Promise<void> {
    const actor = await this.links.follow(link, target, originOf(request));
    await sendFile(reply, await open(actor, target.id));
  }
}
