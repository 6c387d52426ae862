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

/** Whom a threshold is for. What is left out does not narrow it. */
export interface ThresholdKey {
  readonly itemCode: string;
  /** Null: the default of the alliance. */
  readonly institutionId?: string | null;
  readonly sex?: Sex | null;
  readonly fromAgeDays?: number | null;
  readonly beforeAgeDays?: number | null;
}

export interface ThresholdEnd extends ThresholdKey, VersionedChange {}

export interface ThresholdChange extends ThresholdEnd {
  readonly itemName: string;
  readonly unit: string;
  readonly below?: number | null;
  readonly above?: number | null;
  readonly text?: string | null;
}

type Bounds = Pick<ThresholdChange, 'beforeAgeDays' | 'fromAgeDays' | 'below' | 'above' | 'text'>;

const thresholds = new VersionedRows({
  table: 'critical_thresholds',
  aggregateType: 'critical-threshold',
  keys: {
    itemCode: 'item_code',
    institutionId: 'institution_id',
    sex: 'sex',
    fromAgeDays: 'from_age_days',
    beforeAgeDays: 'before_age_days',
  },
  columns: { id: 'id', itemName: 'item_name', unit: 'unit', below: 'below', above: 'above', text: 'text' },
});

// In which units the item is judged by others, and in which it is measured: a value in another unit is not judged.
const UNITS = statement(
  'critical-value.units',
  `SELECT DISTINCT unit FROM critical_thresholds WHERE item_code = $1 AND (effective_to IS NULL OR effective_to > $2)
     AND NOT (institution_id IS NOT DISTINCT FROM $3::uuid AND sex IS NOT DISTINCT FROM $4
       AND from_age_days IS NOT DISTINCT FROM $5::int AND before_age_days IS NOT DISTINCT FROM $6::int)
   UNION SELECT unit FROM lab_items WHERE code = $1 AND (effective_to IS NULL OR effective_to > $2)`,
);
const KNOWN_PLACE = statement('critical-value.known-place', 'SELECT 1 FROM institutions WHERE id = $1');

/** Says from which value on an item is critical, for whom. What has counted stays on record. */
@Injectable()
export class ThresholdEditor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: InstallationScope,
  ) {}

  /** Adds a threshold, or changes it from now on. @throws ForbiddenError, StaleVersionError, InvalidInputError */
  async change(actor: ActorContext, change: ThresholdChange): Promise<void> {
    const problem = problemOf(change);
    if (problem) throw new InvalidInputError([problem]);
    const { itemName, unit, below = null, above = null, text = null } = change;
    const key = keyOf(change);
    await this.where(actor, key.institutionId, async (tx) => {
      await requireUnit(tx, key, unit);
      await thresholds.change(tx, key, { id: tx.newId(), itemName, unit, below, above, text }, change);
    });
  }

  /** It judges nobody any more. @throws ForbiddenError, NotFoundError, StaleVersionError, InvalidInputError */
  end(actor: ActorContext, end: ThresholdEnd): Promise<void> {
    const key = keyOf(end);
    return this.where(actor, key.institutionId, (tx) => thresholds.end(tx, key, end));
  }

  /** An institution keeps its own; the lead hospital keeps everybody's. */
  private where(
    actor: ActorContext,
    institutionId: string | null,
    act: (tx: Transaction) => Promise<void>,
  ): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      if (institutionId !== actor.institutionId) await this.scope.requireWhole(tx, actor);
      if (institutionId !== null && !(await tx.first(KNOWN_PLACE, [institutionId]))) {
        throw new InvalidInputError([{ path: 'institutionId', constraint: 'PLACE_UNKNOWN' }]);
      }
      await act(tx);
    });
  }
}

type WholeKey = { readonly [Name in keyof ThresholdKey]-?: NonNullable<ThresholdKey[Name]> | null } & {
  readonly itemCode: string;
};

const keyOf = ({ itemCode, institutionId, sex, fromAgeDays, beforeAgeDays }: ThresholdKey): WholeKey => ({
  itemCode,
  institutionId: institutionId ?? null,
  sex: sex ?? null,
  fromAgeDays: fromAgeDays ?? null,
  beforeAgeDays: beforeAgeDays ?? null,
});

async function requireUnit(tx: Transaction, key: WholeKey, unit: string): Promise<void> {
  const { itemCode, institutionId, sex, fromAgeDays, beforeAgeDays } = key;
  const others = await tx.query<{ unit: string }>(UNITS, [
    itemCode,
    tx.now,
    institutionId,
    sex,
    fromAgeDays,
    beforeAgeDays,
  ]);
  const differs = others.some((other) => !isSameUnit(other.unit, unit));
  if (differs) throw new InvalidInputError([{ path: 'unit', constraint: 'OTHER_UNIT_THERE' }]);
}

function problemOf(change: Bounds): FieldProblem | null {
  const { below, above, text, fromAgeDays, beforeAgeDays } = boundsOf(change);
  if ((text === null) === (below === null && above === null)) return { path: 'text', constraint: 'BOUNDS_OR_TEXT' };
  if (below !== null && above !== null && below >= above) return { path: 'above', constraint: 'ABOVE_BELOW' };
  const nobody = beforeAgeDays !== null && beforeAgeDays <= (fromAgeDays ?? 0);
  return nobody ? { path: 'beforeAgeDays', constraint: 'BELOW_FROM_AGE' } : null;
}

const boundsOf = ({
  below = null,
  above = null,
  text = null,
  fromAgeDays = null,
  beforeAgeDays = null,
}: Bounds): Required<Bounds> => ({ below, above, text, fromAgeDays, beforeAgeDays });
