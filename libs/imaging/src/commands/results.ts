import { Injectable } from '@nestjs/common';
import { CorrectingService } from '#criticalvalue';
import { KnownReports } from '#recognition';
import type { Transaction } from '#platform';
import { ExamRepository, type ExamRow } from '../data/exam.repository.js';
import type { ReportRow } from '../data/report.repository.js';
import { IMAGING } from '../domain/exam.js';
import { placesOf } from './exam-transitions.js';
import { ImagingNotices, type ImagingText } from './imaging-notices.js';

/**
 * What an exam has shown, for all who rely on it: the doctor who ordered, those who are about to order the same, and those
 * who recognised it instead. They all know it by its exam, whatever its versions are.
 */
@Injectable()
export class Results {
  constructor(
    private readonly exams: ExamRepository,
    private readonly known: KnownReports,
    private readonly notices: ImagingNotices,
    private readonly criticalValues: CorrectingService,
  ) {}

  /** A version counts from now on; only a final one can be recognised. */
  async published(tx: Transaction, exam: ExamRow, { kind, corrects }: ReportRow): Promise<void> {
    const isFinal = kind === 'FINAL';
    this.show(tx, exam, isFinal && exam.reportedAt === null ? { reportedAt: tx.now } : {});
    if (isFinal) this.offer(tx, exam);
    await this.notices.tellDoctor(tx, exam, textOf(isFinal, corrects));
    if (!isFinal || !corrects) return;
    await this.tellRecognisers(tx, exam, 'recognised-corrected');
    await this.criticalValues.reportChangedIn(tx, exam.id);
  }

  /** Nothing counts any more. */
  async retracted(tx: Transaction, exam: ExamRow): Promise<void> {
    this.show(tx, exam, {});
    this.known.retractIn(tx, nameOf(exam));
    await this.notices.tellDoctor(tx, exam, 'report-retracted');
    await this.tellRecognisers(tx, exam, 'recognised-retracted');
    await this.criticalValues.reportChangedIn(tx, exam.id);
  }

  /** Images are recognised, and the reading of them as it counts: so it is about the place where they were made. */
  private offer(tx: Transaction, exam: ExamRow): void {
    const { patientId, performingInstitutionId: institutionId, orderItemId, reportedAt } = exam;
    this.known.replaceIn(tx, nameOf(exam));
    const offered = { ...nameOf(exam), patientId, institutionId, orderItemIds: [orderItemId] };
    this.known.publishIn(tx, { ...offered, firstPublishedAt: reportedAt });
  }

  private show(tx: Transaction, exam: ExamRow, changes: { readonly reportedAt?: Date }): void {
    const version = this.exams.change(tx, exam, { ...changes, resultAt: tx.now, seenAt: null });
    tx.publish({
      topic: 'imaging.exam-result',
      aggregateType: 'exam',
      aggregateId: exam.id,
      aggregateVersion: version,
      patientId: exam.patientId,
      payload: { ...placesOf(exam) },
    });
  }

  private async tellRecognisers(tx: Transaction, exam: ExamRow, text: ImagingText): Promise<void> {
    for (const recogniser of await this.known.recognisersOf(tx, nameOf(exam))) {
      await this.notices.tellPerson(tx, exam, recogniser, text);
    }
  }
}

const nameOf = ({ id }: ExamRow): { domain: string; id: string } => ({ domain: IMAGING, id });

function textOf(isFinal: boolean, corrects: boolean): ImagingText {
  if (!isFinal) return 'report-preliminary';
  return corrects ? 'report-corrected' : 'report-published';
}
