import { Injectable } from '@nestjs/common';
import type { Role } from '#identity';
import { Notices, Urgency, type Announcement } from '#notification';
import type { Transaction } from '#platform';
import type { ExamRow } from '../data/exam.repository.js';

export type ImagingText =
  | 'report-published'
  | 'report-preliminary'
  | 'report-corrected'
  | 'report-retracted'
  | 'report-returned'
  | 'repeat-wanted'
  | 'retraction-requested'
  | 'report-overdue';

/** Tells people of exams and their reports: where from and to, never who or what. */
@Injectable()
export class ImagingNotices {
  constructor(private readonly notices: Notices) {}

  /** The doctor who has ordered it. */
  tellDoctor(tx: Transaction, exam: ExamRow, text: ImagingText): Promise<void> {
    const to = { institutionId: exam.orderingInstitutionId, recipients: { staffIds: [exam.orderingStaffId] } };
    return this.send(tx, exam, to, text);
  }

  tellPerson(tx: Transaction, exam: ExamRow, staffId: string, text: ImagingText): Promise<void> {
    const to = { institutionId: exam.readingInstitutionId, recipients: { staffIds: [staffId] } };
    return this.send(tx, exam, to, text);
  }

  /** Everybody with one of the roles there. */
  tellHolders(
    tx: Transaction,
    exam: ExamRow,
    place: { readonly institutionId: string; readonly roles: readonly Role[] },
    text: ImagingText,
  ): Promise<void> {
    return this.send(tx, exam, { institutionId: place.institutionId, recipients: { holders: [place] } }, text);
  }

  private async send(
    tx: Transaction,
    exam: ExamRow,
    to: Pick<Announcement, 'institutionId' | 'recipients'>,
    text: ImagingText,
  ): Promise<void> {
    await this.notices.send(tx, {
      ...to,
      template: `imaging.${text}`,
      parameters: { fromInstitution: exam.readingInstitutionId, toInstitution: exam.orderingInstitutionId },
      subject: { type: 'Exam', id: exam.id },
      urgency: exam.urgency === 'GREEN' || exam.urgency === 'EMERGENCY' ? Urgency.EMERGENCY : Urgency.ROUTINE,
    });
  }
}
