import { MEASURES } from './measures-sql.js';

/**
 * SQL of the figures of one month, `$1` to `$2`, as they can be told at `$3`: rows (code, part, definition_version,
 * institution_id, department_id, numerator, denominator, value, excluded, not_measured). A row without an institution is
 * the alliance.
 */
export const FIGURES = `${MEASURES}, scoped AS (
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
  ), fairness AS (
    -- Jain's index of how the days fall on the experts, by what each is to take.
    SELECT institution_id, count(*)::int AS experts, sum(load) AS total, sum(load * load) AS squares
    FROM (
      SELECT e.institution_id, count(s.id) * 100.0 / e.weight_percent AS load
      FROM indicator_experts e LEFT JOIN sessions s ON s.expert_id = e.id AND s.attended
      GROUP BY e.id, e.institution_id, e.weight_percent
    ) loads
    GROUP BY GROUPING SETS ((), (institution_id)) HAVING count(*) > 0
  ), wholes AS (
    -- Stages and reasons are parts of the requests of the whole.
    SELECT s.*, CASE WHEN s.part ~ '\\.|^ADVICE$' THEN max(s.denominator) FILTER (WHERE s.part = 'ALL')
      OVER (PARTITION BY s.code, s.institution_id, s.department_id) ELSE s.denominator END AS of_all
    FROM sums s
  )
  SELECT code, part, version AS definition_version, institution_id, department_id, numerator, of_all AS denominator,
    numerator / nullif(CASE WHEN unit = 'COUNT' THEN least(of_all, 1) ELSE of_all END, 0) AS value, excluded, not_measured
  FROM wholes
  UNION ALL
  SELECT w.code, CASE w.part WHEN 'ALL' THEN p.name ELSE w.part || '_' || p.name END, w.version, w.institution_id,
    w.department_id, NULL, w.denominator, w.percentiles[p.place], w.excluded, w.not_measured
  FROM wholes w CROSS JOIN (VALUES ('P50', 1), ('P90', 2)) AS p(name, place) WHERE w.unit = 'MINUTES'
  UNION ALL
  SELECT d.code, 'ALL', d.version, f.institution_id, NULL, NULL, CASE WHEN f.total > 0 THEN f.experts ELSE 0 END,
    f.total * f.total / nullif(f.experts * f.squares, 0), 0, CASE WHEN f.total > 0 THEN 0 ELSE f.experts END
  FROM fairness f JOIN definitions d ON d.code = 'EXP-03'`;
