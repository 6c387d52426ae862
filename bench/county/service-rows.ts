/**
 * SQL of what the shared centres of a county leave behind in two years: orders with their exams and specimens, what was found
 * and recognised, and consultations. Runs as `bulk-rows` does, after it, on the same people; `$1` is how many orders.
 */
export const ORDERS = `
  CREATE TEMP TABLE bench_orders AS
  SELECT i.n, uuidv7(at - now()) AS id, uuidv7(at - now()) AS item_id, uuidv7(at - now()) AS subject_id, p.id AS patient_id,
    a.id AS doctor_id, lead.reviewer_id, a.institution_id AS from_id, lead.id AS to_id, at
  FROM generate_series(1, $1::int) i(n)
  CROSS JOIN LATERAL (SELECT now() - ($1::int - i.n + 1) * (interval '2 years' / $1::int) AS at) moment
  CROSS JOIN (SELECT i.id, (SELECT s.id FROM staff s WHERE s.institution_id = i.id ORDER BY s.id LIMIT 1) AS reviewer_id
    FROM institutions i WHERE i.kind = 'LEAD_HOSPITAL') lead
  JOIN bench_patients p ON p.n = (i.n * 7919::bigint) % (SELECT count(*) FROM bench_patients)
  JOIN bench_authors a ON a.n = (i.n * 31::bigint) % (SELECT count(*) FROM bench_authors)`;

const ORDER_ROWS = `
  INSERT INTO exam_orders (id, patient_id, from_institution_id, to_institution_id, doctor_staff_id, state, visit_type,
    clinical_question, created_at, ordered_at, ended_at, version)
  SELECT id, patient_id, from_id, to_id, doctor_id, 'COMPLETED', 'OUTPATIENT', '胸痛待查', at, at, at + interval '1 day', 4
  FROM bench_orders`;
const ITEM_ROWS = `
  INSERT INTO exam_order_items (id, order_id, item_id, item_version, state, price_cents, report_domain, report_id)
  SELECT o.item_id, o.id, s.id, s.version, 'REPORTED', s.price_cents, 'bench', o.subject_id
  FROM bench_orders o CROSS JOIN (SELECT id, version, price_cents FROM standard_items ORDER BY code LIMIT 1) s`;

/** Two orders of five are of imaging or ECG; one in twenty of those is an emergency. */
const EXAMS = `
  INSERT INTO exams (id, accession_no, order_id, order_item_id, patient_id, domain, group_code, visit_type, urgency,
    ordering_institution_id, ordering_staff_id, performing_institution_id, reading_institution_id, state, repeats,
    registered_at, registered_by_staff_id, started_at, acquired_at, due_at, reported_at, result_at, seen_at, version)
  SELECT subject_id, 'B' || n, id, item_id, patient_id, CASE WHEN n % 2 = 0 THEN 'ECG' ELSE 'IMAGING' END,
    (ARRAY['ECG', 'DR', 'ECG', 'CT'])[1 + n % 4], 'OUTPATIENT', CASE WHEN n % 100 < 5 THEN 'EMERGENCY' ELSE 'ROUTINE' END,
    from_id, doctor_id, from_id, to_id, 'ACQUIRED', 0, at, doctor_id, at + interval '10 minutes', at + interval '20 minutes',
    at + interval '1 day', at + (30 + n % 200) * interval '1 minute', at + (30 + n % 200) * interval '1 minute',
    at + interval '1 day', 6
  FROM bench_orders WHERE n % 5 < 2`;
const SPECIMENS = `
  INSERT INTO specimens (id, barcode, accession_no, order_id, patient_id, from_institution_id, to_institution_id, type,
    group_code, state, collected_at, collected_by_staff_id, received_at, received_by_staff_id, rejected_at,
    rejected_by_staff_id, reason_code, version)
  SELECT subject_id, 'B' || n, 'B' || n, id, patient_id, from_id, to_id, 'BLOOD', 'LAB_GENERAL',
    CASE WHEN n % 100 = 2 THEN 'REJECTED' ELSE 'RECEIVED' END, at, doctor_id, at + (60 + n % 120) * interval '1 minute',
    doctor_id, CASE WHEN n % 100 = 2 THEN at + interval '4 hours' END, CASE WHEN n % 100 = 2 THEN doctor_id END,
    CASE WHEN n % 100 = 2 THEN 'haemolysed' END, 3
  FROM bench_orders WHERE n % 5 >= 2`;
const LAB_REPORTS = `
  INSERT INTO lab_reports (id, specimen_id, number, patient_id, institution_id, ordering_institution_id, ordering_staff_id,
    group_code, kind, state, corrected, begun_at, due_at, technical_staff_id, submitted_at, medical_staff_id, published_at,
    version)
  SELECT item_id, subject_id, 1, patient_id, to_id, from_id, doctor_id, 'LAB_GENERAL', 'FINAL', 'PUBLISHED', false, at,
    at + interval '1 day', doctor_id, at + interval '3 hours', reviewer_id, at + (240 + n % 90) * interval '1 minute', 3
  FROM bench_orders WHERE n % 5 >= 2 AND n % 100 <> 2`;
const DECISIONS = `
  INSERT INTO recognition_decisions (id, order_item_id, patient_id, institution_id, doctor_staff_id, decision, report_domain,
    report_id, source_institution_id, days_old, saved_cents, decline_code, decided_at)
  SELECT gen_random_uuid(), item_id, patient_id, from_id, doctor_id, CASE WHEN n % 4 = 0 THEN 'DECLINED' ELSE 'RECOGNIZED' END,
    'bench', subject_id, to_id, 3, CASE WHEN n % 4 = 0 THEN 0 ELSE 2000 END, CASE WHEN n % 4 = 0 THEN '03' END, at
  FROM bench_orders WHERE n % 10 = 0`;
const CRITICAL_VALUES = `
  INSERT INTO critical_values (id, critical_no, drill, domain, subject_id, patient_id, encounter, finding_code, finding_text,
    ordering_institution_id, ordering_staff_id, centre_institution_id, detected_by_staff_id, detected_at, state, version,
    unverified, notified_at, acknowledged_at, acknowledged_by_staff_id, handled_at, handled_by_staff_id, measures, doubters,
    ended_at)
  SELECT gen_random_uuid(), 'B' || n, false, CASE WHEN n % 400 = 0 THEN 'IMAGING' ELSE 'LABORATORY' END, subject_id, patient_id,
    'OUTPATIENT', 'F', '急性脑梗死', from_id, doctor_id, to_id, doctor_id, at, 'CLOSED', 5, false, at + interval '6 minutes',
    at + (8 + n % 30) * interval '1 minute', doctor_id, at + interval '1 hour', doctor_id, '转上级医院', '{}',
    at + interval '2 hours'
  FROM bench_orders WHERE n % 200 = 0`;
const CONSULTATIONS = `
  INSERT INTO consultations (id, consultation_no, type, state, version, patient_id, encounter, inviting_institution_id,
    author_staff_id, centre_institution_id, diagnoses, duration_minutes, linked_order_ids, session_no, missing_codes,
    submitted_at, session_ended_at, delivered_at, adoption, adopted_by_staff_id, adopted_at, ended_at, retained_until, created_at)
  SELECT id, 'B' || n, 'ORDINARY', 'CLOSED', 9, patient_id, 'OUTPATIENT', from_id, doctor_id, to_id, '[]', 30, '{}', 1, '{}',
    at, at + interval '5 hours', at + interval '6 hours', 'ADOPTED', doctor_id, at + interval '1 day',
    at + interval '1 day', '2060-01-01', at
  FROM bench_orders WHERE n % 1000 = 0`;

export const SERVICES: readonly string[] = [
  ORDER_ROWS,
  ITEM_ROWS,
  EXAMS,
  SPECIMENS,
  LAB_REPORTS,
  DECISIONS,
  CRITICAL_VALUES,
  CONSULTATIONS,
];
