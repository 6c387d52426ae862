import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, type Clock, type LocalDate } from '#kernel';
import { AuditTrail, CLOCK, Database, Parameters, statement, type ActorContext } from '#platform';
import { recognitionScopeSql } from '#recognition';
import { reportVisibleTo } from '../data/visibility.js';
import type { Isolate } from '../domain/isolate.js';
import type { ResultFlag } from '../domain/reference-range.js';
import type { ReportKind, ReportState } from '../domain/report.transitions.js';
import type { SpecimenType } from '../domain/specimen.js';

/** A value as the paper shows it. */
export interface PrintedResult {
  readonly itemCode: string;
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly flag: ResultFlag | null;
  readonly rangeText: string | null;
  readonly critical: boolean;
}

/** Something that was ordered, and how far results of it are recognised; null where they are not. */
export interface PrintedItem {
  readonly name: string;
  /** What is measured for it. */
  readonly codes: readonly string[];
  readonly scope: 'ALLIANCE' | 'CITY' | 'PROVINCE' | 'NATION' | null;
}

/** All that the paper of a report says. */
export interface LabReportSheet {
  readonly barcode: string;
  readonly accessionNo: string;
  readonly type: SpecimenType;
  readonly site: string | null;
  readonly patientId: string;
  readonly patientName: string;
  readonly sex: string;
  readonly birthDate: LocalDate | null;
  readonly archiveNo: string | null;
  readonly orderingInstitution: string;
  readonly orderingDoctor: string;
  readonly institution: string;
  readonly visitType: string;
  readonly clinicalQuestion: string;
  readonly groupCode: string;
  readonly collectedAt: Date;
  readonly receivedAt: Date;
  readonly kind: ReportKind;
  readonly state: Extract<ReportState, 'PUBLISHED' | 'SUPERSEDED' | 'RETRACTED'>;
  readonly corrected: boolean;
  readonly number: number;
  readonly description: string | null;
  readonly conclusion: string | null;
  readonly technicalReviewer: string;
  readonly submittedAt: Date;
  readonly medicalReviewer: string;
  readonly publishedAt: Date;
  readonly items: readonly PrintedItem[];
  readonly results: readonly PrintedResult[];
  readonly isolates: readonly Isolate[];
  readonly printedAt: Date;
  readonly printedBy: string;
}

const ITEMS = `(SELECT coalesce(json_agg(json_build_object('name', si.name,
    'codes', CASE WHEN cardinality(si.panel_members) > 0 THEN si.panel_members ELSE ARRAY[si.code] END,
    'scope', ${recognitionScopeSql('si', 'r.institution_id', 'r.published_at')}) ORDER BY oi.id), '[]'::json)
  FROM specimen_items x JOIN exam_order_items oi ON oi.id = x.order_item_id
  JOIN standard_items si ON si.id = oi.item_id AND si.version = oi.item_version WHERE x.specimen_id = s.id)`;
const RESULTS = `(SELECT coalesce(json_agg(json_build_object('itemCode', v.item_code, 'name', v.name, 'value', v.value,
    'unit', v.unit, 'flag', v.flag, 'rangeText', v.range_text, 'critical', v.critical_value_id IS NOT NULL)
    ORDER BY v.position, v.item_code), '[]'::json)
  FROM lab_results v WHERE v.report_id = r.id)`;
const COLUMNS = `s.barcode, s.accession_no AS "accessionNo", s.type, s.site, p.id AS "patientId", p.name AS "patientName",
  p.sex, p.birth_date::text AS "birthDate", p.archive_no AS "archiveNo", oi.name AS "orderingInstitution",
  od.name AS "orderingDoctor", ri.name AS institution, o.visit_type AS "visitType",
  o.clinical_question AS "clinicalQuestion", r.group_code AS "groupCode", s.collected_at AS "collectedAt",
  s.received_at AS "receivedAt", r.kind, r.state, r.corrected, r.number, r.description, r.conclusion, r.isolates,
  tn.name AS "technicalReviewer", r.submitted_at AS "submittedAt", mn.name AS "medicalReviewer",
  r.published_at AS "publishedAt", ${ITEMS} AS items, ${RESULTS} AS results`;
const FROM = `lab_reports r JOIN specimens s ON s.id = r.specimen_id JOIN exam_orders o ON o.id = s.order_id
  JOIN patients p ON p.id = r.patient_id JOIN institutions oi ON oi.id = r.ordering_institution_id
  JOIN staff od ON od.id = r.ordering_staff_id JOIN institutions ri ON ri.id = r.institution_id
  JOIN staff tn ON tn.id = r.technical_staff_id JOIN staff mn ON mn.id = r.medical_staff_id`;

/** Reads what the paper of a report says, within what exists for the actor. */
@Injectable()
export class LabReportSheetQuery {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where it does not exist for the actor, or was never published */
  async get(actor: ActorContext, id: string): Promise<LabReportSheet> {
    const parameters = new Parameters();
    const now = this.clock.now();
    const visible = reportVisibleTo(actor, now, parameters);
    const printer = parameters.add(actor.staffId);
    const sql = `SELECT ${COLUMNS}, (SELECT n.name FROM staff n WHERE n.id = ${printer}) AS "printedBy"
      FROM ${FROM} WHERE r.id = ${parameters.add(id)} AND r.published_at IS NOT NULL AND ${visible}`;
    const row = await this.database.first<Omit<LabReportSheet, 'printedAt'> & object>(
      statement('laboratory.report-sheet', sql),
      parameters.values,
    );
    if (!row) throw new NotFoundError('LabReport', id);
    return { ...row, printedAt: now };
  }

  /** Whoever takes a paper has looked at the patient. */
  async recordPrinted(actor: ActorContext, id: string, { patientId }: LabReportSheet): Promise<void> {
    await this.auditTrail.recordAccess(actor, {
      action: 'lab-report.print',
      patientIds: [patientId],
      basis: 'ORDER',
      objectType: 'lab-report',
      objectId: id,
    });
  }
}
