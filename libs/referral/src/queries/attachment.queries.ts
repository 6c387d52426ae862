import { Inject, Injectable } from '@nestjs/common';
import { Permission } from '#identity';
import { ForbiddenError, NotFoundError, type Clock } from '#kernel';
import {
  AuditTrail,
  CLOCK,
  Cipher,
  Database,
  Parameters,
  StoredFiles,
  statement,
  type ActorContext,
  type ContentType,
  type FileDownload,
} from '#platform';
import { visibleTo } from '../data/visibility.js';
import { ATTACHMENT_NAME_CONTEXT } from '../domain/attachment.js';

interface AttachmentRow {
  readonly fileId: string;
  readonly nameCiphertext: string;
  readonly contentType: ContentType;
  readonly size: number;
  readonly patientId: string;
}

/** Opens attachments of the referrals that exist for the actor; every look is logged. */
@Injectable()
export class AttachmentQueries {
  constructor(
    private readonly database: Database,
    private readonly files: StoredFiles,
    private readonly cipher: Cipher,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where it does not exist for the actor; ForbiddenError */
  async open(actor: ActorContext, id: string): Promise<FileDownload> {
    if (!actor.permissions.has(Permission.ReadReferral)) throw new ForbiddenError();
    const row = await this.find(actor, id);
    if (!row) throw new NotFoundError('ReferralAttachment', id);
    await this.auditTrail.recordAccess(actor, {
      action: 'referral.attachment-read',
      patientIds: [row.patientId],
      basis: 'REFERRAL',
      objectType: 'referral_attachment',
      objectId: id,
    });
    const { fileId, nameCiphertext, contentType, size } = row;
    const name = this.cipher.decrypt(nameCiphertext, ATTACHMENT_NAME_CONTEXT);
    return { name, contentType, size, content: await this.files.read(fileId) };
  }

  private find(actor: ActorContext, id: string): Promise<AttachmentRow | null> {
    const parameters = new Parameters();
    const sql = `SELECT at.file_id AS "fileId", at.name_ciphertext AS "nameCiphertext", sf.content_type AS "contentType",
        sf.size, r.patient_id AS "patientId"
      FROM referral_attachments at
      JOIN stored_files sf ON sf.id = at.file_id
      JOIN referrals r ON r.package_id = at.package_id
      WHERE at.id = ${parameters.add(id)} AND ${visibleTo(actor, this.clock.now(), parameters)} LIMIT 1`;
    return this.database.first(statement('referral.attachment', sql), parameters.values);
  }
}
