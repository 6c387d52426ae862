import { ALLIANCE_ZONE } from '#kernel';
import { FEW, GROWING, SOURCES, meantSince, measuresOf } from './measures-sql.js';

const SCOPE = 'code, institution_id, department_id, part';
const SIDES = 'sender_id, sender_department_id, receiver_id, receiver_department_id';
const COUNTED = 'NOT m.excluded AND m.measured';

const localDay = (instant: string): string => `(${instant} AT TIME ZONE '${ALLIANCE_ZONE}')::date`;

/**
 * What is measured, once for each institution and department that it is told of, and once for the alliance. What is of the
 * same sides, and began on the same `day`, is added up before: there is much of it, and it falls to the same. Times are kept
 * one by one, because percentiles of parts add up to nothing.
 */
const scoped = (day: string): string => `grouped AS (
    SELECT d.code, d.version, d.attribution, m.part, ${SIDES}, ${day} AS day,
      sum(m.amount) FILTER (WHERE ${COUNTED}) AS numerator, sum(m.weight) FILTER (WHERE ${COUNTED}) AS denominator,
      count(*) FILTER (WHERE m.excluded) AS excluded,
      count(*) FILTER (WHERE NOT m.excluded AND NOT m.measured) AS not_measured,
      array_agg(m.amount::float8) FILTER (WHERE ${COUNTED} AND d.unit = 'MINUTES') AS amounts,
      min(m.changes_at) FILTER (WHERE NOT m.excluded) AS changes_at
    FROM measures m JOIN definitions d ON d.code = m.code
    GROUP BY d.code, d.version, d.attribution, m.part, ${SIDES}, ${day}
  ), scoped AS MATERIALIZED (
    SELECT s.institution_id, s.department_id, g.*
    FROM grouped g CROSS JOIN LATERAL (
      SELECT DISTINCT v.institution_id, v.department_id FROM (VALUES
        (NULL::uuid, NULL::uuid, true), (g.sender_id, NULL, g.attribution <> 'RECEIVER'),
        (g.sender_id, g.sender_department_id, g.attribution <> 'RECEIVER'),
        (g.receiver_id, NULL, g.attribution <> 'SENDER'),
        (g.receiver_id, g.receiver_department_id, g.attribution <> 'SENDER')
      ) AS v(institution_id, department_id, counts) WHERE v.counts
    ) s
  )`;

const ADDED = `coalesce(sum(numerator), 0) AS numerator, coalesce(sum(denominator), 0)::int AS denominator,
      coalesce(sum(excluded), 0)::int AS excluded, coalesce(sum(not_measured), 0)::int AS not_measured`;
const SUMS = `SELECT ${SCOPE}, ${ADDED} FROM scoped GROUP BY ${SCOPE}`;
const TIMES = `SELECT ${SCOPE}, a AS amount FROM scoped CROSS JOIN LATERAL unnest(amounts) AS a`;

/** Institutions and departments may be none: compared so, rows find each other by a hash. */
const sameScope = (left: string, right: string): string =>
  [
    ...['code', 'part'].map((name) => `${left}.${name} = ${right}.${name}`),
    ...['institution_id', 'department_id'].map(
      (name) => `coalesce(${left}.${name}::text, '') = coalesce(${right}.${name}::text, '')`,
    ),
  ].join(' AND ');

/** From `wholes` and `times` to figures without a numerator. */
const PERCENTILES = `SELECT w.code, CASE w.part WHEN 'ALL' THEN p.name ELSE w.part || '_' || p.name END, w.version,
      w.institution_id, w.department_id, NULL, w.denominator, v.values[p.place], w.excluded, w.not_measured
    FROM wholes w LEFT JOIN (
      SELECT ${SCOPE}, percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY amount) AS values FROM times GROUP BY ${SCOPE}
    ) v ON ${sameScope('v', 'w')}
    CROSS JOIN (VALUES ('P50', 1), ('P90', 2)) AS p(name, place)
    WHERE w.unit = 'MINUTES'`;
/** Jain's index of how the days fall on the experts, by what each is to take. */
const FAIRNESS = `SELECT d.code, 'ALL', d.version, f.institution_id, NULL, NULL, CASE WHEN f.total > 0 THEN f.experts ELSE 0 END,
      (f.total * f.total / nullif(f.experts * f.squares, 0))::float8, 0, CASE WHEN f.total > 0 THEN 0 ELSE f.experts END
    FROM (
      SELECT institution_id, count(*)::int AS experts, sum(load) AS total, sum(load * load) AS squares
      FROM (
        SELECT e.institution_id, count(s.id) * 100.0 / e.weight_percent AS load
        FROM indicator_experts e LEFT JOIN sessions s ON s.expert_id = e.id AND s.attended
        GROUP BY e.id, e.institution_id, e.weight_percent
      ) loads
      GROUP BY GROUPING SETS ((), (institution_id)) HAVING count(*) > 0
    ) f JOIN definitions d ON d.code = 'EXP-03'`;

/** From `sums` to the figures of parts and of the whole, with `others` that do not add up. */
const told = (...others: readonly string[]): string => `wholes AS (
    -- Stages and reasons are parts of the requests of the whole.
    SELECT s.*, d.version, d.unit, CASE WHEN s.part ~ '\\.|^ADVICE$' THEN max(s.denominator) FILTER (WHERE s.part = 'ALL')
      OVER (PARTITION BY s.code, s.institution_id, s.department_id) ELSE s.denominator END AS of_all
    FROM sums s JOIN definitions d ON d.code = s.code
  ), told AS (
    SELECT code, part, version AS definition_version, institution_id, department_id, numerator::float8 AS numerator,
      of_all AS denominator,
      numerator::float8 / nullif(CASE WHEN unit IN ('COUNT', 'MONEY') THEN least(of_all, 1) ELSE of_all END, 0) AS value,
      excluded, not_measured
    FROM wholes ${others.map((sql) => `UNION ALL ${sql}`).join(' ')}
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
export const FIGURES = `${measuresOf(SOURCES)}, ${scoped('NULL::date')}, sums AS (${SUMS}), times AS (${TIMES}),
  ${told(PERCENTILES, FAIRNESS)}`;

/**
 * SQL of the sums of each day from `$4` to `$5` of what grows, for the month from `$1` to `$2`: rows (day, figures as JSON,
 * "changesAt", "meantAt").
 */
export const DAYS = `${measuresOf(GROWING)}, ${scoped(localDay('m.at'))}, sums AS (
    SELECT day, version AS definition_version, ${SCOPE}, ${ADDED}, min(changes_at) AS changes_at
    FROM scoped GROUP BY day, version, ${SCOPE}
  ), times AS (
    SELECT day, ${SCOPE}, array_agg(a) AS amounts FROM scoped CROSS JOIN LATERAL unnest(amounts) AS a GROUP BY day, ${SCOPE}
  )
  SELECT d.day::date::text AS day, coalesce(jsonb_agg(to_jsonb(s) - 'day' - 'changes_at' || jsonb_build_object('amounts', t.amounts))
      FILTER (WHERE s.code IS NOT NULL), '[]')::text AS figures,
    min(s.changes_at) AS "changesAt", ${meantSince('$2', '$3')} AS "meantAt"
  FROM generate_series(${localDay('$4::timestamptz')}::timestamp, (${localDay('$5::timestamptz')} - 1)::timestamp,
    interval '1 day') AS d(day)
  LEFT JOIN (sums s LEFT JOIN times t ON t.day = s.day AND ${sameScope('t', 's')}) ON s.day = d.day::date
  GROUP BY d.day`;

/** Few things are told at once, all others by the sums of the days of the month `$6`. */
const OF_DAYS = `${measuresOf(FEW)}, ${scoped('NULL::date')}, sums AS (
    ${SUMS}
    UNION ALL
    SELECT ${SCOPE}, ${ADDED} FROM indicator_day_figures WHERE period = $6 GROUP BY ${SCOPE}
  )`;

/** The same figures as {@link FIGURES}, from the sums of the days of the month `$6`; exactly the same where none is stale. */
export const FIGURES_OF_DAYS = `${OF_DAYS}, times AS (
    SELECT ${SCOPE}, a AS amount FROM indicator_day_figures CROSS JOIN LATERAL unnest(amounts) AS a WHERE period = $6
  ), ${told(PERCENTILES, FAIRNESS)}`;

/** Those of them that add up, which takes no times. */
export const SUMS_OF_DAYS = `${OF_DAYS}, ${told()}`;
