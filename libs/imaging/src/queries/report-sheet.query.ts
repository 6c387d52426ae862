import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, type Clock, type LocalDate } from '#kernel';
import { AuditTrail, CLOCK, Database, Parameters, statement, type ActorContext } from '#platform';
import { recognitionScopeSql, type RecognitionScope } from '#recognition';
import { reportVisibleTo } from '../data/visibility.js';
import { STRUCTURED } from './structured-findings.js';

/** A signature under a report. */
export interface PrintedSignature {
  readonly position: number;
  readonly name: string;
  readonly signedAt: string;
  readonly digest: string;
}

/** A structured finding with the words of its template. */
export interface PrintedFinding {
  readonly labelZh: string;
  readonly value: string;
  readonly unit: string | null;
}

/** All that the paper of a report says. */
export interface ReportSheet {
  readonly accessionNo: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly sex: string;
  readonly birthDate: LocalDate | null;
  readonly archiveNo: string | null;
  readonly orderingInstitution: string;
  readonly orderingDoctor: string;
  readonly performingInstitution: string;
  readonly readingInstitution: string;
  readonly itemName: string;
  readonly clinicalQuestion: string;
  readonly acquiredAt: Date;
  readonly kind: 'PRELIMINARY' | 'FINAL';
  readonly state: 'PUBLISHED' | 'SUPERSEDED' | 'RETRACTED';
  readonly corrects: boolean;
  readonly number: number;
  /** How far it is recognised, as a final report that counts; null where it is not. */
  readonly scope: Exclude<RecognitionScope, 'NONE'> | null;
  readonly findings: string;
  readonly conclusion: string;
  readonly abnormal: boolean;
  readonly publishedAt: Date;
  readonly structured: readonly PrintedFinding[];
  readonly signatures: readonly PrintedSignature[];
  readonly printedAt: Date;
  readonly printedBy: string;
}

const SIGNATURES = `(SELECT coalesce(json_agg(json_build_object('position', s.position, 'name', n.name,
    'signedAt', s.signed_at, 'digest', s.digest) ORDER BY s.position), '[]'::json)
  FROM imaging_report_signatures s JOIN staff n ON n.id = s.staff_id WHERE s.report_id = r.id AND s.round = r.round)`;
const COLUMNS = `e.accession_no AS "accessionNo", p.id AS "patientId", p.name AS "patientName", p.sex,
  p.birth_date::text AS "birthDate", p.archive_no AS "archiveNo", oi.name AS "orderingInstitution",
  od.name AS "orderingDoctor", fi.name AS "performingInstitution", ri.name AS "readingInstitution", si.name AS "itemName",
  o.clinical_question AS "clinicalQuestion", e.acquired_at AS "acquiredAt", r.kind, r.state, r.corrects, r.number,
  CASE WHEN r.kind = 'FINAL' AND r.state = 'PUBLISHED' THEN ${recognitionScopeSql('si', 'e.performing_institution_id', 'e.reported_at')} END AS scope,
  r.findings, r.conclusion, r.abnormal, r.published_at AS "publishedAt", ${STRUCTURED} AS structured,
  ${SIGNATURES} AS signatures`;
const FROM = `imaging_reports r JOIN exams e ON e.id = r.exam_id JOIN patients p ON p.id = e.patient_id
  JOIN institutions oi ON oi.id = e.ordering_institution_id JOIN staff od ON od.id = e.ordering_staff_id
  JOIN institutions fi ON fi.id = e.performing_institution_id JOIN institutions ri ON ri.id = e.reading_institution_id
  JOIN exam_orders o ON o.id = e.order_id JOIN exam_order_items i ON i.id = e.order_item_id
  JOIN standard_items si ON si.id = i.item_id AND si.version = i.item_version`;

/** Reads what the paper of a report says, within what exists for the actor. */
@Injectable()
export class ReportSheetQuery {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where it does not exist for the actor, or was never published */
  async get(actor: ActorContext, id: string): Promise<ReportSheet> {
    const parameters = new Parameters();
    const visible = reportVisibleTo(actor, null, parameters);
    const printer = parameters.add(actor.staffId);
    const sql = `SELECT ${COLUMNS}, (SELECT n.name FROM staff n WHERE n.id = ${printer}) AS "printedBy"
      FROM ${FROM} WHERE r.id = ${parameters.add(id)} AND r.published_at IS NOT NULL AND ${visible}`;
    const row = await this.database.first<Omit<ReportSheet, 'printedAt'> & object>(
      statement('imaging.report-sheet', sql),
      parameters.values,
    );
    if (!row) throw new NotFoundError('ImagingReport', id);
    return { ...row, printedAt: this.clock.now() };
  }

  /** Whoever takes a paper has looked at the patient. */
  async recordPrinted(actor: ActorContext, id: string, { patientId }: ReportSheet): Promise<void> {
    await this.auditTrail.recordAccess(actor, {
      action: 'imaging-report.print',
      patientIds: [patientId],
      basis: 'ORDER',
      objectType: 'imaging-report',
      objectId: id,
    });
  }
}
