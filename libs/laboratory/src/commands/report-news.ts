import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { EventConsumer, type DeliveredEvent, type Transaction } from '#platform';
import { KnownReports } from '#recognition';
import { ReportRepository, type ReportRow } from '../data/report.repository.js';
import { LabNotices, type LabMatter, type LabText } from './lab-notices.js';

/** Whom a report concerns. */
export const matterOf = (report: ReportRow): LabMatter => ({
  subject: { type: 'LabReport', id: report.id },
  laboratoryId: report.institutionId,
  orderingId: report.orderingInstitutionId,
  visitType: report.visitType,
});

/** Tells whoever ordered a report, relies on it, or has to do something about it. */
@Injectable()
export class LabReportNews extends EventConsumer {
  readonly name = 'laboratory.report-news';
  readonly topics = [
    'laboratory.report-published',
    'laboratory.report-retracted',
    'laboratory.report-returned',
    'laboratory.retraction-asked',
  ];

  constructor(
    private readonly reports: ReportRepository,
    private readonly known: KnownReports,
    private readonly notices: LabNotices,
  ) {
    super();
  }

  async handle(tx: Transaction, { aggregateId, topic, payload }: DeliveredEvent): Promise<void> {
    const report = (await this.reports.lock(tx, aggregateId))!;
    if (topic === 'laboratory.report-published') return this.published(tx, report);
    if (topic === 'laboratory.report-retracted') return this.retracted(tx, report);
    if (topic === 'laboratory.report-returned') return this.returned(tx, report, payload['technicalStaffId'] as string);
    return this.retractionAsked(tx, report);
  }

  private async published(tx: Transaction, report: ReportRow): Promise<void> {
    await this.tellDoctor(tx, report, textOf(report));
    if (report.corrected) await this.tellRecognisers(tx, report, 'recognised-corrected');
  }

  private async retracted(tx: Transaction, report: ReportRow): Promise<void> {
    await this.tellDoctor(tx, report, 'report-retracted');
    await this.tellRecognisers(tx, report, 'recognised-retracted');
  }

  private returned(tx: Transaction, report: ReportRow, staffId: string): Promise<void> {
    const to = { institutionId: report.institutionId, recipients: { staffIds: [staffId] } };
    return this.notices.tell(tx, matterOf(report), to, 'report-returned');
  }

  private retractionAsked(tx: Transaction, report: ReportRow): Promise<void> {
    const { institutionId } = report;
    const recipients = { holders: [{ institutionId, roles: [Role.MEDICAL_AFFAIRS] }] };
    return this.notices.tell(tx, matterOf(report), { institutionId, recipients }, 'retraction-asked');
  }

  private tellDoctor(tx: Transaction, report: ReportRow, text: LabText): Promise<void> {
    const to = { institutionId: report.orderingInstitutionId, recipients: { staffIds: [report.orderingStaffId] } };
    return this.notices.tell(tx, matterOf(report), to, text);
  }

  /** They know a report by the version that they recognised. */
  private async tellRecognisers(tx: Transaction, report: ReportRow, text: LabText): Promise<void> {
    for (const id of await this.reports.versionsOf(tx, report.specimenId)) {
      for (const { institutionId, staffId } of await this.known.recognisersOf(tx, { domain: 'laboratory', id })) {
        await this.notices.tell(tx, matterOf(report), { institutionId, recipients: { staffIds: [staffId] } }, text);
      }
    }
  }
}

function textOf({ kind, corrected }: ReportRow): LabText {
  if (kind === 'PRELIMINARY') return 'report-preliminary';
  return corrected ? 'report-corrected' : 'report-published';
}
