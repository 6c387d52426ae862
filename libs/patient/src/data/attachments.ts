import { NotFoundError } from '#kernel';
import { Cipher, StoredFiles, statement, type FileKind, type Statement, type Transaction } from '#platform';
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

interface Statements {
  readonly count: Statement;
  readonly add: Statement;
  readonly remove: Statement;
}

/** Writes which files belong to what. Whoever calls has locked what they belong to. */
@Injectable()
export class Attachments {
  constructor(
    private readonly files: StoredFiles,
    private readonly cipher: Cipher,
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

  /** @throws NotFoundError where the owner has no such attachment */
  async remove(tx: Transaction, table: AttachmentTable, ownerId: string, id: string): Promise<void> {
    const removed = await tx.first<{ fileId: string }>(statementsOf(table).remove, [id, ownerId]);
    if (!removed) throw new NotFoundError(table.kind.type, id);
    this.files.giveBack(tx, removed.fileId);
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
      `DELETE FROM ${table} WHERE id = $1 AND ${owner} = $2 RETURNING file_id AS "fileId"`,
    ),
  };
}
