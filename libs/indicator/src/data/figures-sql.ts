import { ALLIANCE_ZONE } from '#kernel';
import { FEW, GROWING, SOURCES, meantSince, measuresOf } from './measures-sql.js';

/** Each measure once for each institution, and each department, that it is told of; and once for the alliance. */
const SCOPED = `scoped AS (
    SELECT d.code, d.version, d.unit, s.institution_id, s.department_id, m.at, m.part, m.amount, m.weight,
      m.excluded, NOT m.excluded AND NOT m.measured AS not_measured, NOT m.excluded AND m.measured AS counted,
      CASE WHEN NOT m.excluded THEN m.changes_at END AS changes_at
    FROM measures m JOIN definitions d ON d.code = m.code CROSS JOIN LATERAL (
      SELECT DISTINCT v.institution_id, v.department_id FROM (VALUES
        (NULL::uuid, NULL::uuid, true), (m.sender_id, NULL, d.attribution <> 'RECEIVER'),
        (m.sender_id, m.sender_department_id, d.attribution <> 'RECEIVER'),
        (m.receiver_id, NULL, d.attribution <> 'SENDER'),
        (m.receiver_id, m.receiver_department_id, d.attribution <> 'SENDER')
      ) AS v(institution_id, department_id, counts) WHERE v.counts
    ) s
  )`;

/** Times are kept one by one, because percentiles of parts add up to nothing. */
const SUMMED = `coalesce(sum(amount) FILTER (WHERE counted), 0) AS numerator,
      coalesce(sum(weight) FILTER (WHERE counted), 0)::int AS denominator,
      (count(*) FILTER (WHERE excluded))::int AS excluded, (count(*) FILTER (WHERE not_measured))::int AS not_measured,
      array_agg(amount::float8) FILTER (WHERE counted AND unit = 'MINUTES') AS amounts`;
const SCOPE = 'code, institution_id, department_id, part';
const SUMS = `SELECT ${SCOPE}, ${SUMMED} FROM scoped GROUP BY unit, ${SCOPE}`;

/** From `sums` to figures: what is told of a part, of the whole, as percentiles, and of fairness. */
const TOLD = `fairness AS (
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
    SELECT s.*, d.version, d.unit, CASE WHEN s.part ~ '\\.|^ADVICE$' THEN max(s.denominator) FILTER (WHERE s.part = 'ALL')
      OVER (PARTITION BY s.code, s.institution_id, s.department_id) ELSE s.denominator END AS of_all
    FROM sums s JOIN definitions d ON d.code = s.code
  ), percentiles AS (
    SELECT w.*, p.values FROM wholes w CROSS JOIN LATERAL (
      SELECT percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY a) AS values FROM unnest(w.amounts) a
    ) p WHERE w.unit = 'MINUTES'
  ), told AS (
    SELECT code, part, version AS definition_version, institution_id, department_id, numerator::float8 AS numerator,
      of_all AS denominator,
      numerator::float8 / nullif(CASE WHEN unit IN ('COUNT', 'MONEY') THEN least(of_all, 1) ELSE of_all END, 0) AS value,
      excluded, not_measured
    FROM wholes
    UNION ALL
    SELECT w.code, CASE w.part WHEN 'ALL' THEN p.name ELSE w.part || '_' || p.name END, w.version, w.institution_id,
      w.department_id, NULL, w.denominator, w.values[p.place], w.excluded, w.not_measured
    FROM percentiles w CROSS JOIN (VALUES ('P50', 1), ('P90', 2)) AS p(name, place)
    UNION ALL
    SELECT d.code, 'ALL', d.version, f.institution_id, NULL, NULL, CASE WHEN f.total > 0 THEN f.experts ELSE 0 END,
      (f.total * f.total / nullif(f.experts * f.squares, 0))::float8, 0, CASE WHEN f.total > 0 THEN 0 ELSE f.experts END
    FROM fairness f JOIN definitions d ON d.code = 'EXP-03'
  ), untold AS (
    -- What did not happen anywhere is told as nothing of nothing, and is not left out.
    SELECT d.code, p.id AS institution_id FROM definitions d CROSS JOIN (
      SELECT NULL::uuid AS id UNION ALL
      SELECT i.id FROM indicator_institutions i WHERE i.active AND i.kind <> 'VILLAGE_CLINIC'
    ) p
    EXCEPT SELECT code, institution_id FROM told WHERE department_id IS NULL
  )
  SELECT * FROM told
  UNION ALL
  SELECT d.code, 'ALL', d.version, u.institution_id, NULL, 0, 0, NULL, 0, 0
  FROM untold u JOIN definitions d ON d.code = u.code`;

/**
 * SQL of the figures of one month as they can be told, with the parameters of a source of measures: rows (code, part,
 * definition_version, institution_id, department_id, numerator, denominator, value, excluded, not_measured). A row without
 * an institution is the alliance.
 */
export const FIGURES = `${measuresOf(SOURCES)}, ${SCOPED}, sums AS (${SUMS}), ${TOLD}`;

const localDay = (instant: string): string => `(${instant} AT TIME ZONE '${ALLIANCE_ZONE}')::date`;

/**
 * SQL of the sums of each day from `$4` to `$5` of what grows, for the month from `$1` to `$2`: rows (day, figures as JSON,
 * "changesAt", "meantAt").
 */
export const DAYS = `${measuresOf(GROWING)}, ${SCOPED}, sums AS (
    SELECT ${localDay('at')} AS day, version AS definition_version, ${SCOPE}, ${SUMMED}, min(changes_at) AS changes_at
    FROM scoped GROUP BY ${localDay('at')}, version, unit, ${SCOPE}
  )
  SELECT d.day::date::text AS day, coalesce(jsonb_agg(to_jsonb(s) - 'day' - 'changes_at') FILTER (WHERE s.code IS NOT NULL), '[]')::text AS figures,
    min(s.changes_at) AS "changesAt", ${meantSince('$2', '$3')} AS "meantAt"
  FROM generate_series(${localDay('$4::timestamptz')}::timestamp, (${localDay('$5::timestamptz')} - 1)::timestamp,
    interval '1 day') AS d(day)
  LEFT JOIN sums s ON s.day = d.day::date
  GROUP BY d.day`;

/** The same figures as {@link FIGURES}, from the sums of the days of the month `$6`; exactly the same where none is stale. */
export const FIGURES_OF_DAYS = `${measuresOf(FEW)}, ${SCOPED}, sums AS (
    ${SUMS}
    UNION ALL
    SELECT ${SCOPE}, sum(numerator) FILTER (WHERE place = 1), (sum(denominator) FILTER (WHERE place = 1))::int,
      (sum(excluded) FILTER (WHERE place = 1))::int, (sum(not_measured) FILTER (WHERE place = 1))::int,
      array_agg(one) FILTER (WHERE one IS NOT NULL)
    FROM (
      SELECT f.*, coalesce(a.place, 1) AS place, a.one FROM indicator_day_figures f
      LEFT JOIN LATERAL unnest(f.amounts) WITH ORDINALITY AS a(one, place) ON true WHERE f.period = $6
    ) parts
    GROUP BY ${SCOPE}
  ), ${TOLD}`;
