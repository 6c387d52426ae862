import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { Cipher, StoredFiles, statement, type Transaction } from '#platform';
import { ATTACHMENT_NAME_CONTEXT, ATTACHMENT_PURPOSE } from '../domain/attachment.js';
import { AttachmentEntity } from './attachment.entity.js';

const COUNT = statement(
  'referral.attachment-count',
  'SELECT count(*)::int AS count FROM referral_attachments WHERE package_id = $1',
);
const REMOVE = statement(
  'referral.attachment-remove',
  'DELETE FROM referral_attachments WHERE id = $1 AND package_id = $2 RETURNING file_id AS "fileId"',
);

/** Writes which files belong to clinical packages. Whoever calls has locked the referral. */
@Injectable()
export class AttachmentRepository {
  constructor(
    private readonly files: StoredFiles,
    private readonly cipher: Cipher,
  ) {}

  async count(tx: Transaction, packageId: string): Promise<number> {
    const row = await tx.first<{ count: number }>(COUNT, [packageId]);
    return row!.count;
  }

  /** @throws NotFoundError unless the actor has uploaded such a file, and nothing uses it yet */
  async add(tx: Transaction, packageId: string, { fileId, name }: { fileId: string; name: string }): Promise<void> {
    await this.files.use(tx, ATTACHMENT_PURPOSE, fileId);
    await tx.manager.insert(AttachmentEntity, {
      id: tx.newId(),
      packageId,
      fileId,
      nameCiphertext: this.cipher.encrypt(name, ATTACHMENT_NAME_CONTEXT),
      attachedByStaffId: tx.actor.staffId,
      attachedAt: tx.now,
    });
  }

  /** @throws NotFoundError where the package has no such attachment */
  async remove(tx: Transaction, packageId: string, id: string): Promise<void> {
    const removed = await tx.first<{ fileId: string }>(REMOVE, [id, packageId]);
    if (!removed) throw new NotFoundError('ReferralAttachment', id);
    this.files.giveBack(tx, removed.fileId);
  }
}
