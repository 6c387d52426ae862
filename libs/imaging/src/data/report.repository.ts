import { Injectable } from '@nestjs/common';
import { changeRow, statement, type Opening, type Transaction } from '#platform';
import type { ReportContent } from '../domain/report-content.js';
import type { ReportKind, ReportState } from '../domain/report.transitions.js';
import type { ImagingReportEntity } from './imaging-report.entity.js';

/** A version of a report with its row and that of its exam locked. */
export interface ReportRow extends ReportContent {
  readonly id: string;
  readonly version: number;
  readonly examId: string;
  readonly number: number;
  readonly kind: ReportKind;
  readonly state: ReportState;
  readonly corrects: boolean;
  readonly round: number;
  /** Which version of the template it follows. */
  readonly templateFrom: Date | null;
  readonly authorStaffId: string;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly retractors: readonly string[];
  readonly retractionReasonCode: string | null;
  readonly readAgain: boolean | null;
  readonly isAnotherOpen: boolean;
}

export interface NewReport extends ReportContent {
  readonly id: string;
  readonly examId: string;
  readonly readingInstitutionId: string;
  readonly kind: ReportKind;
  readonly templateFrom: Date | null;
  readonly amendmentReasonCode: string | null;
  readonly authorStaffId: string;
}

const CHANGEABLE = {
  state: 'state',
  kind: 'kind',
  templateCode: 'template_code',
  templateFrom: 'template_from',
  findings: 'findings',
  conclusion: 'conclusion',
  structured: 'structured',
  abnormal: 'abnormal',
  round: 'round',
  authorStaffId: 'author_staff_id',
  submittedAt: 'submitted_at',
  publishedAt: 'published_at',
  endedAt: 'ended_at',
  retractors: 'retractors',
  retractionReasonCode: 'retraction_reason_code',
  readAgain: 'read_again',
} as const;
export type ReportChanges = Partial<Pick<ImagingReportEntity, keyof typeof CHANGEABLE>>;

const REPORT = `SELECT r.id, r.version, r.exam_id AS "examId", r.number, r.kind, r.state, r.corrects,
    r.template_code AS "templateCode", r.template_from AS "templateFrom", r.created_at AS "createdAt", r.findings, r.conclusion, r.structured, r.abnormal, r.round,
    r.author_staff_id AS "authorStaffId", r.submitted_at AS "submittedAt", array_to_json(r.retractors) AS retractors,
    r.retraction_reason_code AS "retractionReasonCode", r.read_again AS "readAgain",
    EXISTS (SELECT 1 FROM imaging_reports o WHERE o.exam_id = r.exam_id AND o.id <> r.id
      AND o.state IN ('DRAFT', 'SUBMITTED')) AS "isAnotherOpen"
  FROM imaging_reports r`;
const EXAM_OF = statement(
  'imaging.exam-of-report',
  `SELECT exam_id AS "examId" FROM imaging_reports WHERE id = $1 AND ($2::uuid IS NULL OR reading_institution_id = $2)`,
);
const LOCK = statement('imaging.lock-report', `${REPORT} WHERE r.id = $1 FOR UPDATE OF r`);
const LOCK_OPEN = statement(
  'imaging.lock-open-report',
  `${REPORT} WHERE r.exam_id = $1 AND r.state IN ('DRAFT', 'SUBMITTED') FOR UPDATE OF r`,
);
const LOCK_PUBLISHED = statement(
  'imaging.lock-published-report',
  `${REPORT} WHERE r.exam_id = $1 AND r.state = 'PUBLISHED' FOR UPDATE OF r`,
);
// A version after a final one that was published corrects it.
const INSERT = statement(
  'imaging.insert-report',
  `INSERT INTO imaging_reports (id, exam_id, reading_institution_id, number, kind, state, corrects, amendment_reason_code,
     template_code, template_from, findings, conclusion, structured, abnormal, round, author_staff_id, created_at,
     retractors, version)
   SELECT $1, $2, $3, 1 + coalesce(max(o.number), 0), $4, 'DRAFT',
     coalesce(bool_or(o.kind = 'FINAL' AND o.published_at IS NOT NULL), false), $5, $6, $7, $8, $9, $10::jsonb, $11, 0,
     $12, $13, '{}', 1
   FROM imaging_reports o WHERE o.exam_id = $2`,
);
const SIGN = statement(
  'imaging.sign-report',
  `INSERT INTO imaging_report_signatures (report_id, round, position, staff_id, signed_at, digest, content)
   VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb)`,
);

/** A signature under one round of a report. */
export interface NewSignature {
  readonly reportId: string;
  readonly round: number;
  readonly position: 1 | 2;
  readonly staffId: string;
  readonly digest: string;
  readonly content: ReportContent;
}

/** Rows of reports, locked and changed in the transaction of whoever acts. The exam is always locked first. */
@Injectable()
export class ReportRepository {
  /** Of which exam the report is; null where it is not read at the institution, if one is named. */
  async examOf(tx: Opening, id: string, institutionId: string | null): Promise<string | null> {
    const row = await tx.first<{ examId: string }>(EXAM_OF, [id, institutionId]);
    return row?.examId ?? null;
  }

  lock(tx: Opening, id: string): Promise<ReportRow | null> {
    return tx.first<ReportRow & object>(LOCK, [id]);
  }

  /** The version that is being written. */
  lockOpen(tx: Transaction, examId: string): Promise<ReportRow | null> {
    return tx.first<ReportRow & object>(LOCK_OPEN, [examId]);
  }

  lockPublished(tx: Transaction, examId: string): Promise<ReportRow | null> {
    return tx.first<ReportRow & object>(LOCK_PUBLISHED, [examId]);
  }

  async insert(tx: Transaction, report: NewReport): Promise<void> {
    const { id, examId, readingInstitutionId, kind, amendmentReasonCode, authorStaffId } = report;
    const { templateCode, templateFrom, findings, conclusion, structured, abnormal } = report;
    const whose = [id, examId, readingInstitutionId, kind, amendmentReasonCode];
    const words = [templateCode, templateFrom, findings, conclusion, JSON.stringify(structured), abnormal];
    await tx.query(INSERT, [...whose, ...words, authorStaffId, tx.now]);
  }

  change(tx: Transaction, row: ReportRow, changes: ReportChanges): number {
    return changeRow(tx, row, { table: 'imaging_reports', columns: CHANGEABLE, changes });
  }

  sign(tx: Transaction, { reportId, round, position, staffId, digest, content }: NewSignature): void {
    tx.write(SIGN, [reportId, round, position, staffId, tx.now, digest, JSON.stringify(content)]);
  }
}
