import { Injectable } from '@nestjs/common';
import { OrderItems } from '#order';
import { actingFor, type Transaction } from '#platform';
import type { ExamRow } from '../data/exam.repository.js';
import { ReportRepository, type ReportChanges, type ReportRow } from '../data/report.repository.js';
import { IMAGING } from '../domain/exam.js';
import type { ReportContent } from '../domain/report-content.js';
import { digestOf } from './digest.js';
import { ReportClock } from './report-clock.js';
import { ReportTransitions } from './report-transitions.js';
import { Results } from './results.js';

/** What is about to be published. */
export interface Publishing {
  readonly row: ReportRow;
  readonly exam: ExamRow;
}

/** What follows when a version of a report is published, in the same transaction. */
@Injectable()
export class Publication {
  constructor(
    private readonly reports: ReportRepository,
    private readonly transitions: ReportTransitions,
    private readonly orders: OrderItems,
    private readonly clock: ReportClock,
    private readonly results: Results,
  ) {}

  /** One signature under what is written, word for word. */
  sign(tx: Transaction, { row }: Publishing, content: ReportContent, at: { round: number; position: 1 | 2 }): void {
    const digest = digestOf(row.examId, content);
    this.reports.sign(tx, { reportId: row.id, ...at, staffId: actingFor(tx.actor), digest, content });
  }

  /**
   * The version before it is superseded, the order is answered by the first final one, and whoever relies on it hears.
   * @returns what of the report changes besides its state
   */
  async publish(tx: Transaction, { row, exam }: Publishing): Promise<ReportChanges> {
    await this.supersede(tx, exam.id);
    const isFirst = row.kind === 'FINAL' && exam.reportedAt === null;
    if (isFirst) await this.orders.reportIn(tx, exam.orderItemId, { domain: IMAGING, id: exam.id });
    if (row.kind === 'FINAL') this.clock.finish(tx, exam.id);
    await this.results.published(tx, exam, row);
    return { publishedAt: tx.now };
  }

  private async supersede(tx: Transaction, examId: string): Promise<void> {
    const before = await this.reports.lockPublished(tx, examId);
    if (!before) return;
    await this.transitions.take(
      tx,
      { id: before.id, expectedVersion: before.version },
      {
        action: 'supersede',
        operation: 'publish',
        topic: 'imaging.report-superseded',
        effect: () => ({ changes: { endedAt: tx.now } }),
      },
    );
  }
}
