import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { ATTACHED_FILE, Attachments, type AttachedFile } from '#patient';
import { CLOCK, Database, HeldFiles, Parameters, statement, type ActorContext, type FoundFile } from '#platform';
import { CONSULTATION_ATTACHMENTS } from '../data/attachment-table.js';
import { visibleTo } from '../data/visibility.js';

/** Attachments of the cases that exist for whoever asks. */
@Injectable()
export class ConsultationAttachmentFiles extends HeldFiles {
  readonly kind = CONSULTATION_ATTACHMENTS.kind;

  constructor(
    private readonly database: Database,
    private readonly attachments: Attachments,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async find(actor: ActorContext, id: string): Promise<FoundFile | null> {
    const parameters = new Parameters();
    const sql = `SELECT ${ATTACHED_FILE}, c.patient_id AS "patientId", 'CONSULTATION' AS basis
      FROM consultation_attachments at
      JOIN stored_files sf ON sf.id = at.file_id
      JOIN consultations c ON c.id = at.consultation_id
      WHERE at.id = ${parameters.add(id)} AND ${visibleTo(actor, this.clock.now(), parameters)}`;
    const row = await this.database.first<AttachedFile & object>(
      statement('consultation.attachment', sql),
      parameters.values,
    );
    if (!row) return null;
    const { nameCiphertext, ...file } = row;
    return { ...file, name: this.attachments.nameOf(CONSULTATION_ATTACHMENTS, nameCiphertext) };
  }
}
