import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { ATTACHED_FILE, Attachments, type AttachedFile } from '#patient';
import { CLOCK, Database, HeldFiles, Parameters, statement, type ActorContext, type FoundFile } from '#platform';
import { visibleTo } from '../data/visibility.js';
import { REFERRAL_ATTACHMENTS } from '../data/attachment-table.js';

/** Attachments of the referrals that exist for whoever asks. */
@Injectable()
export class AttachmentFiles extends HeldFiles {
  readonly kind = REFERRAL_ATTACHMENTS.kind;

  constructor(
    private readonly database: Database,
    private readonly attachments: Attachments,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async find(actor: ActorContext, id: string): Promise<FoundFile | null> {
    const parameters = new Parameters();
    const sql = `SELECT ${ATTACHED_FILE}, r.patient_id AS "patientId", 'REFERRAL' AS basis
      FROM referral_attachments at
      JOIN stored_files sf ON sf.id = at.file_id
      JOIN referrals r ON r.package_id = at.package_id
      WHERE at.id = ${parameters.add(id)} AND ${visibleTo(actor, this.clock.now(), parameters)} LIMIT 1`;
    const row = await this.database.first<AttachedFile & object>(
      statement('referral.attachment', sql),
      parameters.values,
    );
    if (!row) return null;
    const { nameCiphertext, ...file } = row;
    return { ...file, name: this.attachments.nameOf(REFERRAL_ATTACHMENTS, nameCiphertext) };
  }
}
