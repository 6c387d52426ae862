import { Injectable } from '@nestjs/common';
import { ReadReplica, statement, type ActorContext } from '#platform';
import { analysisOf, type AnalysisLine, type ToldPart } from '../domain/analysis.js';
import type { Month } from '../domain/period.js';
import { Known } from './known.js';
import { Places, type Place } from './places.js';
import { Reasons, type ReasonNames } from './reasons.js';

const PARTS = statement(
  'indicator.analysis-parts',
  `SELECT code, part, numerator, denominator FROM indicator_figures
   WHERE period = $1 AND code IN ('REF-07', 'REF-08', 'REF-DL')
     AND institution_id IS NOT DISTINCT FROM $2::uuid AND department_id IS NOT DISTINCT FROM $3::uuid`,
);
/** A line with what its reason is called. */
export type LabelledLine = AnalysisLine & ReasonNames;

/** What the meeting of those who refer and receive talks about, month by month. */
@Injectable()
export class AnalysisQuery {
  constructor(
    private readonly replica: ReadReplica,
    private readonly places: Places,
    private readonly known: Known,
    private readonly reasons: Reasons,
  ) {}

  /** @throws NotFoundError as {@link Places.idsFor} and {@link Known.requireMonth} do */
  async lines(actor: ActorContext, period: Month, place: Place): Promise<LabelledLine[]> {
    const scope = await this.places.idsFor(actor, place);
    await this.known.requireMonth(period);
    const parts = await this.replica.query<ToldPart & Record<string, unknown>>(PARTS, [period, ...scope]);
    return this.reasons.name(analysisOf(parts));
  }
}
