import { ALLIANCE_ZONE } from '#kernel';

/**
 * SQL of what is measured of one month, `$1` to `$2`, as it can be told at `$3`: a relation `measures` with a row for each
 * referral, session of a rota or member, and each part of an indicator that it counts in, and a relation `definitions` of
 * what the indicators mean then. Reads what other libraries publish, and nothing else.
 */
export const MEASURES = `
  WITH definitions AS MATERIALIZED (
    SELECT d.code, d.attribution, d.unit, d.limit_value * interval '1 minute' AS lim,
      (SELECT count(*) FROM indicator_definitions v WHERE v.code = d.code AND v.effective_from <= d.effective_from)::int
        AS version
    FROM indicator_definitions d
    WHERE d.effective_from < least($2::timestamptz, $3::timestamptz)
      AND (d.effective_to IS NULL OR d.effective_to >= least($2::timestamptz, $3::timestamptz))
  ), limits AS MATERIALIZED (
    SELECT max(lim) FILTER (WHERE code = 'REF-09') AS acknowledged, max(lim) FILTER (WHERE code = 'REF-13') AS back,
      max(lim) FILTER (WHERE code = 'REF-TD') AS departed
    FROM definitions
  ), facts AS (
    SELECT r.*, r.submitted_at >= $1 AS within, r.retrospective OR r.withdrawn OR r.continued AS invalid
    FROM indicator_referrals r
    -- What is measured some time after the submit of a down-referral belongs to the month in which it is due.
    WHERE r.submitted_at < $2 AND (r.submitted_at >= $1
      OR r.direction = 'DOWN' AND r.submitted_at >= $1::timestamptz - interval '180 days')
  ), referral_measures AS (
    SELECT 'REFERRAL' AS kind, f.id, f.submitted_at AS at, f.sender_id, f.sender_department_id, f.receiver_id,
      f.receiver_department_id, m.*
    FROM facts f LEFT JOIN LATERAL (SELECT e.* FROM indicator_endings e WHERE e.referral_id = f.id) e ON true
    CROSS JOIN limits l CROSS JOIN LATERAL (VALUES
      ('REF-01', 'ALL', f.within, f.invalid, true, (f.direction = 'UP')::int::float8, (f.direction = 'DOWN')::int),
      ('REF-01', 'UP', f.within, f.invalid, true, (f.direction = 'UP')::int, 1),
      ('REF-01', 'DOWN', f.within, f.invalid, true, (f.direction = 'DOWN')::int, 1),
      ('REF-01', 'LATERAL', f.within, f.invalid, true, (f.direction = 'LATERAL')::int, 1),
      ('REF-03', 'ALL', f.within, f.invalid, true, (f.completed_at IS NOT NULL)::int, 1),
      ('REF-04', 'ALL', f.within AND f.kind = 'ROUTINE', f.retrospective OR f.withdrawn,
        f.answered_at IS NOT NULL AND f.received_at IS NOT NULL, ${minutes('f.answered_at - f.received_at')}, 1),
      ('REF-06', 'UP', f.within AND f.direction <> 'DOWN', f.invalid, f.completed_at IS NOT NULL,
        ${minutes('f.completed_at - f.submitted_at')}, 1),
      ('REF-06', 'DOWN', f.within AND f.direction = 'DOWN', f.invalid, f.follow_up_at IS NOT NULL,
        ${minutes('f.follow_up_at - f.submitted_at')}, 1),
      ('REF-07', 'ALL', f.within, f.invalid, true, (f.overdue_stage IS NOT NULL)::int, 1),
      ('REF-07', 'STAGE.' || f.overdue_stage, f.within AND f.overdue_stage IS NOT NULL, f.invalid, true, 1, 0),
      ('REF-08', 'ALL', f.within, f.invalid, true, (f.rejected_for IS NOT NULL)::int, 1),
      ('REF-08', f.direction || '.' || f.rejected_for, f.within AND f.rejected_for IS NOT NULL, f.invalid, true, 1, 0),
      ('REF-08', 'DOCTOR.' || f.declined_for, f.within AND f.declined_for IS NOT NULL, f.invalid, true, 1, 0),
      ('REF-08', CASE f.returned_from WHEN 'PENDING_INTERNAL_REVIEW' THEN 'RETURNED_BY_SENDER.'
        ELSE 'RETURNED_BY_RECEIVER.' END || f.returned_for, f.within AND f.returned_for IS NOT NULL, f.invalid, true, 1, 0),
      ('REF-08', 'ADVICE', f.within AND f.advised, f.invalid, true, 1, 0),
      ('REF-09', 'ALL', f.within AND f.emergency, f.invalid,
        f.acknowledged_at IS NOT NULL OR f.submitted_at + l.acknowledged <= $3,
        coalesce(f.acknowledged_at <= f.submitted_at + l.acknowledged, false)::int, 1),
      ('REF-11', 'ALL', f.within AND f.arranged AND f.kind = 'ROUTINE', f.invalid, true, f.no_show::int, 1),
      ('REF-12', 'ALL', f.follow_up_due_at > $1 AND f.follow_up_due_at <= $2, f.invalid,
        f.follow_up_due_at <= $3 OR f.followed_up_at IS NOT NULL,
        (coalesce(f.followed_up_at < f.follow_up_due_at, false))::int, 1),
      ('REF-13', 'ALL', f.follow_up_at + l.back > $1 AND f.follow_up_at + l.back <= $2, f.invalid,
        f.follow_up_at + l.back <= $3, EXISTS (SELECT 1 FROM indicator_referrals u WHERE u.patient_id = f.patient_id
          AND u.direction = 'UP' AND NOT u.withdrawn AND NOT u.retrospective AND u.submitted_at > f.follow_up_at
          AND u.submitted_at <= f.follow_up_at + l.back)::int, 1),
      ('REF-14', 'ALL', f.within AND f.direction <> 'DOWN' AND f.arrived_at IS NOT NULL, f.invalid,
        f.appropriate IS NOT NULL, (NOT f.appropriate)::int, 1),
      ('REF-TD', 'ALL', f.within AND f.kind <> 'ROUTINE', f.invalid, f.departed_at IS NOT NULL,
        (f.departed_at - f.started_at > l.departed)::int, 1),
      ('REF-DL', 'ALL', f.within, f.invalid, true, (e.action IS NOT NULL)::int, 1),
      ('REF-DL', e.from_state || '.' || e.action, f.within AND e.action IS NOT NULL, f.invalid, true, 1, 0)
    ) AS m(code, part, counts, excluded, measured, amount, weight)
    WHERE m.counts
  ), sessions AS (
    -- Two sessions of an expert on one day are one day.
    SELECT s.*, 1.0 / nullif(count(*) FILTER (WHERE s.attended) OVER (PARTITION BY s.expert_id, s.day), 0) AS of_day
    FROM indicator_sessions s
    WHERE s.day >= ($1::timestamptz AT TIME ZONE '${ALLIANCE_ZONE}')::date
      AND s.day < ($2::timestamptz AT TIME ZONE '${ALLIANCE_ZONE}')::date
  ), session_measures AS (
    SELECT 'ROTA_SESSION', s.id, s.starts_at, s.sender_id, s.sender_department_id, s.receiver_id, NULL::uuid, m.*
    FROM sessions s CROSS JOIN LATERAL (VALUES
      ('EXP-01', 'ALL', s.attended, false, true, 1::float8, 1),
      ('EXP-01', 'DAYS', s.attended, false, true, s.of_day, 1),
      ('EXP-02', 'ALL', true, s.state = 'SUBSTITUTED', s.ended OR s.ends_at <= $3, s.attended::int, 1),
      ('EXP-04', 'ALL', s.attended, false, s.patients_seen IS NOT NULL, s.patients_seen, 1),
      ('EXP-04', 'WARD_ROUNDS', s.attended, false, s.ward_rounds IS NOT NULL, s.ward_rounds, 1),
      ('EXP-04', 'SURGERIES', s.attended, false, s.surgeries IS NOT NULL, s.surgeries, 1),
      ('EXP-04', 'TEACHING_MINUTES', s.attended, false, s.teaching_minutes IS NOT NULL, s.teaching_minutes, 1)
    ) AS m(code, part, counts, excluded, measured, amount, weight)
    WHERE m.counts
  ), member_measures AS (
    SELECT 'INSTITUTION', i.id, $1::timestamptz, NULL::uuid, NULL::uuid, i.id, NULL::uuid, 'EXP-COV', 'ALL', true, false,
      true, (EXISTS (SELECT 1 FROM sessions s WHERE s.receiver_id = i.id AND s.attended))::int::float8, 1
    FROM indicator_institutions i WHERE i.kind = 'TOWNSHIP_CENTER' AND i.active
  ), measures AS (
    SELECT * FROM referral_measures UNION ALL SELECT * FROM session_measures UNION ALL SELECT * FROM member_measures
  )`;

function minutes(interval: string): string {
  return `extract(epoch FROM ${interval})::float8 / 60`;
}
