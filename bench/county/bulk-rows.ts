/**
 * SQL that fills a demo county with years of referrals. Runs as superuser without triggers and checks, because it only
 * writes rows that satisfy them; `$1` is how many.
 */

/** A connection that writes much at once, and only what satisfies every trigger and check. */
export const POURING = `SET session_replication_role = replica; SET work_mem = '256MB'; SET temp_buffers = '512MB'`;

/** One half of them has been referred before, the other half waits for it. */
export const PATIENTS = `
  INSERT INTO patients (id, name, name_search, name_pinyin, name_initials, sex, birth_date, id_type, id_number_ciphertext, id_number_index,
    id_number_masked, registered_institution_id, version, created_at)
  SELECT uuidv7(-interval '3 years'), called.name, called.name, array_to_string(called.sounds, ''),
    left(called.sounds[1], 1) || left(called.sounds[2], 1) || left(called.sounds[3], 1), (1 + n % 2)::text, date '1935-01-01' + n % 30000,
    '01', repeat('x', 60), 'bench-' || n, '990000********' || lpad((n % 10000)::text, 4, '0'),
    centers.ids[1 + n % cardinality(centers.ids)], 1, now() - interval '3 years'
  FROM generate_series(1, $1::int) n,
    (SELECT array_agg(id ORDER BY id) AS ids FROM institutions WHERE kind = 'TOWNSHIP_CENTER') centers,
    -- No township has a name of its own.
    LATERAL (SELECT abs(hashint4(n)) AS h) mixed,
    LATERAL (SELECT substr('王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁', 1 + h % 20, 1)
      || substr('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平', 1 + h / 20 % 20, 1)
      || substr('华国建文玉春秀桂英海', 1 + h / 400 % 10, 1) AS name,
      ARRAY[(string_to_array('wang li zhang liu chen yang huang zhao zhou wu xu sun zhu ma hu guo lin he gao liang', ' '))[1 + h % 20],
        (string_to_array('wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao lan xia ping', ' '))[1 + h / 20 % 20],
        (string_to_array('hua guo jian wen yu chun xiu gui ying hai', ' '))[1 + h / 400 % 10]] AS sounds) called`;

/** Everybody who may be named in a referral, numbered, so that rows can be dealt out evenly. */
export const CAST = `
  CREATE TEMP TABLE bench_patients AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM patients;
  CREATE TEMP TABLE bench_authors AS
    SELECT s.id, s.institution_id, row_number() OVER (ORDER BY s.id) - 1 AS n
    FROM staff s JOIN role_assignments r ON r.staff_id = s.id AND r.role = 'TOWNSHIP_DOCTOR';
  CREATE TEMP TABLE bench_targets AS
    SELECT d.id, d.institution_id, s.id AS doctor_id, row_number() OVER (ORDER BY d.id) - 1 AS n
    FROM departments d
    JOIN institutions i ON i.id = d.institution_id AND i.kind IN ('LEAD_HOSPITAL', 'TCM_HOSPITAL')
    CROSS JOIN LATERAL (SELECT id FROM staff WHERE department_id = d.id ORDER BY id LIMIT 1) s
    WHERE d.accepts_referrals;
  CREATE UNIQUE INDEX ON bench_patients (n);
  ANALYZE bench_patients; ANALYZE bench_authors; ANALYZE bench_targets`;

/** Spread over two years; those older than a month have ended, the younger ones stand anywhere on their way. */
export const REFERRALS = `
  CREATE TEMP TABLE bench_referrals AS
  SELECT i.n, uuidv7(at - now()) AS id, uuidv7(at - now()) AS package_id, p.id AS patient_id, a.id AS author_id,
    a.institution_id AS from_id, t.institution_id AS to_id, t.id AS department_id, t.doctor_id, at,
    CASE WHEN at > now() - interval '30 days'
      THEN (ARRAY['PENDING_ACCEPTANCE', 'PENDING_ACCEPTANCE', 'PENDING_ACCEPTANCE', 'PENDING_INTERNAL_REVIEW', 'ACCEPTED',
        'ACCEPTED', 'ARRANGED', 'ARRANGED', 'ARRIVED', 'COMPLETED', 'RETURNED_FOR_EDIT', 'NO_SHOW'])[1 + i.n % 12]
      WHEN i.n % 10 = 0 THEN 'REJECTED' ELSE 'COMPLETED' END AS state
  FROM generate_series(1, $1::int) i(n)
  CROSS JOIN LATERAL (SELECT now() - ($1::int - i.n + 1) * (interval '2 years' / $1::int) AS at) moment
  JOIN bench_patients p ON p.n = (i.n * 7919::bigint) % (SELECT count(*) / 2 FROM bench_patients)
  JOIN bench_authors a ON a.n = (i.n * 31::bigint) % (SELECT count(*) FROM bench_authors)
  -- Squares gather in the first departments: some receive most referrals, others hardly any.
  JOIN bench_targets t ON t.n = floor(power((i.n * 6151::bigint) % 1000 / 1000.0, 3) * (SELECT count(*) FROM bench_targets))`;

export const PACKAGES = `
  INSERT INTO clinical_packages (id, diagnoses, chief_complaint, present_illness, allergy_status, transport_fitness)
  SELECT package_id, '[{"system":"ICD-10-CN-CLINICAL","version":"2.0","code":"I20.0","display":"不稳定型心绞痛"}]',
    '反复胸痛3天', '活动后胸骨后压榨样疼痛，休息可缓解。', 'NONE_KNOWN', 'FIT' FROM bench_referrals`;

/** One in fifty of the open ones is an emergency; appointments lie between yesterday and in two weeks. */
export const REFERRAL_ROWS = `
  INSERT INTO referrals (id, referral_no, direction, kind, source, priority, state, version, patient_id, package_id,
    from_institution_id, author_staff_id, to_institution_id, to_department_id, reviewing_institution_id, owner_staff_id,
    purpose_code, handling, first_submitted_at, received_at, visit_time, state_changed_at, ended_at, created_at)
  SELECT id, 'B' || lpad(n::text, 10, '0'), 'UP', CASE WHEN n % 50 = 0 THEN 'EMERGENCY' ELSE 'ROUTINE' END, 'OUTPATIENT',
    (ARRAY['I', 'II', 'III', 'IV'])[1 + n % 4], state, 6,
    patient_id, package_id, from_id, author_id, to_id, department_id,
    CASE WHEN state = 'PENDING_INTERNAL_REVIEW' THEN from_id END,
    CASE WHEN state NOT IN ('PENDING_ACCEPTANCE', 'PENDING_INTERNAL_REVIEW', 'RETURNED_FOR_EDIT') THEN doctor_id END,
    'specialist_needed', 'OUTPATIENT', at + interval '10 minutes',
    CASE WHEN state <> 'PENDING_INTERNAL_REVIEW' THEN at + interval '10 minutes' END,
    CASE WHEN state IN ('ARRANGED', 'NO_SHOW') THEN now() + (n / 12 % 16 - 1) * interval '1 day'
      WHEN state IN ('ARRIVED', 'COMPLETED') THEN least(at + interval '3 days', now() - interval '1 hour') END,
    at + interval '1 day', CASE WHEN state IN ('COMPLETED', 'REJECTED') THEN least(at + interval '5 days', now()) END, at
  FROM bench_referrals`;

/** Patients on their way back to whoever sent one of the younger ones: one for ten. */
export const DOWN_ROWS = `
  INSERT INTO referrals (id, referral_no, direction, source, priority, state, version, patient_id, package_id,
    from_institution_id, from_department_id, author_staff_id, to_institution_id, to_department_id, owner_staff_id,
    purpose_code, first_submitted_at, received_at, state_changed_at, created_at)
  SELECT uuidv7(r.at - now()), 'D' || lpad(r.n::text, 10, '0'), 'DOWN', 'INPATIENT', 'III', s.state, 3, r.patient_id,
    r.package_id, r.to_id, r.department_id, r.doctor_id, r.from_id, d.id,
    CASE WHEN s.state <> 'PENDING_ALLOCATION' THEN r.author_id END, 'post_surgery', r.at, r.at, r.at, r.at
  FROM bench_referrals r
  CROSS JOIN LATERAL (SELECT (ARRAY['PENDING_ALLOCATION', 'PENDING_RECEIPT', 'IN_TRANSIT', 'FOLLOW_UP'])[1 + r.n / 10 % 4]
    AS state) s
  CROSS JOIN LATERAL (SELECT id FROM departments WHERE institution_id = r.from_id ORDER BY id LIMIT 1) d
  WHERE r.n % 10 = 0 AND r.at > now() - interval '30 days'`;

export const EVENTS = `
  INSERT INTO domain_events (id, topic, aggregate_type, aggregate_id, aggregate_version, action, from_state, to_state,
    payload, occurred_at, account_id, staff_id, institution_id, request_id)
  SELECT uuidv7(r.at - now()), 'referral.' || e.action, 'referral', r.id, e.version, e.action, e.before, e.after, '{}',
    r.at + e.version * interval '20 minutes', r.author_id, CASE WHEN e.version < 3 THEN r.author_id ELSE r.doctor_id END,
    CASE WHEN e.version < 3 THEN r.from_id ELSE r.to_id END, 'bench'
  FROM bench_referrals r, (VALUES (1, 'draft', NULL, 'DRAFT'), (2, 'submit', 'DRAFT', 'PENDING_ACCEPTANCE'),
    (3, 'claim', 'PENDING_ACCEPTANCE', 'PENDING_ACCEPTANCE'), (4, 'accept', 'PENDING_ACCEPTANCE', 'ACCEPTED'))
    e(version, action, before, after)`;

/** Complete drafts of one author (`$2`), each of another patient who was never referred and has consented. */
export const DRAFTS = `
  CREATE TEMP TABLE bench_drafts AS
  SELECT i.n, uuidv7() AS id, gen_random_uuid() AS package_id, p.id AS patient_id, s.id AS author_id,
    s.institution_id AS from_id, t.institution_id AS to_id, t.id AS department_id
  FROM generate_series(0, $1::int - 1) i(n)
  JOIN bench_patients p ON p.n = i.n + (SELECT count(*) / 2 FROM bench_patients)
  JOIN bench_targets t ON t.n = i.n % (SELECT count(*) FROM bench_targets)
  JOIN staff s ON s.id = $2`;

export const DRAFT_PACKAGES = PACKAGES.replace('bench_referrals', 'bench_drafts');

export const DRAFT_ROWS = `
  INSERT INTO referrals (id, direction, source, priority, state, version, patient_id, package_id, from_institution_id,
    author_staff_id, to_institution_id, to_department_id, purpose_code, state_changed_at, created_at)
  SELECT id, 'UP', 'OUTPATIENT', 'III', 'DRAFT', 1, patient_id, package_id, from_id, author_id, to_id, department_id,
    'specialist_needed', now(), now()
  FROM bench_drafts`;

export const DRAFT_CONSENTS = `
  INSERT INTO patient_consents (id, patient_id, kind, method, signer_relation, given_at, recorded_by_staff_id,
    recorded_institution_id, recorded_at, version)
  SELECT uuidv7(), patient_id, 'REFERRAL', 'WRITTEN', 'SELF', now() - interval '1 hour', author_id, from_id, now(), 1
  FROM bench_drafts`;

/** What an author (`$1`) can submit. */
export const OWN_DRAFTS = `SELECT id FROM referrals WHERE author_staff_id = $1 AND state = 'DRAFT' AND archived_at IS NULL
  AND EXISTS (SELECT 1 FROM patients p WHERE p.id = patient_id AND p.id_number_index LIKE 'bench-%') ORDER BY id`;
