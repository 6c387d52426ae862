import { institutionView, staffView } from '#organization';
import { patientView } from '#patient';
import type { View } from '#platform';
import { readingTaskView } from '#worklist';
import { IMAGING } from '../domain/exam.js';
import { STRUCTURED } from './structured-findings.js';

/** Nobody corrects a report more often. */
const MOST_VERSIONS = 50;

const staffName = (id: string): string => `(SELECT n.name FROM staff n WHERE n.id = ${id})`;

/** A version of a report as the API shows it; `r` is its row. Signatures are those under what it says now. */
export const reportView: View = {
  columns: {
    id: 'r.id',
    examId: 'r.exam_id',
    number: 'r.number',
    kind: 'r.kind',
    state: 'r.state',
    corrects: 'r.corrects',
    amendmentReasonCode: 'r.amendment_reason_code',
    templateCode: 'r.template_code',
    findings: 'r.findings',
    conclusion: 'r.conclusion',
    structured: STRUCTURED,
    abnormal: 'r.abnormal',
    authorName: staffName('r.author_staff_id'),
    createdAt: 'r.created_at',
    submittedAt: 'r.submitted_at',
    publishedAt: 'r.published_at',
    endedAt: 'r.ended_at',
    retractionReasonCode: 'r.retraction_reason_code',
    retractionRequested: `r.state = 'PUBLISHED' AND cardinality(r.retractors) > 0`,
    version: 'r.version',
  },
  many: {
    signatures: {
      view: {
        columns: {
          position: 's.position',
          staffName: staffName('s.staff_id'),
          signedAt: 's.signed_at',
          digest: 's.digest',
        },
      },
      from: `FROM imaging_report_signatures s WHERE s.report_id = r.id AND s.round = r.round AND r.state <> 'DRAFT'
        ORDER BY s.position LIMIT 2`,
    },
  },
};

const versionView: View = {
  columns: {
    id: 'h.id',
    number: 'h.number',
    kind: 'h.kind',
    state: 'h.state',
    corrects: 'h.corrects',
    publishedAt: 'h.published_at',
    endedAt: 'h.ended_at',
  },
};

const item = (column: string): string => `(SELECT si.${column} FROM exam_order_items oi
  JOIN standard_items si ON si.id = oi.item_id AND si.version = oi.item_version WHERE oi.id = e.order_item_id)`;

/** An exam as the API shows it; `e` is its row. */
export const examView: View = {
  columns: {
    id: 'e.id',
    accessionNo: 'e.accession_no',
    orderId: 'e.order_id',
    orderItemId: 'e.order_item_id',
    itemCode: item('code'),
    itemName: item('name'),
    clinicalQuestion: '(SELECT q.clinical_question FROM exam_orders q WHERE q.id = e.order_id)',
    domain: 'e.domain',
    groupCode: 'e.group_code',
    subspecialty: 'e.subspecialty',
    visitType: 'e.visit_type',
    urgency: 'e.urgency',
    state: 'e.state',
    repeats: 'e.repeats',
    studyInstanceUid: 'e.study_instance_uid',
    imageCount: 'e.image_count',
    registeredAt: 'e.registered_at',
    startedAt: 'e.started_at',
    acquiredAt: 'e.acquired_at',
    dueAt: 'e.due_at',
    reportedAt: 'e.reported_at',
    resultAt: 'e.result_at',
    seenAt: 'e.seen_at',
    endedAt: 'e.ended_at',
    reasonCode: 'e.reason_code',
    openReportId: `(SELECT w.id FROM imaging_reports w WHERE w.exam_id = e.id AND w.state IN ('DRAFT', 'SUBMITTED'))`,
    openCriticalValueIds: `(SELECT coalesce(json_agg(c.id ORDER BY c.id), '[]'::json) FROM critical_values c
      WHERE c.domain = e.domain AND c.subject_id = e.id AND c.ended_at IS NULL)`,
    version: 'e.version',
  },
  one: {
    patient: { view: patientView('ep'), join: 'JOIN patients ep ON ep.id = e.patient_id' },
    orderingInstitution: {
      view: institutionView('eo'),
      join: 'JOIN institutions eo ON eo.id = e.ordering_institution_id',
    },
    performingInstitution: {
      view: institutionView('ef'),
      join: 'JOIN institutions ef ON ef.id = e.performing_institution_id',
    },
    readingInstitution: {
      view: institutionView('er'),
      join: 'JOIN institutions er ON er.id = e.reading_institution_id',
    },
    orderingDoctor: { view: staffView('ed'), join: 'JOIN staff ed ON ed.id = e.ordering_staff_id' },
    reading: {
      view: readingTaskView,
      join: `LEFT JOIN reading_tasks t ON t.subject_domain = '${IMAGING}' AND t.subject_id = e.id
        AND t.state NOT IN ('DONE', 'WITHDRAWN')`,
      exists: 't.id IS NOT NULL',
    },
    report: {
      view: reportView,
      join: `LEFT JOIN imaging_reports r ON r.exam_id = e.id AND r.state = 'PUBLISHED'`,
      exists: 'r.id IS NOT NULL',
    },
  },
  many: {
    versions: {
      view: versionView,
      from: `FROM imaging_reports h WHERE h.exam_id = e.id AND h.published_at IS NOT NULL ORDER BY h.number
        LIMIT ${MOST_VERSIONS}`,
    },
  },
};
