import { consultations } from './measures/consultations.js';
import { criticalValues } from './measures/critical-values.js';
import { exams } from './measures/exams.js';
import { members } from './measures/members.js';
import { recognitions } from './measures/recognitions.js';
import { referrals } from './measures/referrals.js';
import { rotas } from './measures/rotas.js';
import { MEASURE, type Source } from './measures/source.js';
import { specimens } from './measures/specimens.js';

/** What grows with the work of the alliance. */
export const GROWING: readonly Source[] = [referrals, consultations, exams, specimens, criticalValues, recognitions];
/** What is few in a month, however large the alliance. */
export const FEW: readonly Source[] = [rotas, members];
export const SOURCES: readonly Source[] = [...GROWING, ...FEW];

/** Days before a month in which may have begun what is measured within it: patients who are looked after for long. */
export const DAYS_BEFORE = 180;

const codesOf = (sources: readonly Source[]): string[] => sources.flatMap(({ codes }) => codes);

/** Since when the indicators of a month mean what they mean at some time: what was told by another meaning is told anew. */
export const meantSince = (
  end: string,
  now: string,
): string => `(SELECT date_trunc('milliseconds', max(v.effective_from))
  FROM indicator_definitions v WHERE v.effective_from < least(${end}::timestamptz, ${now}::timestamptz))`;

/** Common table expressions that define what the indicators of a month mean: `definitions`, `limits`. */
const MEANINGS = `
  WITH told_of AS (
    -- Whoever reads what is few needs no days, and gives them all the same.
    SELECT $4::timestamptz, $5::timestamptz
  ), definitions AS MATERIALIZED (
    SELECT d.code, d.attribution, d.unit, d.limit_value * interval '1 minute' AS lim,
      (SELECT count(*) FROM indicator_definitions v WHERE v.code = d.code AND v.effective_from <= d.effective_from)::int
        AS version
    FROM indicator_definitions d
    WHERE d.effective_from < least($2::timestamptz, $3::timestamptz)
      AND (d.effective_to IS NULL OR d.effective_to >= least($2::timestamptz, $3::timestamptz))
  ), limits AS MATERIALIZED (
    SELECT ${codesOf(SOURCES)
      .map((code) => `max(lim) FILTER (WHERE code = '${code}') AS "${code}"`)
      .join(', ')}
    FROM definitions
  )`;

/**
 * The beginning of a statement over `measures`, with the parameters of {@link Source}: a row for each thing that happened and
 * each part of an indicator that it counts in; and over `definitions`. Reads what other libraries publish, and nothing else.
 */
export function measuresOf(sources: readonly Source[]): string {
  const relations = Object.assign({}, ...sources.map((source) => source.relations)) as Record<string, string>;
  const named = Object.entries(relations).map(([name, sql]) => `, ${name} AS (${sql})`);
  return `${MEANINGS}${named.join('')}, measures (kind, id, at, sender_id, sender_department_id,
    receiver_id, receiver_department_id, ${MEASURE}) AS (${sources.map(({ sql }) => sql).join(' UNION ALL ')})`;
}

/** What an indicator is measured from; empty where there is none of that name. */
export function sourcesOf(code: string): Source[] {
  return SOURCES.filter(({ codes }) => codes.includes(code));
}
