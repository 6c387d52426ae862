import { Injectable } from '@nestjs/common';
import type { VisitType } from '#order';
import type { Urgency } from '#worklist';
import { changeRow, statement, type Opening, type Queryable, type Transaction } from '#platform';
import type { ExamDomain } from '../domain/exam.js';
import { StudyTakenError } from '../domain/errors.js';
import type { ExamState } from '../domain/exam.transitions.js';
import type { ExamEntity } from './exam.entity.js';

/** An exam with its row locked. */
export interface ExamRow {
  readonly id: string;
  readonly version: number;
  readonly state: ExamState;
  readonly domain: ExamDomain;
  readonly groupCode: string;
  readonly subspecialty: string | null;
  readonly visitType: VisitType;
  readonly urgency: Urgency;
  readonly orderItemId: string;
  readonly patientId: string;
  readonly orderingInstitutionId: string;
  readonly orderingStaffId: string;
  readonly performingInstitutionId: string;
  readonly readingInstitutionId: string;
  readonly repeats: number;
  readonly studyInstanceUid: string | null;
  readonly startedAt: Date | null;
  readonly acquiredAt: Date | null;
  readonly dueAt: Date | null;
  readonly reportedAt: Date | null;
  readonly resultAt: Date | null;
  readonly seenAt: Date | null;
}

/** An item of an order that somebody wants to examine. */
export interface OrderedItem {
  readonly orderId: string;
  readonly itemState: string;
  readonly category: string;
  readonly modality: string | null;
  readonly visitType: VisitType;
  readonly patientId: string;
  readonly orderingInstitutionId: string;
  readonly orderingStaffId: string;
  readonly readingInstitutionId: string;
}

export interface NewExam {
  readonly id: string;
  readonly orderItemId: string;
  readonly domain: ExamDomain;
  readonly groupCode: string;
  readonly subspecialty: string | null;
  readonly urgency: Urgency;
}

const CHANGEABLE = {
  state: 'state',
  groupCode: 'group_code',
  subspecialty: 'subspecialty',
  repeats: 'repeats',
  studyInstanceUid: 'study_instance_uid',
  imageCount: 'image_count',
  startedAt: 'started_at',
  acquiredAt: 'acquired_at',
  dueAt: 'due_at',
  reportedAt: 'reported_at',
  resultAt: 'result_at',
  seenAt: 'seen_at',
  endedAt: 'ended_at',
  reasonCode: 'reason_code',
} as const;
export type ExamChanges = Partial<Pick<ExamEntity, keyof typeof CHANGEABLE>>;

const EXAM = `SELECT e.id, e.version, e.state, e.domain, e.group_code AS "groupCode", e.subspecialty,
    e.visit_type AS "visitType", e.urgency, e.order_item_id AS "orderItemId", e.patient_id AS "patientId",
    e.ordering_institution_id AS "orderingInstitutionId", e.ordering_staff_id AS "orderingStaffId",
    e.performing_institution_id AS "performingInstitutionId", e.reading_institution_id AS "readingInstitutionId",
    e.repeats, e.study_instance_uid AS "studyInstanceUid", e.started_at AS "startedAt", e.acquired_at AS "acquiredAt",
    e.due_at AS "dueAt", e.reported_at AS "reportedAt", e.result_at AS "resultAt", e.seen_at AS "seenAt"
  FROM exams e`;
const LOCK = statement(
  'imaging.lock-exam',
  `${EXAM} WHERE e.id = $1 AND ($2::uuid IS NULL
     OR $2 IN (e.ordering_institution_id, e.performing_institution_id, e.reading_institution_id)) FOR UPDATE`,
);
const REGISTERED_OF_ORDER = statement(
  'imaging.registered-of-order',
  `SELECT e.id, e.version FROM exams e WHERE e.order_id = $1 AND e.state = 'REGISTERED' AND e.repeats = 0
     AND ($2::uuid IS NULL OR e.order_item_id = $2) ORDER BY e.id FOR UPDATE`,
);
const ITEM = statement(
  'imaging.ordered-item',
  `SELECT o.id AS "orderId", i.state AS "itemState", s.category, s.modality, o.visit_type AS "visitType",
     o.patient_id AS "patientId", o.from_institution_id AS "orderingInstitutionId",
     o.doctor_staff_id AS "orderingStaffId", o.to_institution_id AS "readingInstitutionId"
   FROM exam_order_items i JOIN exam_orders o ON o.id = i.order_id
     JOIN standard_items s ON s.id = i.item_id AND s.version = i.item_version
   WHERE i.id = $1 AND o.ordered_at IS NOT NULL AND $2 IN (o.from_institution_id, o.to_institution_id)
   FOR UPDATE OF o`,
);
const INSERT = statement(
  'imaging.insert-exam',
  `INSERT INTO exams (id, accession_no, order_id, order_item_id, patient_id, domain, group_code, subspecialty, visit_type,
     urgency, ordering_institution_id, ordering_staff_id, performing_institution_id, reading_institution_id, state, repeats,
     registered_at, registered_by_staff_id, version)
   SELECT $1, 'A' || to_char($14::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYMMDD')
       || lpad(n::text, greatest(6, length(n::text)), '0'),
     $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'REGISTERED', 0, $14, $15, 1
   FROM nextval('exam_accession_sequence') n
   ON CONFLICT (order_item_id) WHERE state NOT IN ('ABORTED', 'CANCELLED') DO NOTHING RETURNING id`,
);
const ACCESSION = statement(
  'imaging.accession',
  `SELECT e.accession_no AS "accessionNo" FROM exams e WHERE e.id = $1
     AND $2 IN (e.ordering_institution_id, e.performing_institution_id, e.reading_institution_id)`,
);
const STUDY_OWNER = statement('imaging.study-owner', 'SELECT id FROM exams WHERE study_instance_uid = $1');

export interface KnownExam {
  readonly id: string;
  readonly version: number;
}

/** Rows of exams, locked and changed in the transaction of whoever acts. */
@Injectable()
export class ExamRepository {
  /** @param institutionId one that has to do with it; null for the platform, to which all of them exist */
  lock(tx: Opening, id: string, institutionId: string | null): Promise<ExamRow | null> {
    return tx.first<ExamRow & object>(LOCK, [id, institutionId]);
  }

  /** What of an order waits to be performed, locked. */
  registeredOf(tx: Transaction, orderId: string, itemId: string | null): Promise<KnownExam[]> {
    return tx.query<KnownExam & object>(REGISTERED_OF_ORDER, [orderId, itemId]);
  }

  /** The item, with its order locked, at either end of it. */
  orderedItem(tx: Transaction, itemId: string, institutionId: string): Promise<OrderedItem | null> {
    return tx.first<OrderedItem & object>(ITEM, [itemId, institutionId]);
  }

  /** @returns whether nothing was registered for the item already */
  async insert(tx: Transaction, exam: NewExam, item: OrderedItem, staffId: string): Promise<boolean> {
    const { id, orderItemId, domain, groupCode, subspecialty, urgency } = exam;
    const { orderId, patientId, visitType, orderingInstitutionId, orderingStaffId, readingInstitutionId } = item;
    const made = await tx.first(INSERT, [
      id,
      orderId,
      orderItemId,
      patientId,
      domain,
      groupCode,
      subspecialty,
      visitType,
      urgency,
      orderingInstitutionId,
      orderingStaffId,
      tx.actor.institutionId,
      readingInstitutionId,
      tx.now,
      staffId,
    ]);
    return made !== null;
  }

  /** Null where the exam does not exist for the institution. */
  async accessionOf(on: Queryable, id: string, institutionId: string): Promise<string | null> {
    const [row] = await on.query<{ accessionNo: string }>(ACCESSION, [id, institutionId]);
    return row?.accessionNo ?? null;
  }

  change(tx: Transaction, row: KnownExam, changes: ExamChanges): number {
    return changeRow(tx, row, { table: 'exams', columns: CHANGEABLE, changes });
  }

  /** @throws StudyTakenError where the study shows another exam */
  async requireFree(tx: Transaction, studyInstanceUid: string, examId: string): Promise<void> {
    const owner = await tx.first<{ id: string }>(STUDY_OWNER, [studyInstanceUid]);
    if (owner && owner.id !== examId) throw new StudyTakenError();
  }
}
