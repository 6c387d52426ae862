import { Injectable } from '@nestjs/common';
import type { Sex } from '#kernel';
import { Database, statement, versionSql } from '#platform';

interface Period {
  readonly effectiveFrom: Date;
  readonly effectiveTo: Date | null;
  readonly version: number;
}

export interface ItemPeriod extends Period {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly groupCode: string;
  readonly position: number;
  readonly deltaPercent: number | null;
  readonly deltaDays: number | null;
}

export interface RangePeriod extends Period {
  readonly itemCode: string;
  readonly band: string;
  readonly sex: Sex | null;
  readonly fromAgeDays: number | null;
  readonly beforeAgeDays: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly text: string | null;
}

const PERIOD = 's.effective_from AS "effectiveFrom", s.effective_to AS "effectiveTo"';
const ITEMS = statement(
  'laboratory.item-periods',
  `SELECT s.code, s.name, s.unit, s.group_code AS "groupCode", s.position, s.delta_percent AS "deltaPercent",
     s.delta_days AS "deltaDays", ${PERIOD}, ${versionSql('lab_items', ['code'], 's')} AS version
   FROM lab_items s WHERE starts_with(s.code, $1) ORDER BY s.code, s.effective_from DESC`,
);
const RANGES = statement(
  'laboratory.range-periods',
  `SELECT s.item_code AS "itemCode", s.band, s.sex, s.from_age_days AS "fromAgeDays",
     s.before_age_days AS "beforeAgeDays", s.low, s.high, s.text, ${PERIOD},
     ${versionSql('lab_reference_ranges', ['item_code', 'band'], 's')} AS version
   FROM lab_reference_ranges s WHERE s.item_code = $1 ORDER BY s.band, s.effective_from DESC`,
);

/** Reads what laboratories measure and what is usual, with all periods. */
@Injectable()
export class LabSetUpQuery {
  constructor(private readonly database: Database) {}

  /** Items whose codes begin like that, the newest period of each first. */
  items(prefix: string): Promise<ItemPeriod[]> {
    return this.database.query<ItemPeriod & Record<string, unknown>>(ITEMS, [prefix]);
  }

  ranges(itemCode: string): Promise<RangePeriod[]> {
    return this.database.query<RangePeriod & Record<string, unknown>>(RANGES, [itemCode]);
  }
}
