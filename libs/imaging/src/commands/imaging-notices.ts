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
  | 'recognised-corrected'
  | 'recognised-retracted'
  | 'report-returned'
  | 'repeat-wanted'
  | 'retraction-requested'
  | 'report-overdue'
  | 'exam-moved';

/** Tells people of exams and their reports: where from and to, never who or what. */
@Injectable()
export class ImagingNotices {
  constructor(private readonly notices: Notices) {}

  /** The doctor who has ordered it. */
  tellDoctor(tx: Transaction, exam: ExamRow, text: ImagingText): Promise<void> {
    const { orderingInstitutionId: institutionId, orderingStaffId: staffId } = exam;
    return this.tellPerson(tx, exam, { institutionId, staffId }, text);
  }

  /** Somebody of the centre that reads it. */
  tellReader(tx: Transaction, exam: ExamRow, staffId: string, text: ImagingText): Promise<void> {
    return this.tellPerson(tx, exam, { institutionId: exam.readingInstitutionId, staffId }, text);
  }

  tellPerson(
    tx: Transaction,
    exam: ExamRow,
    { institutionId, staffId }: { readonly institutionId: string; readonly staffId: string },
    text: ImagingText,
  ): Promise<void> {
    return this.send(tx, exam, { institutionId, recipients: { staffIds: [staffId] } }, text);
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
