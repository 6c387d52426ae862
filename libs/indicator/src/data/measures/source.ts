/**
 * Where indicators are measured from. `sql` is a SELECT of the columns that {@link MEASURE} names, with a row for each
 * thing that happened and each part of an indicator that it counts in. It may read `definitions` (what the indicators
 * mean) and `limits` (theirs, by code), and takes
 *
 * - `$1`, `$2`: the month, from its first instant to the first of the next,
 * - `$3`: when it is told, so that what is not known by then is not measured,
 * - `$4`, `$5`: when what is told began: it is cut into days by that, and something always begins on the same day.
 */
export interface Source {
  readonly codes: readonly string[];
  /** Relations that `sql` reads, by name. */
  readonly relations?: Readonly<Record<string, string>>;
  readonly sql: string;
}

/** What a measured row is of, and how it counts; `changes_at` is when that will be another without anybody's act. */
export const MEASURE = `code, part, counts, excluded, measured, amount, weight, changes_at`;

/** How long something took, in minutes: exact, so that sums are the same in whatever order they are made. */
export const minutes = (interval: string): string => `extract(epoch FROM ${interval}) / 60`;

/** The limit that an indicator measures by. */
export const limitOf = (code: string): string => `l."${code}"`;

/** When a limit passes that has not been kept yet; null where nothing waits for it. */
export const passesAt = (limit: string, isOpen = 'true'): string =>
  `CASE WHEN ${limit} > $3 AND ${isOpen} THEN ${limit} END`;

/** What began within the month that is told, and within what is told of it. */
export const begunWithin = (column: string): string =>
  `${column} >= greatest($1::timestamptz, $4::timestamptz) AND ${column} < least($2::timestamptz, $5::timestamptz)`;
