import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { CLOCK, ReadReplica, ReferenceData, statement, type ActorContext } from '#platform';
import { addMonths, type Month } from '../domain/period.js';
import { FIGURE, VERSIONS, levelled, type FigureRow } from './figure-row.js';
import { Known } from './known.js';
import { Places } from './places.js';
import { Reasons } from './reasons.js';

/** What townships are compared by. */
interface Compared {
  readonly code: string;
  readonly part: string;
}
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
/** Townships beside each other. */
@Injectable()
export class RankingQuery {
  constructor(
    private readonly replica: ReadReplica,
    private readonly places: Places,
    private readonly known: Known,
    private readonly reasons: Reasons,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Townships from the best to the worst, with how many each is about. @throws ForbiddenError; as {@link Known} does
   */
  async of(actor: ActorContext, period: Month, compared: Compared) {
    await this.places.requireAll(actor);
    await this.known.requirePart(compared.code, compared.part);
    await this.known.requireMonth(period);
    const [ranking] = await this.rank(period, [compared]);
    return ranking!;
  }

  /**
   * A ranking by each of them, empty where nothing was told, for whoever has been found to see all townships: nothing is
   * checked here.
   */
  async rank(period: Month, compared: readonly Compared[]) {
    const {
      [MONTHS]: months,
      [VALUES]: values,
      [CASES]: cases,
    } = await this.reference.settings([MONTHS, VALUES, CASES], this.clock.now());
    const from = addMonths(period, 1 - months);
    return Promise.all(
      compared.map(async ({ code, part }) => {
        const rows = await this.replica.query<FigureRow & Standing>(RANKING, [period, code, part, from, values, cases]);
        const figures = await this.reasons.name(rows.map((row) => levelled(row)));
        return figures.map(({ outlier, bound, rank, ...figure }) => ({ figure, rank, bound, outlier }));
      }),
    );
  }
}
