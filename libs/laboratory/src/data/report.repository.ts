import { Injectable } from '@nestjs/common';
import { changeRow, statement, type Opening, type Transaction } from '#platform';
import type { Isolate } from '../domain/isolate.js';
import type { ReportKind, ReportState } from '../domain/report.transitions.js';
import type { LabReportEntity } from './lab-report.entity.js';
import type { SpecimenRow } from './specimen.repository.js';

/** A version of a report with its row locked, and what its rules look at. */
export interface ReportRow {
  readonly id: string;
  readonly version: number;
  readonly state: ReportState;
  readonly kind: ReportKind;
  readonly number: number;
  readonly specimenId: string;
  readonly previousId: string | null;
  readonly patientId: string;
  readonly institutionId: string;
  readonly orderingInstitutionId: string;
  readonly orderingStaffId: string;
  readonly groupCode: string;
  readonly conclusion: string | null;
  readonly isolates: readonly Isolate[];
  readonly technicalStaffId: string | null;
  readonly askedByStaffId: string | null;
  readonly seenAt: Date | null;
  readonly corrected: boolean;
  readonly visitType: string;
  /** Of the version before this one. */
  readonly earlierKind: ReportKind | null;
  readonly isContinued: boolean;
}

/** The version from which another one goes on. */
export interface NextVersion {
  /** Chosen where somebody has to know it before. */
  readonly id?: string;
  readonly previousId: string | null;
  readonly groupCode: string;
  readonly dueAt: Date;
  readonly corrected: boolean;
  readonly amendmentReasonCode?: string | null;
}

const COLUMNS = {
  state: 'state',
  kind: 'kind',
  description: 'description',
  conclusion: 'conclusion',
  isolates: 'isolates',
  technicalStaffId: 'technical_staff_id',
  submittedAt: 'submitted_at',
  medicalStaffId: 'medical_staff_id',
  publishedAt: 'published_at',
  retractionAskedByStaffId: 'retraction_asked_by_staff_id',
  retractionReasonCode: 'retraction_reason_code',
  retractedByStaffId: 'retracted_by_staff_id',
  retractedAt: 'retracted_at',
  seenAt: 'seen_at',
  seenByStaffId: 'seen_by_staff_id',
} as const;
export type ReportChanges = Partial<Pick<LabReportEntity, keyof typeof COLUMNS>>;

const KNOWN = `SELECT r.id, r.version, r.state, r.kind, r.number, r.specimen_id AS "specimenId",
     r.previous_id AS "previousId", r.patient_id AS "patientId", r.institution_id AS "institutionId",
     r.ordering_institution_id AS "orderingInstitutionId", r.ordering_staff_id AS "orderingStaffId",
     r.group_code AS "groupCode", r.conclusion, r.isolates, r.technical_staff_id AS "technicalStaffId",
     r.retraction_asked_by_staff_id AS "askedByStaffId", r.seen_at AS "seenAt", r.corrected,
     (SELECT o.visit_type FROM specimens s JOIN exam_orders o ON o.id = s.order_id WHERE s.id = r.specimen_id) AS "visitType",
     p.kind AS "earlierKind",
     EXISTS (SELECT 1 FROM lab_reports n WHERE n.previous_id = r.id) AS "isContinued"
   FROM lab_reports r LEFT JOIN lab_reports p ON p.id = r.previous_id`;
const LOCK = statement(
  'laboratory.lock-report',
  `${KNOWN} WHERE r.id = $1 AND (r.institution_id = $2
     OR (r.ordering_institution_id = $2 AND r.state IN ('PUBLISHED', 'RETRACTED'))) FOR UPDATE OF r`,
);
const LOCK_OPEN = statement(
  'laboratory.lock-open-report',
  `${KNOWN} WHERE r.specimen_id = $1 AND r.state IN ('DRAFT', 'SUBMITTED') FOR UPDATE OF r`,
);
const LOCK_STANDING = statement(
  'laboratory.lock-standing-report',
  `${KNOWN} WHERE r.specimen_id = $1 AND r.state = 'PUBLISHED' FOR UPDATE OF r`,
);
const INSERT = statement(
  'laboratory.insert-report',
  `INSERT INTO lab_reports (id, specimen_id, number, previous_id, patient_id, institution_id, ordering_institution_id,
     ordering_staff_id, group_code, kind, state, corrected, begun_at, due_at, description, conclusion,
     amendment_reason_code, isolates, version)
   SELECT $1, $2, (SELECT coalesce(max(number), 0) + 1 FROM lab_reports WHERE specimen_id = $2), $3, $4, $5, $6, $7, $8,
     'FINAL', 'DRAFT', $9, $10, $11, p.description, p.conclusion, $12, coalesce(p.isolates, '[]'), 1
   FROM (SELECT 1) one LEFT JOIN lab_reports p ON p.id = $3`,
);
const VERSIONS = statement(
  'laboratory.versions',
  'SELECT id FROM lab_reports WHERE specimen_id = $1 AND published_at IS NOT NULL ORDER BY number',
);
const FIRST_FINAL = statement(
  'laboratory.first-final',
  `SELECT min(published_at) AS at FROM lab_reports WHERE specimen_id = $1 AND kind = 'FINAL' AND published_at IS NOT NULL`,
);
const COPY_RESULTS = statement(
  'laboratory.copy-results',
  `INSERT INTO lab_results (report_id, item_code, name, unit, position, value, flag, range_text, delta_percent,
     delta_exceeded, critical_value_id, source, measured_at, entered_at, entered_by_staff_id, entered_by_machine_id)
   SELECT $1, item_code, name, unit, position, value, flag, range_text, delta_percent, delta_exceeded, critical_value_id,
     source, measured_at, entered_at, entered_by_staff_id, entered_by_machine_id FROM lab_results WHERE report_id = $2`,
);

/** Rows of reports, locked and changed in the transaction of whoever acts. */
@Injectable()
export class ReportRepository {
  lock(tx: Opening, id: string): Promise<ReportRow | null> {
    return tx.first<ReportRow & object>(LOCK, [id, tx.actor.institutionId]);
  }

  /** The version of a specimen that is not published yet. */
  lockOpen(tx: Opening, specimenId: string): Promise<ReportRow | null> {
    return tx.first<ReportRow & object>(LOCK_OPEN, [specimenId]);
  }

  /** The version of a specimen that stands, where one has been published and not taken back. */
  lockStanding(tx: Opening, specimenId: string): Promise<ReportRow | null> {
    return tx.first<ReportRow & object>(LOCK_STANDING, [specimenId]);
  }

  /** Ids of what was ever published about a specimen, the oldest first. */
  async versionsOf(tx: Transaction, specimenId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(VERSIONS, [specimenId]);
    return rows.map(({ id }) => id);
  }

  /** When a final version about a specimen was first published, or null. */
  async firstFinalAt(tx: Transaction, specimenId: string): Promise<Date | null> {
    return (await tx.first<{ at: Date | null }>(FIRST_FINAL, [specimenId]))!.at;
  }

  /** Begins another version, with what the one before it says. @returns its id */
  insert(tx: Transaction, specimen: SpecimenRow, next: NextVersion): string {
    const { id = tx.newId(), previousId, groupCode, dueAt, corrected, amendmentReasonCode = null } = next;
    const { patientId, toInstitutionId, orderingInstitutionId, doctorStaffId } = specimen;
    const whose = [patientId, toInstitutionId, orderingInstitutionId, doctorStaffId, groupCode];
    tx.write(INSERT, [id, specimen.id, previousId, ...whose, corrected, tx.now, dueAt, amendmentReasonCode]);
    if (previousId) tx.write(COPY_RESULTS, [id, previousId]);
    return id;
  }

  change(tx: Transaction, row: Pick<ReportRow, 'id' | 'version'>, changes: ReportChanges): number {
    return changeRow(tx, row, { table: 'lab_reports', columns: COLUMNS, changes });
  }
}
