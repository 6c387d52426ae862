import type { Client } from 'pg';
import { dayFromNow, type Question } from './questions.js';

/** Numbers that the bench gives; what the demo county has examined keeps its own. */
const OF_THE_BENCH = (column: string): string => `${column} ~ '^B[0-9]+$'`;

/**
 * What the centres of a county of a million orders are about to do: of the last orders some are unread, unseen, unsigned or
 * late, and critical values are open, drilled, closed or corrected. Runs after the orders and what was made of them.
 */
const UNDER_WAY: readonly string[] = [
  // Of the last hundredth, half waits to be read, and half of what was reported is new to whoever ordered it.
  `UPDATE exams SET reported_at = NULL, result_at = NULL, seen_at = NULL
   WHERE registered_at > (SELECT max(registered_at) - interval '7 days' FROM exams) AND right(accession_no, 1) IN ('0', '1', '5')`,
  `UPDATE exams SET seen_at = NULL WHERE result_at > (SELECT max(registered_at) - interval '14 days' FROM exams)`,
  `INSERT INTO reading_tasks (id, institution_id, group_code, subject_domain, subject_id, state, urgency, urgency_rank, due_at,
     latest_start, queued_at, signatures, reporter_staff_id, fencing_token, version)
   SELECT uuidv7(e.registered_at - now()), e.reading_institution_id, e.group_code, 'imaging', e.id,
     CASE WHEN e.reported_at IS NULL THEN 'QUEUED' ELSE 'DONE' END, e.urgency,
     array_position(ARRAY['GREEN', 'EMERGENCY', 'INPATIENT', 'ROUTINE'], e.urgency), e.due_at, e.due_at - interval '4 minutes',
     e.acquired_at, 1, CASE WHEN e.reported_at IS NOT NULL THEN e.ordering_staff_id END, 1, 1 FROM exams e
   WHERE ${OF_THE_BENCH('e.accession_no')}`,
  `INSERT INTO lab_results (report_id, item_code, name, unit, position, value, flag, delta_exceeded, source, measured_at,
     entered_at, entered_by_staff_id)
   SELECT r.id, c.code, c.code, 'mmol/L', 1, '4.1', 'NORMAL', false, 'ENTERED', r.begun_at, r.begun_at,
     r.ordering_staff_id FROM lab_reports r CROSS JOIN (VALUES ('K'), ('NA')) c(code)
   WHERE r.group_code = 'LAB_GENERAL' ON CONFLICT DO NOTHING`,
  `UPDATE lab_reports SET seen_at = published_at, seen_by_staff_id = ordering_staff_id
   WHERE group_code = 'LAB_GENERAL' AND state = 'PUBLISHED' AND published_at < (SELECT max(published_at) - interval '14 days' FROM lab_reports)`,
  `UPDATE lab_reports SET state = 'SUBMITTED', medical_staff_id = NULL, published_at = NULL, seen_at = NULL,
     seen_by_staff_id = NULL
   WHERE group_code = 'LAB_GENERAL' AND state = 'PUBLISHED' AND begun_at > (SELECT max(begun_at) - interval '3 days' FROM lab_reports)`,
  `INSERT INTO specimen_boxes (id, box_no, from_institution_id, to_institution_id, state, low_celsius, high_celsius,
     packed_by_staff_id, packed_at, dispatched_at, arrived_at, temperature_breached, version)
   SELECT uuidv7(s.collected_at - now()), 'B' || s.barcode, s.from_institution_id, s.to_institution_id, 'ARRIVED', 2, 8,
     s.collected_by_staff_id, s.collected_at, s.collected_at, s.received_at, false, 3 FROM specimens s WHERE ${OF_THE_BENCH('barcode')} AND right(barcode, 1) = '3'`,
  `INSERT INTO critical_values (id, critical_no, drill, domain, subject_id, patient_id, encounter, item_code, finding_text, value,
     unit, ordering_institution_id, ordering_staff_id, centre_institution_id, detected_at, state, version, unverified,
     notified_at, acknowledged_at, acknowledged_by_staff_id, handled_at, handled_by_staff_id, measures, doubters, ended_at)
   SELECT uuidv7(s.received_at - now()), 'K' || s.barcode, false, 'LABORATORY', s.id, s.patient_id, 'OUTPATIENT', 'K', '血钾', '6.9',
     'mmol/L', s.from_institution_id, s.collected_by_staff_id, s.to_institution_id, s.received_at, 'CLOSED', 6, false,
     s.received_at, s.received_at, s.collected_by_staff_id, s.received_at, s.collected_by_staff_id, '处置', '{}', s.received_at
   FROM specimens s WHERE ${OF_THE_BENCH('s.barcode')} AND s.received_at IS NOT NULL AND right(s.barcode, 2) IN ('03', '54')`,
  `UPDATE lab_results v SET critical_value_id = c.id FROM critical_values c JOIN lab_reports r ON r.specimen_id = c.subject_id
   WHERE v.report_id = r.id AND v.item_code = c.item_code`,
  // What each published report answers, for whoever orders the same again.
  `INSERT INTO recognition_reports (id, domain, report_id, item_id, item_version, patient_id, institution_id, published_on)
   SELECT gen_random_uuid(), x.domain, x.id, s.id, s.version, x.patient_id, x.institution_id, x.published_at::date
   FROM (SELECT 'laboratory' AS domain, id, patient_id, institution_id, published_at FROM lab_reports WHERE state = 'PUBLISHED'
     UNION ALL SELECT 'imaging', id, patient_id, performing_institution_id, result_at FROM exams WHERE result_at IS NOT NULL) x
   JOIN (SELECT id, version, row_number() OVER (ORDER BY code) - 1 AS n FROM standard_items) s
     ON s.n = (hashtext(x.id::text) & 2147483647) % (SELECT count(*) FROM standard_items) ON CONFLICT DO NOTHING`,
  `UPDATE critical_values SET state = 'NOTIFIED', acknowledged_at = NULL, acknowledged_by_staff_id = NULL, handled_at = NULL,
     handled_by_staff_id = NULL, measures = NULL, ended_at = NULL, due_at = detected_at + interval '5 minutes'
   WHERE item_code = 'K' AND detected_at > (SELECT max(detected_at) - interval '1 day' FROM critical_values)`,
  `INSERT INTO critical_value_turns SELECT gen_random_uuid(), id, 0, 0, 'ORDERING_DOCTOR', ordering_institution_id,
     ARRAY[ordering_staff_id], false, detected_at, detected_at FROM critical_values WHERE ordering_staff_id IS NOT NULL`,
  'ANALYZE exams, reading_tasks, lab_results, lab_reports, specimen_boxes, critical_values, critical_value_turns, recognition_reports',
];

export async function bringUnderWay(client: Client): Promise<void> {
  for (const sql of UNDER_WAY) await client.query(sql);
}

const nodes = (list: string, fields = 'id'): string => `{ ${list} { nodes { ${fields} } pageInfo { endCursor } } }`;
const asked = (logins: readonly string[], ...queries: readonly string[]): Question[] =>
  logins.flatMap((loginName) => queries.map((query) => ({ loginName, query })));
const lists = (name: string, which: readonly string[], fields?: string, more = ''): string[] =>
  which.map((list) => nodes(`${name}(list: ${list}${more})`, fields));

const DAY = `, from: "${dayFromNow(-200)}", to: "${dayFromNow(-199)}"`;
const YEAR = `(from: "${dayFromNow(-364)}", to: "${dayFromNow(0)}")`;
const CRITICAL = `id patient { name } turns { level } readBacks { matches } corrections { toValue }
  permittedActions { action }`;

/** Every list of laboratories, imaging, orders and critical values, as each side asks for it. */
export function diagnosticsOf(): Question[] {
  const critical = ['TO_ACKNOWLEDGE', 'OPEN', 'OVERDUE', 'REGISTER', 'DRILLS'];
  return [
    ...asked(['township-doctor', 'technician', 'reporter'], ...lists('exams', EXAMS, 'id patient { name }')),
    ...asked(['township-doctor', 'township-technician'], ...lists('labReports', ORDERED, 'id results { value }')),
    ...asked(['technician', 'reporter', 'center-head'], ...lists('labReports', MEASURED, 'id results { value }')),
    ...asked(['technician', 'township-technician'], ...lists('specimens', SPECIMENS, 'id items { name }')),
    ...asked(
      ['technician', 'township-technician'],
      ...lists('specimenBoxes', ['SENT', 'RECEIVED']),
      ...lists('specimenBoxes', ['SENT', 'RECEIVED'], 'id', DAY),
    ),
    ...asked(
      ['township-doctor', 'reporter', 'medical-affairs'],
      ...lists('criticalValues', critical, CRITICAL),
      ...lists('criticalValues', ['REGISTER'], CRITICAL, DAY),
    ),
    ...asked(['township-doctor', 'technician'], nodes('examOrders(box: SENT)'), nodes('examOrders(box: RECEIVED)')),
    ...asked(['reporter'], nodes('readingQueue(groupCode: "ECG")'), nodes('myReadings'), nodes('unmatchedStudies')),
    ...asked(['center-head'], nodes('reportRetractions'), `{ imagingTurnaround${YEAR} { groupCode } }`),
    ...asked(['center-head'], `{ labTurnaround${YEAR} { groupCode } }`),
    ...asked(['medical-affairs'], `{ recognitionStatistics${YEAR} { decided } }`),
    ...asked(['medical-affairs'], `{ criticalValueStatistics${YEAR} { detected } }`),
  ];
}

const EXAMS = ['TO_PERFORM', 'PERFORMED', 'MY_ORDERS', 'NEW_RESULTS', 'UNREPORTED', 'READ_HERE'];
const ORDERED = ['NEW_TO_ME', 'ORDERED', 'CRITICAL'];
const MEASURED = ['BENCH', 'TO_REVIEW', 'OVERDUE', 'PUBLISHED', 'TO_RETRACT', 'CRITICAL'];
const SPECIMENS = ['TO_SEND', 'SENT', 'REJECTED', 'EXPECTED', 'RECEIVED'];
