import { Injectable } from '@nestjs/common';
import { ReadReplica, statement, type ActorContext, type Locale } from '#platform';
import { addMonths, type Month } from '../domain/period.js';
import { AnalysisQuery, type LabelledLine } from './analysis.query.js';
import { IndicatorQueries, type MonthFigures } from './indicator.queries.js';
import { Places } from './places.js';
import { RankingQuery } from './ranking.query.js';

/** Months that a report looks back upon, the reported one included. */
const MONTHS = 12;
/** What townships are compared by. */
const RANKED = ['REF-03', 'REF-07', 'REF-12', 'REF-14', 'REF-DL', 'EXP-01', 'CON-VOL', 'LAB-03', 'CV-02', 'MR-01'];

const TREND = statement(
  'indicator.report-trend',
  `SELECT period, code, part, value, numerator, denominator FROM indicator_figures
   WHERE period BETWEEN $1 AND $2 AND institution_id IS NOT DISTINCT FROM $3::uuid AND department_id IS NULL
   ORDER BY period, code, part`,
);
const NAME = statement('indicator.institution-name', 'SELECT name FROM indicator_institutions WHERE id = $1');

type Ranking = Awaited<ReturnType<RankingQuery['of']>>;

/** A figure of one of the months before. */
export interface TrendFigure {
  readonly period: Month;
  readonly code: string;
  readonly part: string;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number;
}

/** What a monthly report tells, of the alliance or of one institution. */
export interface Report {
  /** Of whoever reads it: what indicators and reasons are called. */
  readonly locale: Locale;
  readonly month: Omit<MonthFigures, 'written'> & { readonly intact: boolean | null };
  /** Name of the institution; null for the alliance. */
  readonly institutionName: string | null;
  /** The months up to the reported one, the earliest first. */
  readonly months: readonly Month[];
  readonly trend: readonly TrendFigure[];
  /** Townships by what they are compared by; empty for one institution. */
  readonly rankings: readonly Ranking[];
  readonly analysis: readonly LabelledLine[];
}

/** Gathers what a monthly report tells. */
@Injectable()
export class ReportQuery {
  constructor(
    private readonly replica: ReadReplica,
    private readonly places: Places,
    private readonly indicators: IndicatorQueries,
    private readonly ranking: RankingQuery,
    private readonly analysis: AnalysisQuery,
  ) {}

  /** Of all that the actor may see. */
  async of(actor: ActorContext, period: Month): Promise<Report> {
    const [institutionId] = await this.places.idsFor(actor, {});
    const months = Array.from({ length: MONTHS }, (_, at) => addMonths(period, at + 1 - MONTHS));
    const trend = [months[0], period, institutionId];
    const [month, rows, analysis, rankings, named] = await Promise.all([
      this.month(actor, period),
      this.replica.query<TrendFigure & Record<string, unknown>>(TREND, trend),
      this.analysis.lines(actor, period, {}),
      institutionId === null ? this.rankings(period) : [],
      institutionId === null ? null : this.replica.first<{ name: string }>(NAME, [institutionId]),
    ]);
    return {
      locale: actor.origin.locale,
      month,
      institutionName: named?.name ?? null,
      months,
      trend: rows,
      analysis,
      rankings,
    };
  }

  private async month(actor: ActorContext, period: Month): Promise<Report['month']> {
    const month = await this.indicators.month(actor, period, {});
    return { ...month, intact: await this.indicators.isIntact(month) };
  }

  private async rankings(period: Month): Promise<Ranking[]> {
    const compared = RANKED.map((code) => ({ code, part: 'ALL' }));
    const all = await this.ranking.rank(period, compared);
    return all.filter((ranking) => ranking.length > 0);
  }
}
