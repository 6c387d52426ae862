import { ALLIANCE_ZONE, after, before, localDate, minutes } from '#kernel';
import { digestOf } from '#imaging';
import type { Rows } from '../bulk-insert.js';
import type { Chance } from '../random.js';
import { decisionRows, isExamined } from '../recognition/decisions.js';
import { isSignedTwice, type DemoExam, type Stage } from './exams.js';
import { decidedOf, type Numbered } from './orders.js';

type Row = Readonly<Record<string, unknown>>;

/** All rows of one exam, by table, in the order in which they may be written. */
export type ImagingRows = {
  readonly exam_orders: Rows;
  readonly exam_order_items: Rows;
  readonly patient_access_grants: Rows;
  readonly exams: Rows;
  readonly reading_tasks: Rows;
  readonly imaging_reports: Rows;
  readonly imaging_report_signatures: Rows;
  readonly recognition_reports: Rows;
  readonly recognition_decisions: Rows;
};

const RANKS = { EMERGENCY: 2, INPATIENT: 3, OUTPATIENT: 4 } as const;
const URGENCIES = { EMERGENCY: 'EMERGENCY', INPATIENT: 'INPATIENT', OUTPATIENT: 'ROUTINE' } as const;
const DAY = 1_440;
/** Minutes until a report is due, of an emergency and otherwise; and those that reading takes. */
const TERMS: Readonly<Record<string, readonly [emergency: number, other: number, reading: number]>> = {
  CT: [120, DAY, 15],
  MR: [120, 2 * DAY, 20],
  DR: [30, DAY, 8],
  US: [30, DAY, 8],
  ECG: [10, 30, 4],
};
/** Who recognises or looks back sees a patient so long after the order has ended. */
const ACCESS_MINUTES = 30 * DAY;

/** What is in the database of all exams. */
export function imagingRows(chance: Chance, all: readonly Numbered[]): ImagingRows {
  const registered = all.filter((one) => isExamined(one) && one.exam.stage !== 'ORDERED');
  const acquired = registered.filter(({ exam }) => exam.stage !== 'REGISTERED');
  const written = acquired.filter(({ exam }) => exam.stage !== 'WAITING');
  const reported = written.filter(({ exam }) => exam.stage === 'REPORTED');
  return {
    exam_orders: all.map(orderRow),
    exam_order_items: all.map(itemRow),
    patient_access_grants: all.map((one) => grantRow(chance, one)),
    exams: registered.map((one) => examRow(chance, one)),
    reading_tasks: acquired.map(taskRow),
    imaging_reports: written.map(reportRow),
    imaging_report_signatures: written.flatMap(signatureRows),
    recognition_reports: reported.map((one) => knownRow(chance, one)),
    recognition_decisions: decisionRows(chance, all.map(decidedOf)),
  };
}

const ITEM_STATES: Readonly<Record<Stage, string>> = {
  ORDERED: 'ORDERED',
  REGISTERED: 'ORDERED',
  WAITING: 'PERFORMED',
  REVIEWING: 'PERFORMED',
  REPORTED: 'REPORTED',
};
const ORDER_STATES: Readonly<Record<string, string>> = {
  ORDERED: 'ORDERED',
  PERFORMED: 'IN_PROGRESS',
  REPORTED: 'COMPLETED',
};

/** When nothing is to come of it any more; null while something is. */
const endOf = ({ exam, decision }: Numbered): Date | null =>
  decision.kind === 'RECOGNIZED' ? exam.orderedAt : exam.stage === 'REPORTED' ? exam.publishedAt : null;

const orderRow = (one: Numbered): Row => ({
  id: one.ids.order,
  patient_id: one.exam.patient.id,
  from_institution_id: one.exam.people.doctor.institution.id,
  to_institution_id: one.exam.lead.id,
  doctor_staff_id: one.exam.people.doctor.id,
  state: ORDER_STATES[ITEM_STATES[one.exam.stage]],
  visit_type: one.exam.visitType,
  clinical_question: one.exam.examination.question,
  created_at: one.exam.orderedAt,
  ordered_at: one.exam.orderedAt,
  ended_at: endOf(one),
  version: 2,
});

const itemRow = ({ exam: { examination, stage }, ids, decision }: Numbered): Row => ({
  id: ids.item,
  order_id: ids.order,
  item_id: examination.id,
  item_version: 1,
  state: decision.kind === 'RECOGNIZED' ? 'RECOGNIZED' : ITEM_STATES[stage],
  price_cents: examination.priceCents,
  ...(stage === 'REPORTED' && {
    report_domain: 'imaging',
    report_id: decision.kind === 'RECOGNIZED' ? decision.of.ids.exam : ids.exam,
  }),
});

const grantRow = (chance: Chance, one: Numbered): Row => ({
  id: chance.id(one.exam.orderedAt),
  patient_id: one.exam.patient.id,
  institution_id: one.exam.lead.id,
  basis: 'ORDER',
  source_type: 'exam-order',
  source_id: one.ids.order,
  valid_from: one.exam.orderedAt,
  expires_at: expiryOf(endOf(one)),
});

const expiryOf = (end: Date | null): Date | null => (end ? after(end, minutes(ACCESS_MINUTES)) : null);

/** Numbers of studies that nobody else has (PS3.5, B.2): a UUID as a decimal number. */
const studyUid = (chance: Chance): string => `2.25.${chance.integer(1, 2 ** 31)}${chance.integer(0, 2 ** 31)}`;

function examRow(chance: Chance, { exam, number, ids }: Numbered): Row {
  const { examination, people, stage } = exam;
  const isAcquired = stage !== 'REGISTERED';
  const isReported = stage === 'REPORTED';
  const day = localDate(exam.registeredAt, ALLIANCE_ZONE).replaceAll('-', '').slice(2);
  return {
    id: ids.exam,
    accession_no: `A${day}${String(number).padStart(6, '0')}`,
    order_id: ids.order,
    order_item_id: ids.item,
    patient_id: exam.patient.id,
    domain: examination.category === 'ECG' ? 'ECG' : 'IMAGING',
    group_code: examination.groupCode,
    visit_type: exam.visitType,
    urgency: URGENCIES[exam.visitType],
    ordering_institution_id: people.doctor.institution.id,
    ordering_staff_id: people.doctor.id,
    performing_institution_id: exam.place.id,
    reading_institution_id: exam.lead.id,
    state: isAcquired ? 'ACQUIRED' : 'REGISTERED',
    repeats: 0,
    registered_at: exam.registeredAt,
    registered_by_staff_id: people.technician.id,
    ...(isAcquired && {
      study_instance_uid: studyUid(chance),
      image_count: chance.integer(1, 240),
      started_at: exam.registeredAt,
      acquired_at: exam.acquiredAt,
      due_at: dueOf(exam),
    }),
    ...(isReported && { reported_at: exam.publishedAt, result_at: exam.publishedAt }),
    ...(exam.seen && { seen_at: exam.publishedAt }),
    version: 1,
  };
}

/** An emergency counts from the beginning of the exam. */
function dueOf({ examination, visitType, registeredAt, acquiredAt }: DemoExam): Date {
  const [emergency, other] = TERMS[examination.groupCode]!;
  return visitType === 'EMERGENCY' ? after(registeredAt, minutes(emergency)) : after(acquiredAt, minutes(other));
}

function taskRow({ exam, ids }: Numbered): Row {
  const { examination, people, stage, visitType } = exam;
  const [, , reading] = TERMS[examination.groupCode]!;
  const twice = isSignedTwice(examination);
  return {
    id: ids.task,
    institution_id: exam.lead.id,
    group_code: examination.groupCode,
    subject_domain: 'imaging',
    subject_id: ids.exam,
    state: { WAITING: 'QUEUED', REVIEWING: 'PENDING_REVIEW', REPORTED: 'DONE' }[stage as 'WAITING'],
    urgency: URGENCIES[visitType],
    urgency_rank: RANKS[visitType],
    due_at: dueOf(exam),
    latest_start: before(dueOf(exam), minutes(reading)),
    queued_at: exam.acquiredAt,
    signatures: twice ? 2 : 1,
    fencing_token: stage === 'WAITING' ? 0 : 1,
    ...(stage !== 'WAITING' && { reporter_staff_id: people.reporter.id }),
    ...(stage === 'REPORTED' && twice && { reviewer_staff_id: people.reviewer.id }),
    version: 1,
  };
}

const contentOf = ({ reading: [findings, conclusion, abnormal] }: DemoExam) => ({
  templateCode: null,
  findings,
  conclusion,
  structured: [],
  abnormal,
});

function reportRow({ exam, ids }: Numbered): Row {
  const { findings, conclusion, abnormal } = contentOf(exam);
  const isPublished = exam.stage === 'REPORTED';
  return {
    id: ids.report,
    exam_id: ids.exam,
    reading_institution_id: exam.lead.id,
    number: 1,
    kind: 'FINAL',
    state: isPublished ? 'PUBLISHED' : 'SUBMITTED',
    corrects: false,
    findings,
    conclusion,
    structured: [],
    abnormal,
    round: 1,
    author_staff_id: exam.people.reporter.id,
    created_at: exam.acquiredAt,
    submitted_at: exam.submittedAt,
    published_at: isPublished ? exam.publishedAt : null,
    retractors: [],
    version: 1,
  };
}

function signatureRows({ exam, ids }: Numbered): Row[] {
  const content = contentOf(exam);
  const signed = { report_id: ids.report, round: 1, digest: digestOf(ids.exam, content), content };
  const { reporter, reviewer } = exam.people;
  const first = { ...signed, position: 1, staff_id: reporter.id, signed_at: exam.submittedAt };
  if (exam.stage !== 'REPORTED' || !isSignedTwice(exam.examination)) return [first];
  return [first, { ...signed, position: 2, staff_id: reviewer.id, signed_at: exam.publishedAt }];
}

const knownRow = (chance: Chance, { exam, ids }: Numbered): Row => ({
  id: chance.id(exam.publishedAt),
  domain: 'imaging',
  report_id: ids.exam,
  item_id: exam.examination.id,
  item_version: 1,
  patient_id: exam.patient.id,
  institution_id: exam.place.id,
  published_on: localDate(exam.publishedAt, ALLIANCE_ZONE),
});
