import { levelOf, type Attribution, type IndicatorUnit, type Thresholds } from '../domain/definition.js';
import type { Month } from '../domain/period.js';

/** A figure as it was told. */
export interface Figure {
  readonly code: string;
  readonly period: Month;
  readonly part: string;
  readonly version: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: IndicatorUnit;
  readonly attribution: Attribution;
  readonly institutionId: string | null;
  readonly institutionName: string | null;
  readonly departmentId: string | null;
  readonly numerator: number | null;
  readonly denominator: number;
  readonly value: number | null;
  readonly excluded: number;
  readonly notMeasured: number;
}
/** The same as it is read, with {@link FIGURE}. */
export type FigureRow = Figure & Thresholds & Record<string, unknown>;

/** Columns of a figure `f` and its definition `d`. */
export const FIGURE = `f.period, d.code, coalesce(f.part, 'ALL') AS part, d.version, d.name_zh AS "nameZh", d.name_en AS "nameEn",
  d.unit, d.attribution, d.higher_is_better AS "higherIsBetter", d.green, d.yellow, f.institution_id AS "institutionId",
  f.institution_name AS "institutionName", f.department_id AS "departmentId", f.numerator,
  coalesce(f.denominator, 0) AS denominator, f.value, coalesce(f.excluded, 0) AS excluded,
  coalesce(f.not_measured, 0) AS "notMeasured"`;
/** Definitions with their numbers. */
export const VERSIONS = `(SELECT x.*, row_number() OVER (PARTITION BY x.code ORDER BY x.effective_from)::int AS version
  FROM indicator_definitions x)`;

/** With how its value stands to the thresholds; parts have none. */
export function levelled<T extends FigureRow>(row: T) {
  return { ...row, level: row.part === 'ALL' ? levelOf(row.value, row) : null };
}
