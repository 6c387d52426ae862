import { Injectable } from '@nestjs/common';
import { OrderItems } from '#order';
import { statement, type Transaction } from '#platform';
import { KnownReports } from '#recognition';
import { ReportRepository, type ReportRow } from '../data/report.repository.js';
import { Bench } from './bench.js';
import { CriticalResults } from './critical-results.js';
import { ReportTransitions } from './report-transitions.js';

/** Who goes on after a preliminary report, where it is another group with another clock. */
const FINAL_GROUPS: Readonly<Record<string, string>> = { LAB_MICRO: 'LAB_MICRO_FINAL', PATH_FROZEN: 'PATH_SMALL' };

const DOMAIN = 'laboratory';
const ANSWERED = statement(
  'laboratory.answered-items',
  `SELECT i.id, i.state FROM specimen_items x JOIN exam_order_items i ON i.id = x.order_item_id
   WHERE x.specimen_id = $1 AND x.live ORDER BY i.id`,
);

/** What follows when a version has its second signature. */
@Injectable()
export class Publication {
  constructor(
    private readonly reports: ReportRepository,
    private readonly transitions: ReportTransitions,
    private readonly criticalResults: CriticalResults,
    private readonly orderItems: OrderItems,
    private readonly bench: Bench,
    private readonly known: KnownReports,
  ) {}

  /** Takes the place of what stood before; of two versions of a specimen one stands. */
  async supersede(tx: Transaction, { specimenId }: ReportRow): Promise<void> {
    const standing = await this.reports.lockStanding(tx, specimenId);
    if (!standing) return;
    this.known.replaceIn(tx, { domain: DOMAIN, id: standing.id });
    const change = { id: standing.id, expectedVersion: standing.version };
    await this.transitions.take(tx, change, {
      action: 'supersede',
      operation: 'approveLabReport',
      topic: 'laboratory.report-superseded',
    });
  }

  /** After a preliminary report somebody goes on; a final one answers what was ordered. */
  async follow(tx: Transaction, published: ReportRow): Promise<void> {
    const { id, specimenId, kind, groupCode, ...report } = published;
    this.bench.finish(tx, id);
    await this.criticalResults.settle(tx, published);
    if (kind === 'FINAL') {
      const items = await tx.query<{ id: string; state: string }>(ANSWERED, [specimenId]);
      for (const item of items) {
        if (item.state === 'PERFORMED') await this.orderItems.reportIn(tx, item.id, { domain: DOMAIN, id });
      }
      const { patientId, institutionId } = report;
      const orderItemIds = items.map((item) => item.id);
      const firstPublishedAt = await this.reports.firstFinalAt(tx, specimenId);
      this.known.publishIn(tx, { domain: DOMAIN, id, patientId, institutionId, orderItemIds, firstPublishedAt });
      return;
    }
    const next = FINAL_GROUPS[groupCode] ?? groupCode;
    await this.bench.queueAgain(tx, specimenId, { previousId: id, groupCode: next, corrected: false });
  }
}
