import { NotFoundError } from '#kernel';
import {
  Cipher,
  Database,
  StoredFiles,
  statement,
  type FileKind,
  type FoundFile,
  type Parameters,
  type Statement,
  type Transaction,
} from '#platform';
import { Injectable } from '@nestjs/common';

/** Where a library keeps which files belong to what, and how names of files are encrypted there. */
export interface AttachmentTable {
  readonly kind: FileKind;
  /** Its columns are `id`, the owner's, `file_id`, `name_ciphertext`, `attached_by_staff_id`, `attached_at`. */
  readonly table: string;
  /** The column that says what a file belongs to, e.g. `package_id`. */
  readonly owner: string;
  /** Names of files often hold a patient's: they are encrypted, bound to their column. */
  readonly nameContext: string;
}

/** A file that was uploaded, and what it is called. */
export interface NewAttachment {
  readonly fileId: string;
  readonly name: string;
}

/** How a library says which attachments (alias `at`) exist for whoever asks, in SQL over `parameters`. */
export interface AttachmentSight {
  /** Joins what the attachment belongs to. */
  readonly join: string;
  readonly patientId: string;
  readonly visible: string;
  readonly parameters: Parameters;
  /** The relation that lets them see it, e.g. `REFERRAL`. */
  readonly basis: string;
}

interface Statements {
  readonly count: Statement;
  readonly add: Statement;
  readonly remove: Statement;
}

/** Which files belong to what. Whoever writes has locked what they belong to. */
@Injectable()
export class Attachments {
  constructor(
    private readonly files: StoredFiles,
    private readonly cipher: Cipher,
    private readonly database: Database,
  ) {}

  async count(tx: Transaction, table: AttachmentTable, ownerId: string): Promise<number> {
    const row = await tx.first<{ count: number }>(statementsOf(table).count, [ownerId]);
    return row!.count;
  }

  /** @throws NotFoundError unless the actor has uploaded such a file, and nothing uses it yet */
  async add(tx: Transaction, table: AttachmentTable, ownerId: string, { fileId, name }: NewAttachment): Promise<void> {
    await this.files.use(tx, table.kind.purpose, fileId);
    const sealed = this.cipher.encrypt(name, table.nameContext);
    tx.write(statementsOf(table).add, [tx.newId(), ownerId, fileId, sealed, tx.actor.staffId, tx.now]);
  }

  /** The file itself stays as long as it belongs to something else as well. @throws NotFoundError where the owner has no such attachment */
  async remove(tx: Transaction, table: AttachmentTable, ownerId: string, id: string): Promise<void> {
    const removed = await tx.first<{ fileId: string; stays: boolean }>(statementsOf(table).remove, [id, ownerId]);
    if (!removed) throw new NotFoundError(table.kind.type, id);
    if (!removed.stays) this.files.giveBack(tx, removed.fileId);
  }

  /** A file, as it is handed out; null where the attachment does not exist for whoever asks. */
  async find(table: AttachmentTable, id: string, sight: AttachmentSight): Promise<FoundFile | null> {
    const { join, patientId, visible, parameters, basis } = sight;
    const sql = `SELECT at.file_id AS "fileId", at.name_ciphertext AS name, sf.content_type AS "contentType", sf.size,
        ${patientId} AS "patientId"
      FROM ${table.table} at JOIN stored_files sf ON sf.id = at.file_id ${join}
      WHERE at.id = ${parameters.add(id)} AND ${visible} LIMIT 1`;
    const row = await this.database.first<Omit<FoundFile, 'basis'> & object>(
      statement('attachment.find', sql),
      parameters.values,
    );
    return row && { ...row, name: this.nameOf(table, row.name), basis };
  }

  /** What a file is called. @param sealed as it is kept */
  nameOf({ nameContext }: AttachmentTable, sealed: string): string {
    return this.cipher.decrypt(sealed, nameContext);
  }
}

function statementsOf({ table, owner }: AttachmentTable): Statements {
  return {
    count: statement('attachment.count', `SELECT count(*)::int AS count FROM ${table} WHERE ${owner} = $1`),
    add: statement(
      'attachment.add',
      `INSERT INTO ${table} (id, ${owner}, file_id, name_ciphertext, attached_by_staff_id, attached_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
    ),
    remove: statement(
      'attachment.remove',
      `DELETE FROM ${table} at WHERE id = $1 AND ${owner} = $2 RETURNING file_id AS "fileId",
         EXISTS (SELECT 1 FROM ${table} o WHERE o.file_id = at.file_id AND o.id <> at.id) AS stays`,
    ),
  };
}
