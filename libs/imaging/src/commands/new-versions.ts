import { Injectable } from '@nestjs/common';
import { actingFor, type Transaction } from '#platform';
import type { ExamRow } from '../data/exam.repository.js';
import { ReportRepository, type ReportRow } from '../data/report.repository.js';
import type { ReportContent } from '../domain/report-content.js';
import type { ReportKind } from '../domain/report.transitions.js';
import { Templates } from './templates.js';

/** A version that comes into being. */
export interface NewVersion {
  readonly id: string;
  readonly kind: ReportKind;
  readonly content: ReportContent;
  /** Which version of its template it follows. */
  readonly templateFrom: Date | null;
  /** Why a version that was published is amended. */
  readonly reasonCode: string | null;
}

/** How versions of reports come into being, and into other hands. */
@Injectable()
export class NewVersions {
  constructor(
    private readonly reports: ReportRepository,
    private readonly templates: Templates,
  ) {}

  /** What a report begins with: the words of a template, if it follows one. @throws TemplateUnknownError */
  async beginning(
    tx: Transaction,
    groupCode: string,
    templateCode: string | null,
  ): Promise<Pick<NewVersion, 'content' | 'templateFrom'>> {
    const template = templateCode === null ? null : await this.templates.require(tx, groupCode, templateCode);
    const { findings = '', conclusion = '', effectiveFrom: templateFrom = null } = template ?? {};
    return { content: { templateCode, findings, conclusion, structured: [], abnormal: null }, templateFrom };
  }

  async insert(tx: Transaction, exam: ExamRow, { content, reasonCode, ...version }: NewVersion): Promise<void> {
    await this.reports.insert(tx, {
      ...content,
      ...version,
      examId: exam.id,
      readingInstitutionId: exam.readingInstitutionId,
      amendmentReasonCode: reasonCode,
      authorStaffId: actingFor(tx.actor),
    });
    this.publish(tx, exam, { id: version.id, version: 1, topic: 'imaging.report-drafted' });
  }

  /** Whoever holds the reading now goes on with what somebody before them had begun. */
  takeUp(tx: Transaction, exam: ExamRow, open: ReportRow): void {
    const version = this.reports.change(tx, open, { authorStaffId: actingFor(tx.actor) });
    this.publish(tx, exam, { id: open.id, version, topic: 'imaging.report-taken-up' });
  }

  private publish(
    tx: Transaction,
    { id: examId, patientId }: ExamRow,
    { id, version, topic }: { readonly id: string; readonly version: number; readonly topic: string },
  ): void {
    tx.publish({
      topic,
      aggregateType: 'imaging-report',
      aggregateId: id,
      aggregateVersion: version,
      toState: 'DRAFT',
      patientId,
      payload: { examId },
    });
  }
}
