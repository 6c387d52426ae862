import { Injectable } from '@nestjs/common';
import { Notices, Urgency, type Announcement, type Recipients } from '#notification';
import type { Transaction } from '#platform';

export type LabText =
  | 'report-published'
  | 'report-preliminary'
  | 'report-corrected'
  | 'report-retracted'
  | 'recognised-corrected'
  | 'recognised-retracted'
  | 'report-returned'
  | 'retraction-asked'
  | 'report-overdue'
  | 'specimen-rejected';

/** Between whom something travels, and how urgent it is for the patient. */
export interface LabMatter {
  readonly subject: Announcement['subject'];
  readonly laboratoryId: string;
  readonly orderingId: string;
  readonly visitType: string;
}

const URGENT = ['GREEN_CHANNEL', 'EMERGENCY'];

/** Tells people of specimens and reports: where from and to, never who or what. */
@Injectable()
export class LabNotices {
  constructor(private readonly notices: Notices) {}

  async tell(
    tx: Transaction,
    { subject, laboratoryId, orderingId, visitType }: LabMatter,
    to: { readonly institutionId: string; readonly recipients: Recipients },
    text: LabText,
  ): Promise<void> {
    await this.notices.send(tx, {
      ...to,
      template: `laboratory.${text}`,
      parameters: { fromInstitution: laboratoryId, toInstitution: orderingId },
      subject,
      urgency: URGENT.includes(visitType) ? Urgency.EMERGENCY : Urgency.ROUTINE,
    });
  }
}
