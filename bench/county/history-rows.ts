/**
 * SQL of what years of referrals leave behind beside the referrals themselves, so that every list has grown. Runs as
 * `bulk-rows` does, after it, on the same people and referrals.
 */

/** Appointments of those who have come; codes are never read. */
const ARRANGEMENTS = `
  INSERT INTO referral_arrangements (id, referral_id, institution_id, visit_time, room, code_index, code_ciphertext,
    code_expires_at, arranged_at)
  SELECT uuidv7(b.at - now()), b.id, b.to_id, r.visit_time, '302', 'bench-' || b.n, repeat('x', 60),
    r.visit_time + interval '2 days', b.at + interval '1 day'
  FROM bench_referrals b JOIN referrals r ON r.id = b.id WHERE r.visit_time IS NOT NULL`;

const OUTCOMES = `
  INSERT INTO referral_outcomes (referral_id, diagnoses, treatment, feedback, appropriate, recorded_by_staff_id, recorded_at)
  SELECT id, '[{"system":"ICD-10-CN-CLINICAL","version":"2.0","code":"I20.0","display":"不稳定型心绞痛"}]',
    '冠脉造影后药物治疗', '请继续双联抗血小板治疗', n % 20 <> 0, doctor_id, at + interval '4 days'
  FROM bench_referrals WHERE state = 'COMPLETED'`;

/** A session of each department every night, when the demo county holds none, with a place for everybody who came on that day. */
const SESSIONS = `
  INSERT INTO capacity_sessions (id, plan_id, institution_id, department_id, starts_at, ends_at, places, released_at, version)
  SELECT uuidv7(day - now()), gen_random_uuid(), t.institution_id, t.id, day, day + interval '3 hours', 2000,
    day - interval '16 hours', 2
  FROM bench_targets t, generate_series(2, 740) ago,
    LATERAL (SELECT date_trunc('day', now()) - ago * interval '1 day' + interval '14 hours' AS day) days`;
const HOLDS = `
  INSERT INTO capacity_holds (id, subject_domain, subject_id, institution_id, session_id, session_places, position, state,
    held_at, ended_at)
  SELECT uuidv7(b.at - now()), 'referral', b.id, b.to_id, s.id, s.places,
    row_number() OVER (PARTITION BY s.id ORDER BY b.id), 'USED', b.at, r.visit_time
  FROM bench_referrals b JOIN referrals r ON r.id = b.id
  JOIN capacity_sessions s ON s.department_id = b.department_id AND s.starts_at = date_trunc('day', r.visit_time) + interval '14 hours'
  WHERE b.state IN ('ARRIVED', 'COMPLETED')`;

/** The receiver's access, which runs out a month after the end; consents and contracts of those who were referred. */
const GRANTS = `
  INSERT INTO patient_access_grants (id, patient_id, institution_id, basis, source_type, source_id, valid_from, expires_at)
  SELECT uuidv7(b.at - now()), b.patient_id, b.to_id, 'REFERRAL', 'referral', b.id, b.at, r.ended_at + interval '30 days'
  FROM bench_referrals b JOIN referrals r ON r.id = b.id WHERE r.received_at IS NOT NULL`;
const CONSENTS = `
  INSERT INTO patient_consents (id, patient_id, kind, method, signer_relation, given_at, recorded_by_staff_id,
    recorded_institution_id, recorded_at, version)
  SELECT uuidv7(b.at - now()), b.patient_id, 'REFERRAL', 'WRITTEN', 'SELF', b.at - interval '1 hour', b.author_id,
    b.from_id, b.at, 1
  FROM bench_referrals b`;
const CONTRACTS = `
  INSERT INTO family_doctor_contracts (id, patient_id, institution_id, team_name, doctor_staff_id, village_doctor_staff_id,
    valid_from, valid_to, version)
  SELECT gen_random_uuid(), p.id, a.institution_id, '家庭医生团队', a.id, v.id, current_date - 200, current_date + 165, 1
  FROM bench_patients p
  JOIN bench_authors a ON a.n = p.n % (SELECT count(*) FROM bench_authors)
  LEFT JOIN LATERAL (SELECT s.id FROM staff s JOIN role_assignments r ON r.staff_id = s.id AND r.role = 'VILLAGE_DOCTOR'
    WHERE s.institution_id = a.institution_id ORDER BY s.id LIMIT 1) v ON true
  ON CONFLICT DO NOTHING`;

/** One in ten went home with a down-referral that has ended long ago, after two follow-ups. */
const ENDED_DOWN = `
  INSERT INTO referrals (id, referral_no, direction, source, priority, state, version, patient_id, package_id,
    from_institution_id, from_department_id, author_staff_id, to_institution_id, to_department_id, owner_staff_id,
    purpose_code, first_submitted_at, received_at, arrived_at, state_changed_at, ended_at, ended_from, created_at)
  SELECT uuidv7(r.at - now()), 'E' || lpad(r.n::text, 10, '0'), 'DOWN', 'INPATIENT', 'III', 'COMPLETED', 6, r.patient_id,
    r.package_id, r.to_id, r.department_id, r.doctor_id, r.from_id, d.id, r.author_id, 'post_surgery', r.at, r.at, r.at,
    r.at + interval '20 days', r.at + interval '20 days', 'FOLLOW_UP', r.at
  FROM bench_referrals r
  CROSS JOIN LATERAL (SELECT id FROM departments WHERE institution_id = r.from_id ORDER BY id LIMIT 1) d
  WHERE r.n % 10 = 1 AND r.at <= now() - interval '30 days'`;
const DOWN_PACKAGES = `
  INSERT INTO down_packages (package_id, summary, medicines, high_risk, first_follow_up_on)
  SELECT package_id, '冠脉支架植入术后恢复良好', '[]', false, (created_at + interval '5 days')::date
  FROM referrals WHERE direction = 'DOWN' AND referral_no ~ '^[DE]0' ON CONFLICT DO NOTHING`;
const DONE_TASKS = `
  INSERT INTO follow_up_tasks (id, referral_id, doctor_staff_id, village_doctor_staff_id, due_on, state, method, condition,
    measured_values, summary, recorded_by_staff_id, recorded_at, created_at, version)
  SELECT uuidv7(r.created_at - now()), r.id, r.owner_staff_id, v.id, (r.created_at + i * interval '7 days')::date, 'DONE',
    'PHONE', 'STABLE', '{}', '血压平稳', r.owner_staff_id, r.created_at + i * interval '7 days', r.created_at, 2
  FROM referrals r CROSS JOIN generate_series(1, 2) i
  LEFT JOIN LATERAL (SELECT s.id FROM staff s JOIN role_assignments a ON a.staff_id = s.id AND a.role = 'VILLAGE_DOCTOR'
    WHERE s.institution_id = r.to_institution_id ORDER BY s.id LIMIT 1) v ON true
  WHERE r.referral_no LIKE 'E0%'`;
const OPEN_TASKS = `
  INSERT INTO follow_up_tasks (id, referral_id, doctor_staff_id, village_doctor_staff_id, due_on, state, measured_values,
    created_at, version)
  SELECT uuidv7(r.created_at - now()), r.id, r.owner_staff_id, v.id, (r.created_at + interval '20 days')::date, 'OPEN', '{}',
    r.created_at, 1
  FROM referrals r
  LEFT JOIN LATERAL (SELECT s.id FROM staff s JOIN role_assignments a ON a.staff_id = s.id AND a.role = 'VILLAGE_DOCTOR'
    WHERE s.institution_id = r.to_institution_id ORDER BY s.id LIMIT 1) v ON true
  WHERE r.referral_no LIKE 'D0%' AND r.state = 'FOLLOW_UP'`;

/** Two levels of what each open referral waits for, and what has ended and is kept for a while. */
const OPEN_DEADLINES = `
  INSERT INTO deadlines (id, subject_type, subject_id, kind, level, clock, state, due_at, attempt_at, attempts,
    institution_id, set_at)
  SELECT uuidv7(b.at - now()), 'Referral', id, k.kind, l.level, 'WORK', 'RUNNING', due.at, due.at, 0, to_id, now()
  FROM bench_referrals b
  JOIN (VALUES ('PENDING_ACCEPTANCE', 'referral.claim'), ('ACCEPTED', 'referral.arrangement'),
    ('ARRANGED', 'referral.arrival')) k(state, kind) ON k.state = b.state
  CROSS JOIN generate_series(1, 2) l(level)
  CROSS JOIN LATERAL (SELECT now() + (b.n % 5000 + l.level * 60 - 120) * interval '1 minute' AS at) due`;
const ENDED_DEADLINES = `
  INSERT INTO deadlines (id, subject_type, subject_id, kind, level, clock, state, due_at, attempts, institution_id, set_at,
    ended_at)
  SELECT uuidv7(at - now()), 'Referral', id, 'referral.claim', l.level, 'WORK', 'FINISHED', at + interval '4 hours', 0, to_id,
    at, at + interval '1 hour'
  FROM bench_referrals CROSS JOIN generate_series(1, 2) l(level)`;
const ESCALATIONS = `
  INSERT INTO referral_escalations (id, referral_id, kind, level, position, target, institution_id, is_gap, due_at,
    escalated_at, ended_at)
  SELECT uuidv7(b.at - now()), b.id, 'referral.claim', 1, 1, 'REFERRAL_COORDINATOR', b.to_id, false, b.at + interval '2 hours',
    b.at + interval '2 hours', CASE WHEN b.state <> 'PENDING_ACCEPTANCE' THEN b.at + interval '3 hours' END
  FROM bench_referrals b WHERE b.n % 5 = 0`;
/** What triggers do where there are any. */
const ESCALATED = `
  UPDATE referrals r SET escalated_to_receiver = true FROM referral_escalations e
  WHERE e.referral_id = r.id AND e.institution_id = r.to_institution_id AND e.ended_at IS NULL`;

/** A notice of each referral for its author, and the newest hundredth unread. */
const ANNOUNCEMENTS = `
  INSERT INTO notice_announcements (id, institution_id, domain, template_code, template_version, parameters, subject_type,
    subject_id, urgency, created_at)
  SELECT uuidv7(at - now()), from_id, 'REFERRAL', 'referral.claimed', 1, json_build_object('referralNo',
      'B' || lpad(n::text, 10, '0'), 'toInstitution', to_id, 'department', department_id), 'Referral', id, 'ROUTINE', at
  FROM bench_referrals`;
const NOTICES = `
  INSERT INTO notices (id, announcement_id, staff_id, domain, level, created_at, read_at, acknowledged_at)
  SELECT uuidv7(a.created_at - now()), a.id, b.author_id, 'REFERRAL', 0, a.created_at, seen.at, seen.at
  FROM notice_announcements a JOIN bench_referrals b ON b.id = a.subject_id
  CROSS JOIN LATERAL (SELECT CASE WHEN b.at < now() - interval '8 days' THEN a.created_at + interval '1 hour' END AS at) seen`;

/** An act and a look at three patients for each referral, in the partitions of their months. */
const AUDIT_PARTITIONS = `SELECT ensure_audit_partitions((now() - interval '25 months')::date, 27)`;
const AUDIT_ENTRIES = `
  INSERT INTO audit_entries (id, occurred_at, account_id, staff_id, institution_id, request_id, action, object_type,
    object_id, patient_ids, basis, result, code)
  SELECT uuidv7(b.at - now()), b.at + e.minutes * interval '1 minute', b.author_id, b.author_id, b.from_id, 'bench', e.action,
    CASE e.minutes WHEN 0 THEN 'referral' END, CASE e.minutes WHEN 0 THEN b.id END,
    CASE e.minutes WHEN 0 THEN ARRAY[b.patient_id] ELSE ARRAY(SELECT p.id FROM bench_patients p
      WHERE p.n BETWEEN b.n % 1000 AND b.n % 1000 + 1 UNION ALL SELECT b.patient_id) END,
    'REFERRAL', CASE WHEN b.n % 200 = 0 AND e.minutes = 0 THEN 'REFUSED' ELSE 'OK' END,
    CASE WHEN b.n % 200 = 0 AND e.minutes = 0 THEN 'TRANSITION_REFUSED' END
  FROM bench_referrals b, (VALUES (0, 'referral.submitted'), (3, 'referral.list')) e(minutes, action)`;

/** As if all of it had been sealed. */
const SEALED = 'UPDATE audit_sealing_progress SET swept_to = now(), complete_to = now()';

/** What was written without triggers stands in the order of time as well. */
const POSITIONS = `
  INSERT INTO event_positions (position, event_id)
  SELECT h.position + row_number() OVER (ORDER BY e.occurred_at, e.id), e.id
  FROM domain_events e CROSS JOIN event_head h WHERE e.request_id = 'bench'`;
const HEAD = `UPDATE event_head SET position = (SELECT max(position) FROM event_positions)`;
const CHOICES = `
  INSERT INTO referral_routing_choices (id, referral_id, chosen_department_id, chosen_rank, chosen_score, candidates,
    suggested, chosen_by_staff_id, chosen_at)
  SELECT uuidv7(at - now()), id, department_id, 1, 0.8, 3, '[]', author_id, at FROM bench_referrals`;

/** PostgreSQL has to know how much there is of what the rest is made of. */
const LOOK = 'ANALYZE bench_referrals, referrals, domain_events, notice_announcements, capacity_sessions';

export const HISTORY: readonly string[] = [
  LOOK,
  ARRANGEMENTS,
  OUTCOMES,
  SESSIONS,
  LOOK,
  HOLDS,
  GRANTS,
  CONSENTS,
  CONTRACTS,
  ENDED_DOWN,
  DOWN_PACKAGES,
  DONE_TASKS,
  OPEN_TASKS,
  OPEN_DEADLINES,
  ENDED_DEADLINES,
  ESCALATIONS,
  ESCALATED,
  ANNOUNCEMENTS,
  LOOK,
  NOTICES,
  AUDIT_PARTITIONS,
  AUDIT_ENTRIES,
  SEALED,
  POSITIONS,
  HEAD,
  CHOICES,
];
