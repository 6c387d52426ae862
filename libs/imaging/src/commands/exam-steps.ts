import { Injectable } from '@nestjs/common';
import { OrderItems } from '#order';
import { ReadingTasks } from '#worklist';
import type { Transaction } from '#platform';
import { ExamRepository, type ExamChanges, type ExamRow } from '../data/exam.repository.js';
import { IMAGING, clockStart, type LinkedStudy } from '../domain/exam.js';
import type { ExamStep } from './exam-transitions.js';
import { ReportClock } from './report-clock.js';

/** What becomes of an exam, whether a technician says so or the PACS shows it. */
@Injectable()
export class ExamSteps {
  constructor(
    private readonly exams: ExamRepository,
    private readonly orders: OrderItems,
    private readonly readings: ReadingTasks,
    private readonly clock: ReportClock,
  ) {}

  /** It begins; the order cannot be taken back any more. */
  start(operation: string): ExamStep {
    return {
      action: 'start',
      operation,
      topic: 'imaging.exam-started',
      effect: async (tx, { row }) => {
        if (row.repeats === 0) await this.orders.performIn(tx, row.orderItemId);
        return { changes: { startedAt: row.startedAt ?? tx.now } };
      },
    };
  }

  /** It is done, and waits to be read; where it was repeated, in the place that it had. */
  acquire(operation: string, study: LinkedStudy | null): ExamStep {
    return {
      action: 'acquire',
      operation,
      topic: 'imaging.exam-acquired',
      effect: async (tx, { row }) => {
        const linked = study ? await this.linked(tx, row, study) : {};
        const queued = row.repeats > 0 ? await this.requeue(tx, row) : await this.queue(tx, row);
        return { changes: { acquiredAt: tx.now, ...queued, ...linked } };
      },
    };
  }

  /** A study shows it. */
  link(action: 'linkStudy' | 'bindStudy', operation: string, study: LinkedStudy): ExamStep {
    return {
      action,
      operation,
      topic: 'imaging.study-linked',
      effect: async (tx, { row }) => ({ changes: await this.linked(tx, row, study) }),
    };
  }

  /** @throws StudyTakenError where it shows another exam */
  private async linked(tx: Transaction, { id }: ExamRow, study: LinkedStudy): Promise<ExamChanges> {
    const { studyInstanceUid, imageCount } = study;
    await this.exams.requireFree(tx, studyInstanceUid, id);
    return { studyInstanceUid, imageCount };
  }

  private async queue(tx: Transaction, row: ExamRow): Promise<ExamChanges> {
    const { urgency, groupCode, subspecialty, visitType, readingInstitutionId: institutionId } = row;
    const from = clockStart(urgency, { startedAt: row.startedAt!, acquiredAt: tx.now });
    const subject = { domain: IMAGING, id: row.id };
    const { dueAt } = await this.readings.queueIn(tx, {
      subject,
      institutionId,
      groupCode,
      urgency,
      subspecialty,
      visitType,
      from,
    });
    await this.clock.begin(tx, row, dueAt);
    return { dueAt };
  }

  private async requeue(tx: Transaction, row: ExamRow): Promise<ExamChanges> {
    await this.readings.requeueIn(tx, { domain: IMAGING, id: row.id });
    return {};
  }
}
