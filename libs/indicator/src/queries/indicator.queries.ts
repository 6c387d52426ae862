import { Injectable } from '@nestjs/common';
import { Database, statement, type ActorContext } from '#platform';
import { levelOf, type Attribution, type IndicatorUnit, type Thresholds } from '../domain/definition.js';
import type { Month } from '../domain/period.js';
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
const RANKING = statement(
  'indicator.ranking',
  `WITH townships AS (
     SELECT f.* FROM indicator_figures f JOIN indicator_institutions i ON i.id = f.institution_id
     WHERE f.period = $1 AND f.code = $2 AND f.part = $3 AND f.department_id IS NULL AND i.kind = 'TOWNSHIP_CENTER'
   ), bound AS (SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY value) AS p95 FROM townships)
   SELECT ${FIGURE}, b.p95, coalesce(f.value > b.p95, false) AS outlier
   FROM townships f JOIN ${VERSIONS} d ON d.code = f.code AND d.version = f.definition_version CROSS JOIN bound b
   ORDER BY CASE WHEN d.higher_is_better THEN -f.value ELSE f.value END NULLS LAST, f.institution_id`,
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
    const rows = await this.database.query<FigureRow & { outlier: boolean; p95: number | null }>(RANKING, [
      period,
      code,
      part,
    ]);
    return rows.map(({ outlier, p95, ...row }) => ({ figure: levelled(row as unknown as FigureRow), outlier, p95 }));
  }

  definitions(): Promise<Record<string, unknown>[]> {
    return this.database.query(DEFINITIONS);
  }
}

function levelled(row: FigureRow) {
  return { ...row, level: row.part === 'ALL' ? levelOf(row.value, row) : null };
}
