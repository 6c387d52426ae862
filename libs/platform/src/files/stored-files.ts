import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError, NotFoundError, RateLimitedError, seconds, type Clock } from '#kernel';
import type { Logger } from 'pino';
import type { Actor } from '../actor/actor.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { timeOrderedId } from '../database/time-ordered-id.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { claimRequest, renewClaim } from '../idempotency/idempotency.js';
import { logUnexpected } from '../logging/logger.js';
import { CLOCK, LOGGER } from '../tokens.js';
import { checkContent, type ContentCheck, type ContentType } from './content-check.js';
import { FileStoreUnavailableError, UnsupportedFileError } from './errors.js';
import { FileStore } from './file-store.js';
import { UNUSED_KEPT_FOR } from './file-lifetime.js';
import type { Upload } from './upload.js';

/** Of one account at a time, until the housekeeping takes them: more than anybody attaches in an hour. */
const MOST_UNUSED = 40;
/** Requests of the same moment do not see each other: they may exceed the limit by as many as there are connections. */
const RECEIVE = statement(
  'files.receive',
  `INSERT INTO stored_files (id, purpose, account_id, state, received_at, unused_since)
   SELECT $1, $2, $3, 'RECEIVED', $4, $4
   WHERE (SELECT count(*) FROM stored_files
     WHERE account_id = $3 AND unused_since IS NOT NULL AND state <> 'REFUSED') < ${MOST_UNUSED}
   RETURNING 1`,
);
const ACCEPT = statement(
  'files.accept',
  `UPDATE stored_files SET state = 'CHECKED', content_type = $2, size = $3, sha256 = $4 WHERE id = $1`,
);
const REFUSE = statement('files.refuse', `UPDATE stored_files SET state = 'REFUSED', refusal_rule = $2 WHERE id = $1`);
const KEPT = statement('files.kept', 'SELECT 1 FROM stored_files WHERE id = $1 FOR SHARE');
const FORGET = statement('files.forget', 'DELETE FROM stored_files WHERE id = $1');
const USE = statement(
  'files.use',
  `UPDATE stored_files SET unused_since = NULL
   WHERE id = $1 AND purpose = $2 AND account_id = $3 AND state = 'CHECKED' AND unused_since IS NOT NULL RETURNING 1`,
);
const OWN = statement(
  'files.own',
  `SELECT 1 FROM stored_files
   WHERE id = $1 AND purpose = $2 AND account_id = $3 AND state = 'CHECKED' AND unused_since IS NOT NULL`,
);
const GIVE_BACK = statement('files.give-back', 'UPDATE stored_files SET unused_since = $2 WHERE id = $1');

/** A file whose content is checked. */
export interface CheckedFile {
  readonly id: string;
  readonly contentType: ContentType;
  readonly size: number;
  readonly sha256: string;
}

interface AcceptedFile extends CheckedFile {
  readonly purpose: string;
  readonly idempotencyKey: string;
}

/**
 * Files from their upload until nobody uses them any more. A row comes before its content and goes before it, so that
 * whatever ends a process in between, housekeeping finds what is left.
 */
@Injectable()
export class StoredFiles {
  constructor(
    private readonly store: FileStore,
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Stores and checks what a request brings. The same content under the same key is the same file.
   * @throws UnsupportedFileError, FileStoreUnavailableError, IdempotencyKeyReusedError, HttpException; RateLimitedError
   * where the account has uploaded much and used little of it
   */
  async receive(
    actor: Actor,
    purpose: string,
    upload: Upload,
    check: ContentCheck = checkContent,
  ): Promise<CheckedFile> {
    const now = this.clock.now();
    const id = timeOrderedId(now);
    const row = await this.database.first(RECEIVE, [id, purpose, actor.accountId, now]);
    if (!row) throw new RateLimitedError(UNUSED_KEPT_FOR / seconds(1));
    const received = await this.storeAndCheck(id, upload, check).catch(async (error: unknown) => {
      const failure = upload.failure ?? this.foreseen(error, actor);
      await this.discard(id, failure, actor);
      throw failure;
    });
    const kept = await this.accept(actor, { ...received, purpose, idempotencyKey: upload.idempotencyKey });
    if (kept !== id) await this.discard(id, null, actor);
    return { ...received, id: kept };
  }

  /** Puts a checked file of the actor's own to use, once. @throws NotFoundError */
  async use(tx: Transaction, purpose: string, id: string): Promise<void> {
    const used = await tx.first(USE, [id, purpose, tx.actor.accountId]);
    if (!used) throw new NotFoundError('File', id);
  }

  /** Nothing uses the file any more: it goes with the housekeeping. */
  giveBack(tx: Transaction, id: string): void {
    tx.write(GIVE_BACK, [id, tx.now]);
  }

  /** The content of a checked file of the actor's own that nothing uses. @throws NotFoundError */
  async readOwn({ accountId }: Actor, purpose: string, id: string): Promise<Buffer> {
    if (!(await this.database.first(OWN, [id, purpose, accountId]))) throw new NotFoundError('File', id);
    return buffer(await this.store.read(id));
  }

  /** The content, for whoever has made sure that the caller may see it. */
  read(id: string): Promise<Readable> {
    return this.store.read(id);
  }

  private async storeAndCheck(id: string, upload: Upload, check: ContentCheck): Promise<CheckedFile> {
    const { size } = upload;
    await this.store.put(id, Readable.from(upload.chunks(), { objectMode: false }), size);
    const contentType = await check(async (start, length) => {
      const end = Math.min(start + length, size) - 1;
      return end < start ? Buffer.alloc(0) : buffer(await this.store.read(id, { start, end }));
    }, size);
    return { id, contentType, size, sha256: upload.sha256() };
  }

  /** Where the answer of the commit is lost, the content stays: the row may say that it is checked. */
  private accept(actor: Actor, file: AcceptedFile): Promise<string> {
    const { id, contentType, size, sha256, purpose, idempotencyKey } = file;
    const request = { idempotencyKey, purpose, sha256 };
    return this.unitOfWork.run(actor, async (tx) => {
      const first = await claimRequest(tx, 'uploadFile', request, id);
      // What nobody has used in time is gone, and its key with it.
      const isGone = !first.fresh && !(await tx.first(KEPT, [first.aggregateId]));
      const claim = isGone ? await renewClaim(tx, request, first, id) : first;
      if (claim.fresh) {
        tx.write(ACCEPT, [id, contentType, size, sha256]);
        tx.publish({ topic: 'file.uploaded', aggregateType: 'file', aggregateId: id, aggregateVersion: 1 });
      }
      return claim.aggregateId;
    });
  }

  /** Of a refused file the row stays for a while and says why; of one that came to nothing, nothing does. */
  private async discard(id: string, failure: unknown, { origin }: Actor): Promise<void> {
    try {
      await this.store.remove(id);
      if (failure instanceof UnsupportedFileError) await this.database.query(REFUSE, [id, failure.rule]);
      else await this.database.query(FORGET, [id]);
    } catch (error) {
      // Housekeeping tries again.
      logUnexpected(this.logger, error, origin.requestId);
    }
  }

  private foreseen(error: unknown, { origin }: Actor): DomainError {
    if (error instanceof DomainError) return error;
    logUnexpected(this.logger, error, origin.requestId);
    return new FileStoreUnavailableError({ cause: error });
  }
}
