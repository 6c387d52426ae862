import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { after, minutes } from '#kernel';
import { DeadlineHandler, Deadlines, ReferenceData, type DueDeadline, type Transaction } from '#platform';
import { ExamRepository, type ExamRow } from '../data/exam.repository.js';
import { ImagingNotices } from './imaging-notices.js';

const FIRST_LEVEL = 1;
const KIND = 'imaging.report';
/** How long after the due time the next ones hear of it. */
const ESCALATION_SETTING = 'imaging.report_escalation_minutes';

/** The time that a report has: from its group and class, wall clock. Who answers for the centre hears when it has passed. */
@Injectable()
export class ReportClock extends DeadlineHandler {
  readonly kinds = [KIND];

  constructor(
    private readonly deadlines: Deadlines,
    private readonly settings: ReferenceData,
    private readonly exams: ExamRepository,
    private readonly notices: ImagingNotices,
  ) {
    super();
  }

  async begin(tx: Transaction, { id, readingInstitutionId }: ExamRow, dueAt: Date): Promise<void> {
    const { [ESCALATION_SETTING]: later } = await this.settings.settings([ESCALATION_SETTING], tx.now, tx);
    await this.deadlines.set(tx, {
      subjectType: 'Exam',
      subjectId: id,
      institutionId: readingInstitutionId,
      kind: KIND,
      clock: 'WALL',
      levels: [{ due: dueAt }, { due: after(dueAt, minutes(later)) }],
    });
  }

  finish(tx: Transaction, examId: string): void {
    this.deadlines.finish(tx, examId, [KIND]);
  }

  cancel(tx: Transaction, examId: string): void {
    this.deadlines.cancel(tx, examId, [KIND]);
  }

  async expire(tx: Transaction, { subjectId, level }: DueDeadline): Promise<void> {
    const exam = await this.exams.lock(tx, subjectId, null);
    if (!exam || exam.state === 'ABORTED') return;
    const roles = level === FIRST_LEVEL ? [Role.CENTER_HEAD] : [Role.CENTER_HEAD, Role.MEDICAL_AFFAIRS];
    await this.notices.tellHolders(tx, exam, { institutionId: exam.readingInstitutionId, roles }, 'report-overdue');
  }
}
