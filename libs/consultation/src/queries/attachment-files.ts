import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { Attachments } from '#patient';
import { CLOCK, HeldFiles, Parameters, type ActorContext, type FoundFile } from '#platform';
import { CONSULTATION_ATTACHMENTS } from '../data/attachment-table.js';
import { visibleTo } from '../data/visibility.js';

/** Attachments of the cases that exist for whoever asks. */
@Injectable()
export class ConsultationAttachmentFiles extends HeldFiles {
  readonly kind = CONSULTATION_ATTACHMENTS.kind;

  constructor(
    private readonly attachments: Attachments,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  find(actor: ActorContext, id: string): Promise<FoundFile | null> {
    const parameters = new Parameters();
    return this.attachments.find(CONSULTATION_ATTACHMENTS, id, {
      join: 'JOIN consultations c ON c.id = at.consultation_id',
      patientId: 'c.patient_id',
      visible: visibleTo(actor, this.clock.now(), parameters),
      parameters,
      basis: 'CONSULTATION',
    });
  }
}
