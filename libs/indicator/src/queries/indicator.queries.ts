import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '#kernel';
import { Database, ReadReplica, statement, type ActorContext } from '#platform';
import { MonthRepository } from '../data/month.repository.js';
import { sealOf } from '../data/seal.js';
import type { Month } from '../domain/period.js';
import { FIGURE, VERSIONS, levelled, type FigureRow } from './figure-row.js';
import { Known } from './known.js';
import { Places, type Place } from './places.js';
import { Reasons } from './reasons.js';

/** A month, and whether and since when its figures stay as they are. */
interface MonthRow extends Record<string, unknown> {
  readonly period: Month;
  readonly computedAt: Date | null;
  readonly closedAt: Date | null;
  readonly hash: string | null;
}
/** The figures of a month as they were read. */
export type MonthFigures = Awaited<ReturnType<IndicatorQueries['month']>>;
/** What a month corrects of a closed one. */
interface Correction {
  readonly ofPeriod: Month;
  readonly code: string;
  readonly part: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly excluded: number;
  readonly notMeasured: number;
}

const SCOPE = (institution: string, department: string) =>
  `f.institution_id IS NOT DISTINCT FROM ${institution}::uuid AND f.department_id IS NOT DISTINCT FROM ${department}::uuid`;
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
    private readonly replica: ReadReplica,
    private readonly places: Places,
    private readonly known: Known,
    private readonly reasons: Reasons,
    private readonly months: MonthRepository,
  ) {}

  /**
   * The figures of a month, with what has just been `written` where that is asked for.
   *
   * @throws NotFoundError as {@link Places.idsFor} and {@link Known.requireMonth} do
   */
  async month(actor: ActorContext, period: Month, place: Place, { written = false } = {}) {
    const scope = await this.places.idsFor(actor, place);
    await this.known.requireMonth(period);
    const source = this.sourceOf(written);
    const [months, figures, corrections] = await Promise.all([
      source.query<MonthRow>(MONTH, [period]),
      source.query<FigureRow>(FIGURES, [period, ...scope]),
      source.query<Correction & Record<string, unknown>>(CORRECTIONS, [period, ...scope]),
    ]);
    const told = months[0] ?? { period, computedAt: null, closedAt: null, hash: null };
    return {
      ...told,
      written,
      figures: await this.reasons.name(figures.map(levelled)),
      corrections: await this.reasons.name(corrections),
    };
  }

  /**
   * Whether all figures of a month are still those that were sealed, where it was read; null while it is open. All of them are
   * read for it. Whoever may do anything with the database may also change what triggers keep from change: the seal shows it.
   */
  async isIntact({ period, hash, written }: MonthFigures): Promise<boolean | null> {
    if (hash === null) return null;
    return sealOf(await this.months.rows(this.sourceOf(written), period)) === hash;
  }

  /**
   * One indicator over months. @throws NotFoundError as {@link Places.idsFor} and {@link Known.requireIndicator} do;
   * InvalidInputError where the last month is before the first
   */
  async series(actor: ActorContext, code: string, months: { from: Month; to: Month }, place: Place) {
    const scope = await this.places.idsFor(actor, place);
    await this.known.requireIndicator(code);
    if (months.to < months.from) throw new InvalidInputError([{ path: 'to', constraint: 'BEFORE_FIRST_MONTH' }]);
    const rows = await this.replica.query<FigureRow>(SERIES, [code, ...scope, months.from, months.to]);
    return this.reasons.name(rows.map(levelled));
  }

  definitions(): Promise<Record<string, unknown>[]> {
    return this.database.query(DEFINITIONS);
  }

  private sourceOf(written: boolean): Database {
    return written ? this.database : this.replica;
  }
}
