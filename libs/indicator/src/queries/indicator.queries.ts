import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { CLOCK, Database, ReferenceData, statement, type ActorContext } from '#platform';
import { levelOf, type Attribution, type IndicatorUnit, type Thresholds } from '../domain/definition.js';
import { addMonths, type Month } from '../domain/period.js';
import { Places, type Place } from './places.js';

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
type FigureRow = Figure & Thresholds & Record<string, unknown>;
/** How a township stands among the others; `bound` is null where there is too little to tell what lies outside. */
interface Standing {
  readonly rank: number | null;
  readonly bound: number | null;
  readonly outlier: boolean;
}

/** Months whose values tell what lies outside, how many values that takes, and how many cases of a township. */
const MONTHS = 'indicator.outlier_months';
const VALUES = 'indicator.outlier_least_values';
const CASES = 'indicator.outlier_least_cases';

const SCOPE = (institution: string, department: string) =>
  `f.institution_id IS NOT DISTINCT FROM ${institution}::uuid AND f.department_id IS NOT DISTINCT FROM ${department}::uuid`;
const FIGURE = `f.period, d.code, coalesce(f.part, 'ALL') AS part, d.version, d.name_zh AS "nameZh", d.name_en AS "nameEn",
  d.unit, d.attribution, d.higher_is_better AS "higherIsBetter", d.green, d.yellow, f.institution_id AS "institutionId",
  f.institution_name AS "institutionName", f.department_id AS "departmentId", f.numerator,
  coalesce(f.denominator, 0) AS denominator, f.value, coalesce(f.excluded, 0) AS excluded,
  coalesce(f.not_measured, 0) AS "notMeasured"`;
/** Definitions with their numbers. */
const VERSIONS = `(SELECT x.*, row_number() OVER (PARTITION BY x.code ORDER BY x.effective_from)::int AS version
  FROM indicator_definitions x)`;

const FIGURES = statement(
  'indicator.figures',
  `SELECT ${FIGURE} FROM indicator_figures f JOIN ${VERSIONS} d ON d.code = f.code AND d.version = f.definition_version
   WHERE f.period = $1 AND ${SCOPE('$2', '$3')} ORDER BY d.position, f.part`,
);
const SERIES = statement(
  'indicator.series',
  `SELECT ${FIGURE} FROM indicator_figures f JOIN ${VERSIONS} d ON d.code = f.code AND d.version = f.definition_version
   WHERE f.code = $1 AND f.period BETWEEN $4 AND $5 AND ${SCOPE('$2', '$3')} ORDER BY f.period, f.part`,
);
const BADNESS = `CASE WHEN r."higherIsBetter" THEN -r.value ELSE r.value END`;
/**
 * Townships of a month. What lies outside is judged by the values of all townships within the months up to it, and only where
 * these, and the cases of the township, are enough to say so.
 */
const RANKING = statement(
  'indicator.ranking',
  `WITH told AS (
     SELECT f.* FROM indicator_figures f JOIN indicator_institutions i ON i.id = f.institution_id
     WHERE f.period BETWEEN $4 AND $1 AND f.code = $2 AND f.part = $3 AND f.department_id IS NULL
       AND i.kind = 'TOWNSHIP_CENTER'
   ), county AS (
     SELECT percentile_cont(ARRAY[0.05, 0.95]) WITHIN GROUP (ORDER BY value) AS percentiles
     FROM told WHERE denominator > 0 HAVING count(*) >= $5
   ), ranked AS (
     SELECT ${FIGURE}, CASE WHEN d.higher_is_better THEN c.percentiles[1] ELSE c.percentiles[2] END AS bound
     FROM told f JOIN ${VERSIONS} d ON d.code = f.code AND d.version = f.definition_version LEFT JOIN county c ON true
     WHERE f.period = $1
   )
   SELECT r.*, CASE WHEN r.value IS NOT NULL THEN rank() OVER (ORDER BY ${BADNESS}) END::int AS rank,
     coalesce(r.denominator >= $6 AND CASE WHEN r."higherIsBetter" THEN r.value < r.bound ELSE r.value > r.bound END, false)
       AS outlier
   FROM ranked r ORDER BY ${BADNESS} NULLS LAST, r."institutionId"`,
);
const MONTH = statement(
  'indicator.month',
  `SELECT period, computed_at AS "computedAt", closed_at AS "closedAt", hash FROM indicator_months WHERE period = $1`,
);
const CORRECTIONS = statement(
  'indicator.corrections',
  `SELECT f.of_period AS "ofPeriod", f.code, f.part, f.numerator, f.denominator, f.excluded,
     f.not_measured AS "notMeasured"
   FROM indicator_corrections f WHERE f.period = $1 AND ${SCOPE('$2', '$3')} ORDER BY f.of_period, f.code, f.part`,
);
const DEFINITIONS = statement(
  'indicator.definitions',
  `SELECT s.code, s.name_zh AS "nameZh", s.name_en AS "nameEn", s.numerator, s.denominator, s.time_window AS "timeWindow",
     s.exclusions, s.attribution, s.unit, s.limit_value AS "limitMinutes", s.higher_is_better AS "higherIsBetter",
     s.green, s.yellow, s.effective_from AS "effectiveFrom", s.effective_to AS "effectiveTo",
     (SELECT count(*) + count(v.effective_to) FROM indicator_definitions v WHERE v.code = s.code)::int AS version
   FROM indicator_definitions s ORDER BY s.position, s.effective_from DESC`,
);

/** Figures as they were told, for those who may see them: all of the alliance, or the own institution alone. */
@Injectable()
export class IndicatorQueries {
  constructor(
    private readonly database: Database,
    private readonly places: Places,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for another institution where the own one alone exists */
  async month(actor: ActorContext, period: Month, place: Place) {
    const scope = await this.places.idsFor(actor, place);
    const [month, figures, corrections] = await Promise.all([
      this.database.first<{ period: Month; computedAt: Date; closedAt: Date | null; hash: string | null }>(MONTH, [
        period,
      ]),
      this.database.query<FigureRow>(FIGURES, [period, ...scope]),
      this.database.query<Record<string, string | number> & { ofPeriod: Month }>(CORRECTIONS, [period, ...scope]),
    ]);
    const told = month ?? { period, computedAt: null, closedAt: null, hash: null };
    return { ...told, figures: figures.map(levelled), corrections };
  }

  /** One indicator over months. @throws as {@link month} does */
  async series(actor: ActorContext, code: string, months: { from: Month; to: Month }, place: Place) {
    const scope = await this.places.idsFor(actor, place);
    const rows = await this.database.query<FigureRow>(SERIES, [code, ...scope, months.from, months.to]);
    return rows.map(levelled);
  }

  /** Townships from the best to the worst, with how many each is about. @throws ForbiddenError */
  async ranking(actor: ActorContext, period: Month, { code, part }: { code: string; part: string }) {
    await this.places.requireAll(actor);
    const {
      [MONTHS]: months,
      [VALUES]: values,
      [CASES]: cases,
    } = await this.reference.settings([MONTHS, VALUES, CASES], this.clock.now());
    const from = addMonths(period, 1 - months);
    const rows = await this.database.query<FigureRow & Standing>(RANKING, [period, code, part, from, values, cases]);
    return rows.map(({ outlier, bound, rank, ...row }) => ({
      figure: levelled(row as unknown as FigureRow),
      rank,
      bound,
      outlier,
    }));
  }

  definitions(): Promise<Record<string, unknown>[]> {
    return this.database.query(DEFINITIONS);
  }
}

function levelled(row: FigureRow) {
  return { ...row, level: row.part === 'ALL' ? levelOf(row.value, row) : null };
}
