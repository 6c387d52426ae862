import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { Attachments } from '#patient';
import { CLOCK, HeldFiles, Parameters, type ActorContext, type FoundFile } from '#platform';
import { REFERRAL_ATTACHMENTS } from '../data/attachment-table.js';
import { visibleTo } from '../data/visibility.js';

/** Attachments of the referrals that exist for whoever asks. */
@Injectable()
export class AttachmentFiles extends HeldFiles {
  readonly kind = REFERRAL_ATTACHMENTS.kind;

  constructor(
    private readonly attachments: Attachments,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  find(actor: ActorContext, id: string): Promise<FoundFile | null> {
    const parameters = new Parameters();
    return this.attachments.find(REFERRAL_ATTACHMENTS, id, {
      join: 'JOIN referrals r ON r.package_id = at.package_id',
      patientId: 'r.patient_id',
      visible: visibleTo(actor, this.clock.now(), parameters),
      parameters,
      basis: 'REFERRAL',
    });
  }
}
