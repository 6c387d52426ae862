import { ALLIANCE_ZONE, after, before, days, localDate, minutes } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import type { Chance } from '../random.js';
import { decisionRows, isExamined } from '../recognition/decisions.js';
import { decidedOf, type Numbered } from './orders.js';
import type { DemoSpecimen, Stage } from './specimens.js';

type Row = Readonly<Record<string, unknown>>;

/** All rows of one order, by table, in the order in which they may be written. */
export interface LaboratoryRows {
  readonly exam_orders: Rows;
  readonly exam_order_items: Rows;
  readonly patient_access_grants: Rows;
  readonly specimen_boxes: Rows;
  readonly specimen_box_temperatures: Rows;
  readonly specimens: Rows;
  readonly specimen_items: Rows;
  readonly reading_tasks: Rows;
  readonly lab_reports: Rows;
  readonly lab_results: Rows;
  readonly recognition_reports: Rows;
  readonly recognition_decisions: Rows;
}

const RANKS = { EMERGENCY: 2, INPATIENT: 3, OUTPATIENT: 4 } as const;
const URGENCIES = { EMERGENCY: 'EMERGENCY', INPATIENT: 'INPATIENT', OUTPATIENT: 'ROUTINE' } as const;
/** Minutes until a report is due, of an emergency and otherwise; and those that reading takes. */
const TERMS = { LAB_GENERAL: [30, 120, 3], LAB_CHEMISTRY: [120, 480, 3] } as const;
const ACCESS_DAYS = 30;
/** Behind all numbers of what was examined. */
const REFUSED_FROM = 900_000;
const ON_BENCH: readonly Stage[] = ['WAITING', 'REVIEWING', 'REPORTED'];

/** What is in the database of all orders. */
export function laboratoryRows(chance: Chance, all: readonly Numbered[]): LaboratoryRows {
  const collected = all.filter((order) => isExamined(order) && order.one.stage !== 'ORDERED');
  const sent = collected.filter(({ one }) => one.stage !== 'COLLECTED');
  const bench = sent.filter(({ one }) => ON_BENCH.includes(one.stage));
  const written = bench.filter(({ one }) => one.stage !== 'WAITING');
  const refused = collected.filter(({ one }) => one.refused);
  return {
    exam_orders: all.map(orderRow),
    exam_order_items: all.map(itemRow),
    patient_access_grants: all.map((order) => grantRow(chance, order)),
    specimen_boxes: sent.map(boxRow),
    specimen_box_temperatures: sent.map(temperatureRow),
    specimens: [...refused.map(refusedRow), ...collected.map(specimenRow)],
    specimen_items: [
      ...refused.map(({ ids }) => ({ specimen_id: ids.refused, order_item_id: ids.item, live: false })),
      ...collected.map(({ one, ids }) => {
        return { specimen_id: ids.specimen, order_item_id: ids.item, live: one.stage !== 'REJECTED' };
      }),
    ],
    reading_tasks: bench.map(taskRow),
    lab_reports: bench.map(reportRow),
    lab_results: written.flatMap(resultRows),
    recognition_reports: written.filter(isReported).map((order) => knownRow(chance, order)),
    recognition_decisions: decisionRows(chance, all.map(decidedOf)),
  };
}

const isReported = ({ one }: Numbered): boolean => one.stage === 'REPORTED';

/** A rejected specimen has to be taken once more: nothing has been reported, and the order goes on. */
function itemState({ one: { stage }, decision }: Numbered): string {
  if (decision.kind === 'RECOGNIZED') return 'RECOGNIZED';
  return stage === 'ORDERED' ? 'ORDERED' : stage === 'REPORTED' ? 'REPORTED' : 'PERFORMED';
}

const orderState = ({ stage }: DemoSpecimen): string =>
  stage === 'ORDERED' ? 'ORDERED' : stage === 'REPORTED' ? 'COMPLETED' : 'IN_PROGRESS';

/** When nothing is to come of it any more; null while something is. */
const endOf = ({ one, decision }: Numbered): Date | null =>
  decision.kind === 'RECOGNIZED' ? one.orderedAt : one.stage === 'REPORTED' ? one.publishedAt : null;

function orderRow(order: Numbered): Row {
  const { one, ids } = order;
  return {
    id: ids.order,
    patient_id: one.patient.id,
    from_institution_id: one.people.doctor.institution.id,
    to_institution_id: one.lead.id,
    doctor_staff_id: one.people.doctor.id,
    state: orderState(one),
    visit_type: one.visitType,
    clinical_question: one.panel.question,
    created_at: one.orderedAt,
    ordered_at: one.orderedAt,
    ended_at: endOf(order),
    version: 2,
  };
}

function itemRow(order: Numbered): Row {
  const { one, ids, decision } = order;
  return {
    id: ids.item,
    order_id: ids.order,
    item_id: one.panel.id,
    item_version: 1,
    state: itemState(order),
    price_cents: one.panel.priceCents,
    ...(isReported(order) && {
      report_domain: 'laboratory',
      report_id: decision.kind === 'RECOGNIZED' ? decision.of.ids.report : ids.report,
    }),
  };
}

function grantRow(chance: Chance, order: Numbered): Row {
  const { one, ids } = order;
  const end = endOf(order);
  return {
    id: chance.id(one.orderedAt),
    patient_id: one.patient.id,
    institution_id: one.lead.id,
    basis: 'ORDER',
    source_type: 'exam-order',
    source_id: ids.order,
    valid_from: one.orderedAt,
    expires_at: end && after(end, days(ACCESS_DAYS)),
  };
}

const dayOf = (at: Date): string => localDate(at, ALLIANCE_ZONE).replaceAll('-', '').slice(2);
const numbered = (letter: string, at: Date, number: number, digits = 6): string =>
  `${letter}${dayOf(at)}${String(number).padStart(digits, '0')}`;

const boxRow = ({ one, number, ids }: Numbered): Row => ({
  id: ids.box,
  box_no: numbered('B', one.collectedAt, number, 4),
  from_institution_id: one.people.collector.institution.id,
  to_institution_id: one.lead.id,
  state: one.stage === 'TRAVELLING' ? 'IN_TRANSIT' : 'ARRIVED',
  low_celsius: 2,
  high_celsius: 8,
  packed_by_staff_id: one.people.collector.id,
  packed_at: one.collectedAt,
  dispatched_at: one.sentAt,
  arrived_at: one.stage === 'TRAVELLING' ? null : one.receivedAt,
  temperature_breached: false,
  version: 2,
});

const temperatureRow = ({ one, number, ids }: Numbered): Row => ({
  box_id: ids.box,
  measured_at: one.sentAt,
  celsius: 3 + (number % 4),
  measured_by_staff_id: one.people.collector.id,
});

function specimenRow({ one, number, ids }: Numbered): Row {
  const { people, panel, stage } = one;
  return {
    id: ids.specimen,
    barcode: numbered('S', one.collectedAt, number),
    order_id: ids.order,
    patient_id: one.patient.id,
    from_institution_id: people.collector.institution.id,
    to_institution_id: one.lead.id,
    type: panel.type,
    group_code: panel.groupCode,
    state: ON_BENCH.includes(stage) ? 'RECEIVED' : stage === 'TRAVELLING' ? 'IN_TRANSIT' : stage,
    collected_at: one.collectedAt,
    collected_by_staff_id: people.collector.id,
    ...(one.refused && { replaces_id: ids.refused }),
    ...(stage !== 'COLLECTED' && { box_id: ids.box }),
    ...(ON_BENCH.includes(stage) && {
      accession_no: numbered('L', one.receivedAt, number),
      received_at: one.receivedAt,
      received_by_staff_id: people.receiver.id,
    }),
    ...(stage === 'REJECTED' && {
      rejected_at: one.receivedAt,
      rejected_by_staff_id: people.receiver.id,
      reason_code: 'haemolysed',
    }),
    version: 3,
  };
}

/** What was taken first, and could not be examined. */
function refusedRow({ one, number, ids }: Numbered): Row {
  const { people, panel, refused } = one;
  return {
    id: ids.refused,
    barcode: numbered('S', refused!.collectedAt, REFUSED_FROM + number),
    order_id: ids.order,
    patient_id: one.patient.id,
    from_institution_id: people.collector.institution.id,
    to_institution_id: one.lead.id,
    type: panel.type,
    group_code: panel.groupCode,
    state: 'REJECTED',
    collected_at: refused!.collectedAt,
    collected_by_staff_id: people.collector.id,
    rejected_at: refused!.rejectedAt,
    rejected_by_staff_id: people.receiver.id,
    reason_code: refused!.reasonCode,
    version: 3,
  };
}

function dueOf({ panel, visitType, receivedAt }: DemoSpecimen): Date {
  const [emergency, other] = TERMS[panel.groupCode];
  return after(receivedAt, minutes(visitType === 'OUTPATIENT' || visitType === 'INPATIENT' ? other : emergency));
}

function taskRow({ one, ids }: Numbered): Row {
  const { panel, people, stage, visitType } = one;
  return {
    id: ids.task,
    institution_id: one.lead.id,
    group_code: panel.groupCode,
    subject_domain: 'laboratory',
    subject_id: ids.specimen,
    state: { WAITING: 'QUEUED', REVIEWING: 'PENDING_REVIEW', REPORTED: 'DONE' }[stage as 'WAITING'],
    urgency: URGENCIES[visitType],
    urgency_rank: RANKS[visitType],
    due_at: dueOf(one),
    latest_start: before(dueOf(one), minutes(TERMS[panel.groupCode][2])),
    queued_at: one.receivedAt,
    signatures: 2,
    fencing_token: stage === 'WAITING' ? 0 : 1,
    ...(stage !== 'WAITING' && { reporter_staff_id: people.reporter.id }),
    ...(stage === 'REPORTED' && { reviewer_staff_id: people.reviewer.id }),
    version: 1,
  };
}

function reportRow({ one, ids }: Numbered): Row {
  const { people, stage } = one;
  return {
    id: ids.report,
    specimen_id: ids.specimen,
    number: 1,
    patient_id: one.patient.id,
    institution_id: one.lead.id,
    ordering_institution_id: people.doctor.institution.id,
    ordering_staff_id: people.doctor.id,
    group_code: one.panel.groupCode,
    kind: 'FINAL',
    state: { WAITING: 'DRAFT', REVIEWING: 'SUBMITTED', REPORTED: 'PUBLISHED' }[stage as 'WAITING'],
    corrected: false,
    critical: false,
    begun_at: one.receivedAt,
    due_at: dueOf(one),
    isolates: [],
    ...(stage !== 'WAITING' && { technical_staff_id: people.reporter.id, submitted_at: one.submittedAt }),
    ...(stage === 'REPORTED' && { medical_staff_id: people.reviewer.id, published_at: one.publishedAt }),
    ...(one.seen && { seen_at: one.publishedAt, seen_by_staff_id: people.doctor.id }),
    version: 1,
  };
}

const resultRows = ({ one, ids }: Numbered): Row[] =>
  one.values.map(({ member, value }) => ({
    report_id: ids.report,
    item_code: member.code,
    name: member.name,
    unit: member.unit,
    position: member.position,
    value,
    flag: Number(value) > member.high ? 'HIGH' : Number(value) < member.low ? 'LOW' : 'NORMAL',
    range_text: `${member.low}–${member.high}`,
    ...(member.code === one.criticalItem && { critical_value_id: ids.critical }),
    delta_exceeded: false,
    source: 'ENTERED',
    measured_at: one.submittedAt,
    entered_at: one.submittedAt,
    entered_by_staff_id: one.people.reporter.id,
  }));

const knownRow = (chance: Chance, { one, ids }: Numbered): Row => ({
  id: chance.id(one.publishedAt),
  domain: 'laboratory',
  report_id: ids.report,
  item_id: one.panel.id,
  item_version: 1,
  patient_id: one.patient.id,
  institution_id: one.lead.id,
  published_on: localDate(one.publishedAt, ALLIANCE_ZONE),
});
