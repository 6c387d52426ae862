import { Injectable } from '@nestjs/common';
import { InvalidInputError, isSameUnit, type FieldProblem, type Sex } from '#kernel';
import {
  InstallationScope,
  UnitOfWork,
  VersionedRows,
  statement,
  type ActorContext,
  type Transaction,
  type VersionedChange,
} from '#platform';

export interface ItemEnd extends VersionedChange {
  readonly code: string;
}

export interface ItemChange extends ItemEnd {
  readonly name: string;
  readonly unit: string;
  readonly groupCode: string;
  readonly position: number;
  readonly deltaPercent?: number | null;
  readonly deltaDays?: number | null;
}

export interface RangeEnd extends VersionedChange {
  readonly itemCode: string;
  readonly band: string;
}

export interface RangeChange extends RangeEnd {
  readonly sex?: Sex | null;
  readonly fromAgeDays?: number | null;
  readonly beforeAgeDays?: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly text?: string | null;
}

const items = new VersionedRows({
  table: 'lab_items',
  aggregateType: 'lab-item',
  keys: { code: 'code' },
  columns: {
    name: 'name',
    unit: 'unit',
    groupCode: 'group_code',
    position: 'position',
    deltaPercent: 'delta_percent',
    deltaDays: 'delta_days',
  },
});
const ranges = new VersionedRows({
  table: 'lab_reference_ranges',
  aggregateType: 'lab-reference-range',
  keys: { itemCode: 'item_code', band: 'band' },
  columns: {
    sex: 'sex',
    fromAgeDays: 'from_age_days',
    beforeAgeDays: 'before_age_days',
    low: 'low',
    high: 'high',
    text: 'text',
  },
});

const HAS_GROUP = statement('laboratory.has-group', 'SELECT 1 FROM reading_groups WHERE code = $1 LIMIT 1');
// A value in another unit than that of its thresholds would never be critical.
const OTHER_UNITS = statement(
  'laboratory.threshold-units',
  `SELECT unit FROM critical_thresholds WHERE item_code = $1 AND (effective_to IS NULL OR effective_to > $2)`,
);
const HAS_ITEM = statement('laboratory.has-item', 'SELECT 1 FROM lab_items WHERE code = $1 LIMIT 1');

/** What laboratories measure and what is usual: kept by whoever administers the alliance. */
@Injectable()
export class LabSetUp {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: InstallationScope,
  ) {}

  /** Adds an item, or changes it from now on. @throws ForbiddenError, StaleVersionError, InvalidInputError */
  async changeItem(actor: ActorContext, { code, ...change }: ItemChange): Promise<void> {
    const { name, unit, groupCode, position, deltaPercent = null, deltaDays = null } = change;
    const half = (deltaPercent === null) !== (deltaDays === null);
    if (half) throw new InvalidInputError([{ path: 'deltaDays', constraint: 'WITH_DELTA_PERCENT' }]);
    await this.inAlliance(actor, async (tx) => {
      if (!(await tx.first(HAS_GROUP, [groupCode]))) {
        throw new InvalidInputError([{ path: 'groupCode', constraint: 'GROUP_UNKNOWN' }]);
      }
      const judged = await tx.query<{ unit: string }>(OTHER_UNITS, [code, tx.now]);
      if (judged.some((threshold) => !isSameUnit(threshold.unit, unit))) {
        throw new InvalidInputError([{ path: 'unit', constraint: 'THRESHOLDS_IN_OTHER_UNIT' }]);
      }
      await items.change(tx, { code }, { name, unit, groupCode, position, deltaPercent, deltaDays }, change);
    });
  }

  /** Nothing is measured of it any more. @throws ForbiddenError, NotFoundError, StaleVersionError, InvalidInputError */
  endItem(actor: ActorContext, { code, ...change }: ItemEnd): Promise<void> {
    return this.inAlliance(actor, (tx) => items.end(tx, { code }, change));
  }

  /** Adds a range, or changes it from now on. @throws ForbiddenError, StaleVersionError, InvalidInputError */
  async changeRange(actor: ActorContext, { itemCode, band, ...change }: RangeChange): Promise<void> {
    const values = valuesOf(change);
    const problem = problemOf(values);
    if (problem) throw new InvalidInputError([problem]);
    await this.inAlliance(actor, async (tx) => {
      if (!(await tx.first(HAS_ITEM, [itemCode]))) {
        throw new InvalidInputError([{ path: 'itemCode', constraint: 'LAB_ITEM_UNKNOWN' }]);
      }
      await ranges.change(tx, { itemCode, band }, values, change);
    });
  }

  /** @throws ForbiddenError, NotFoundError, StaleVersionError, InvalidInputError */
  endRange(actor: ActorContext, { itemCode, band, ...change }: RangeEnd): Promise<void> {
    return this.inAlliance(actor, (tx) => ranges.end(tx, { itemCode, band }, change));
  }

  private inAlliance(actor: ActorContext, act: (tx: Transaction) => Promise<void>): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.scope.requireWhole(tx, actor);
      await act(tx);
    });
  }
}

type RangeValues = {
  readonly [Name in Exclude<keyof RangeChange, keyof RangeEnd>]-?: NonNullable<RangeChange[Name]> | null;
};

/** What is left out does not narrow the range. */
function valuesOf({ sex, fromAgeDays, beforeAgeDays, low, high, text }: Partial<RangeChange>): RangeValues {
  const given = { sex, fromAgeDays, beforeAgeDays, low, high, text };
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value ?? null])) as RangeValues;
}

function problemOf({ fromAgeDays, beforeAgeDays, low, high, text }: RangeValues): FieldProblem | null {
  if ((text === null) === (low === null && high === null)) return { path: 'text', constraint: 'BOUNDS_OR_TEXT' };
  if (low !== null && high !== null && low > high) return { path: 'high', constraint: 'BELOW_LOW' };
  const nobody = beforeAgeDays !== null && beforeAgeDays <= (fromAgeDays ?? 0);
  return nobody ? { path: 'beforeAgeDays', constraint: 'BELOW_FROM_AGE' } : null;
}
