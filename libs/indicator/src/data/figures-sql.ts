/**
 * SQL of the figures of one month, `$1` to `$2`, as they can be told at `$3`: rows (code, part, definition_version,
 * institution_id, department_id, numerator, denominator, value, excluded, not_measured). A row without an institution is
 * the alliance. Reads what the referral library publishes, and nothing else.
 */
export const FIGURES = `
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
  ), measures AS (
    SELECT f.sender_id, f.sender_department_id, f.receiver_id, f.receiver_department_id, m.*
    FROM facts f CROSS JOIN limits l CROSS JOIN LATERAL (VALUES
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
        (f.departed_at - f.started_at > l.departed)::int, 1)
    ) AS m(code, part, counts, excluded, measured, amount, weight)
    WHERE m.counts
  ), scoped AS (
    SELECT d.code, d.version, d.unit, s.institution_id, s.department_id, m.part, m.amount, m.weight,
      m.excluded, NOT m.excluded AND NOT m.measured AS not_measured, NOT m.excluded AND m.measured AS counted
    FROM measures m JOIN definitions d ON d.code = m.code CROSS JOIN LATERAL (
      SELECT DISTINCT v.institution_id, v.department_id FROM (VALUES
        (NULL::uuid, NULL::uuid, true), (m.sender_id, NULL, d.attribution <> 'RECEIVER'),
        (m.sender_id, m.sender_department_id, d.attribution <> 'RECEIVER'),
        (m.receiver_id, NULL, d.attribution <> 'SENDER'),
        (m.receiver_id, m.receiver_department_id, d.attribution <> 'SENDER')
      ) AS v(institution_id, department_id, counts) WHERE v.counts
    ) s
  ), sums AS (
    SELECT code, version, unit, institution_id, department_id, part,
      coalesce(sum(amount) FILTER (WHERE counted), 0)::float8 AS numerator,
      coalesce(sum(weight) FILTER (WHERE counted), 0)::int AS denominator,
      (count(*) FILTER (WHERE excluded))::int AS excluded, (count(*) FILTER (WHERE not_measured))::int AS not_measured,
      CASE unit WHEN 'MINUTES' THEN percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY amount)
        FILTER (WHERE counted) END AS percentiles
    FROM scoped GROUP BY code, version, unit, institution_id, department_id, part
  ), wholes AS (
    -- Stages and reasons are parts of the requests of the whole.
    SELECT s.*, CASE WHEN s.part ~ '\\.|^ADVICE$' THEN max(s.denominator) FILTER (WHERE s.part = 'ALL')
      OVER (PARTITION BY s.code, s.institution_id, s.department_id) ELSE s.denominator END AS of_all
    FROM sums s
  )
  SELECT code, part, version AS definition_version, institution_id, department_id, numerator, of_all AS denominator,
    numerator / nullif(of_all, 0) AS value, excluded, not_measured
  FROM wholes
  UNION ALL
  SELECT w.code, CASE w.part WHEN 'ALL' THEN p.name ELSE w.part || '_' || p.name END, w.version, w.institution_id,
    w.department_id, NULL, w.denominator, w.percentiles[p.place], w.excluded, w.not_measured
  FROM wholes w CROSS JOIN (VALUES ('P50', 1), ('P90', 2)) AS p(name, place) WHERE w.unit = 'MINUTES'`;

function minutes(interval: string): string {
  return `extract(epoch FROM ${interval})::float8 / 60`;
}
