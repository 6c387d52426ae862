import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { after, minutes } from '#kernel';
import { DeadlineHandler, Deadlines, ReferenceData, type DueDeadline, type Transaction } from '#platform';
import { ReportRepository } from '../data/report.repository.js';
import { LabNotices } from './lab-notices.js';
import { matterOf } from './report-news.js';

const FIRST_LEVEL = 1;
const KIND = 'laboratory.report';
/** How long after the due time the next ones hear of it. */
const ESCALATION_SETTING = 'laboratory.report_escalation_minutes';

/** A version of a report whose time runs. */
export interface ClockedReport {
  readonly id: string;
  readonly institutionId: string;
  readonly dueAt: Date;
}

/**
 * The time that a version of a report has, from its group and class. When it has passed, the head of the laboratory hears
 * of it, and medical affairs after that.
 */
@Injectable()
export class ReportClock extends DeadlineHandler {
  readonly kinds = [KIND];

  constructor(
    private readonly deadlines: Deadlines,
    private readonly settings: ReferenceData,
    private readonly reports: ReportRepository,
    private readonly notices: LabNotices,
  ) {
    super();
  }

  async begin(tx: Transaction, { id, institutionId, dueAt }: ClockedReport): Promise<void> {
    const { [ESCALATION_SETTING]: later } = await this.settings.settings([ESCALATION_SETTING], tx.now, tx);
    await this.deadlines.set(tx, {
      subjectType: 'LabReport',
      subjectId: id,
      institutionId,
      kind: KIND,
      clock: 'WALL',
      levels: [{ due: dueAt }, { due: after(dueAt, minutes(later)) }],
    });
  }

  finish(tx: Transaction, reportId: string): void {
    this.deadlines.finish(tx, reportId, [KIND]);
  }

  cancel(tx: Transaction, reportId: string): void {
    this.deadlines.cancel(tx, reportId, [KIND]);
  }

  async expire(tx: Transaction, { subjectId, level }: DueDeadline): Promise<void> {
    const report = await this.reports.lock(tx, subjectId);
    if (report?.state !== 'DRAFT' && report?.state !== 'SUBMITTED') return;
    const { institutionId } = report;
    const roles = level === FIRST_LEVEL ? [Role.CENTER_HEAD] : [Role.CENTER_HEAD, Role.MEDICAL_AFFAIRS];
    const to = { institutionId, recipients: { holders: [{ institutionId, roles }] } };
    await this.notices.tell(tx, matterOf(report), to, 'report-overdue');
  }
}
