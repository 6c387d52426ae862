import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { CLOCK, Database, statement, type ActorContext } from '#platform';
import { analysisOf, type AnalysisLine, type ToldPart } from '../domain/analysis.js';
import type { Month } from '../domain/period.js';
import { Places, type Place } from './places.js';

const PARTS = statement(
  'indicator.analysis-parts',
  `SELECT code, part, numerator, denominator FROM indicator_figures
   WHERE period = $1 AND code IN ('REF-07', 'REF-08', 'REF-DL')
     AND institution_id IS NOT DISTINCT FROM $2::uuid AND department_id IS NOT DISTINCT FROM $3::uuid`,
);
/** How reasons are called now, those that may no longer be chosen by their last names. */
const LABELS = statement(
  'indicator.reason-labels',
  `SELECT DISTINCT ON (list, code) list, code, label_zh AS zh, label_en AS en FROM reason_codes
   WHERE list = ANY($1) AND effective_from <= $2 ORDER BY list, code, effective_from DESC`,
);

/** A line with what its reason is called. */
export interface LabelledLine extends AnalysisLine {
  readonly labelZh: string | null;
  readonly labelEn: string | null;
}

/** What the meeting of those who refer and receive talks about, month by month. */
@Injectable()
export class AnalysisQuery {
  constructor(
    private readonly database: Database,
    private readonly places: Places,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for another institution where the own one alone exists */
  async lines(actor: ActorContext, period: Month, place: Place): Promise<LabelledLine[]> {
    const scope = await this.places.idsFor(actor, place);
    const lines = analysisOf(await this.database.query<ToldPart & Record<string, unknown>>(PARTS, [period, ...scope]));
    const lists = [...new Set(lines.flatMap(({ reasons }) => reasons ?? []))];
    const labels = await this.database.query<Record<'list' | 'code' | 'zh' | 'en', string>>(LABELS, [
      lists,
      this.clock.now(),
    ]);
    return lines.map((line) => {
      const label = labels.find(({ list, code }) => list === line.reasons && code === line.why);
      return { ...line, labelZh: label?.zh ?? null, labelEn: label?.en ?? null };
    });
  }
}
