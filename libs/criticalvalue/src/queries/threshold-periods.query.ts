import { Injectable } from '@nestjs/common';
import { Database, statement, versionSql, type ActorContext } from '#platform';
import type { NamedThreshold } from '../data/critical-reference.repository.js';

export interface ThresholdPeriod extends NamedThreshold {
  readonly effectiveFrom: Date;
  readonly effectiveTo: Date | null;
  readonly version: number;
}

const KEYS = ['item_code', 'institution_id', 'sex', 'from_age_days', 'before_age_days'];
const PERIODS = statement(
  'critical-value.threshold-periods',
  `SELECT s.id, s.item_code AS "itemCode", s.item_name AS "itemName", s.unit, s.institution_id AS "institutionId", s.sex,
     s.from_age_days AS "fromAgeDays", s.before_age_days AS "beforeAgeDays", s.below, s.above, s.text,
     s.effective_from AS "effectiveFrom", s.effective_to AS "effectiveTo",
     ${versionSql('critical_thresholds', KEYS, 's')} AS version
   FROM critical_thresholds s WHERE s.item_code = $1 AND (s.institution_id IS NULL OR s.institution_id = $2 OR
     EXISTS (SELECT 1 FROM institutions i WHERE i.id = $2 AND i.kind = 'LEAD_HOSPITAL'))
   ORDER BY s.institution_id NULLS FIRST, s.sex NULLS FIRST, s.from_age_days NULLS FIRST, s.before_age_days NULLS FIRST,
     s.effective_from DESC`,
);

/** Reads from when to when which threshold of an item has counted. */
@Injectable()
export class ThresholdPeriodsQuery {
  constructor(private readonly database: Database) {}

  /** The defaults and those of the own institution, at the lead hospital those of all; the newest period of each first. */
  of({ institutionId }: ActorContext, itemCode: string): Promise<ThresholdPeriod[]> {
    return this.database.query<ThresholdPeriod & Record<string, unknown>>(PERIODS, [itemCode, institutionId]);
  }
}
