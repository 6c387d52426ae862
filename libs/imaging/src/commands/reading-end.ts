import { Injectable } from '@nestjs/common';
import { ReadingTasks } from '#worklist';
import type { Transaction } from '#platform';
import type { ExamRow } from '../data/exam.repository.js';
import { ReportRepository } from '../data/report.repository.js';
import { IMAGING } from '../domain/exam.js';
import { ReportClock } from './report-clock.js';
import { ReportTransitions } from './report-transitions.js';

/** What becomes of the reading of an exam that is not read after all, or by others. */
@Injectable()
export class ReadingEnd {
  constructor(
    private readonly readings: ReadingTasks,
    private readonly reports: ReportRepository,
    private readonly transitions: ReportTransitions,
    private readonly clock: ReportClock,
  ) {}

  async endIn(tx: Transaction, { id }: ExamRow): Promise<void> {
    await this.readings.withdrawIn(tx, { domain: IMAGING, id });
    this.clock.cancel(tx, id);
    await this.discardIn(tx, id, 'abortExam');
  }

  /** Whether a version counts. */
  async isReportedIn(tx: Transaction, examId: string): Promise<boolean> {
    return (await this.reports.lockPublished(tx, examId)) !== null;
  }

  /** What somebody has begun to write comes to nothing; it is kept. */
  async discardIn(tx: Transaction, examId: string, operation: string): Promise<void> {
    const open = await this.reports.lockOpen(tx, examId);
    if (!open) return;
    const step = { action: 'discard', operation, topic: 'imaging.report-discarded' } as const;
    const effect = () => ({ changes: { endedAt: tx.now } });
    await this.transitions.take(tx, { id: open.id, expectedVersion: open.version }, { ...step, effect });
  }
}
