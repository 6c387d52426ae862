import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '#platform';
import type { CriticalValueDomain } from '../domain/critical-value.js';
import type { Threshold } from '../domain/threshold.js';

const FINDINGS = `SELECT code, domain, label_zh AS "labelZh", label_en AS "labelEn", green_channel AS "greenChannel"
   FROM critical_findings WHERE effective_from <= $1 AND (effective_to IS NULL OR effective_to > $1)`;
const ALL_FINDINGS = statement('critical-value.findings', `${FINDINGS} ORDER BY domain, position, code`);
const FINDING = statement('critical-value.finding', `${FINDINGS} AND code = $2 AND domain = $3`);

const THRESHOLDS = `SELECT id, item_code AS "itemCode", item_name AS "itemName", unit, institution_id AS "institutionId",
     sex, from_age_days AS "fromAgeDays", before_age_days AS "beforeAgeDays", below, above, text
   FROM critical_thresholds WHERE effective_from <= $1 AND (effective_to IS NULL OR effective_to > $1)`;
const OF_ITEM = statement('critical-value.thresholds', `${THRESHOLDS} AND item_code = $2`);
const ALL_THRESHOLDS = statement(
  'critical-value.all-thresholds',
  `${THRESHOLDS} AND (institution_id IS NULL OR institution_id = $2)
   ORDER BY item_code, institution_id NULLS FIRST, before_age_days NULLS FIRST, sex NULLS FIRST, id`,
);

/** A finding that is critical by itself. */
export interface CriticalFinding {
  readonly code: string;
  readonly domain: CriticalValueDomain;
  readonly labelZh: string;
  readonly labelEn: string;
  /** Where a patient with it goes up by. */
  readonly greenChannel: string | null;
}

export interface NamedThreshold extends Threshold {
  readonly itemName: string;
}

/** What counts as critical at an instant. */
@Injectable()
export class CriticalReference {
  findings(on: Queryable, at: Date): Promise<CriticalFinding[]> {
    return on.query<CriticalFinding & Record<string, unknown>>(ALL_FINDINGS, [at]);
  }

  async finding(
    on: Queryable,
    at: Date,
    { code, domain }: { readonly code: string; readonly domain: CriticalValueDomain },
  ): Promise<CriticalFinding | null> {
    const [found] = await on.query<CriticalFinding & Record<string, unknown>>(FINDING, [at, code, domain]);
    return found ?? null;
  }

  thresholdsOf(on: Queryable, at: Date, itemCode: string): Promise<NamedThreshold[]> {
    return on.query<NamedThreshold & Record<string, unknown>>(OF_ITEM, [at, itemCode]);
  }

  /** The defaults and those of the institution. */
  thresholds(on: Queryable, at: Date, institutionId: string): Promise<NamedThreshold[]> {
    return on.query<NamedThreshold & Record<string, unknown>>(ALL_THRESHOLDS, [at, institutionId]);
  }
}
