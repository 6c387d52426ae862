import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '#kernel';
import {
  InstallationScope,
  UnitOfWork,
  VersionedRows,
  statement,
  type ActorContext,
  type VersionedChange,
} from '#platform';

/** What may be said of an indicator; what it is computed from is the product's own. */
export interface DefinitionChange extends VersionedChange {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly limitMinutes?: number | null;
  readonly green?: number | null;
  readonly yellow?: number | null;
}

interface Standing extends Record<string, string | number | boolean | null> {
  position: number;
  numerator: string;
  denominator: string;
  timeWindow: string;
  exclusions: string;
  attribution: string;
  unit: string;
  limitMinutes: number | null;
  higherIsBetter: boolean;
}

const definitions = new VersionedRows({
  table: 'indicator_definitions',
  aggregateType: 'indicator-definition',
  keys: { code: 'code' },
  columns: {
    position: 'position',
    nameZh: 'name_zh',
    nameEn: 'name_en',
    numerator: 'numerator',
    denominator: 'denominator',
    timeWindow: 'time_window',
    exclusions: 'exclusions',
    attribution: 'attribution',
    unit: 'unit',
    limitMinutes: 'limit_value',
    higherIsBetter: 'higher_is_better',
    green: 'green',
    yellow: 'yellow',
  },
});

const STANDING = statement(
  'indicator.standing-definition',
  `SELECT position, numerator, denominator, time_window AS "timeWindow", exclusions, attribution, unit,
     limit_value AS "limitMinutes", higher_is_better AS "higherIsBetter"
   FROM indicator_definitions WHERE code = $1 ORDER BY effective_from DESC LIMIT 1`,
);

/** What indicators are called, their limits and thresholds: kept by whoever administers the alliance. */
@Injectable()
export class DefinitionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: InstallationScope,
  ) {}

  /** @throws ForbiddenError, NotFoundError, StaleVersionError, InvalidInputError */
  change(
    actor: ActorContext,
    { code, nameZh, nameEn, limitMinutes, green = null, yellow = null, ...change }: DefinitionChange,
  ) {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.scope.requireWhole(tx, actor);
      const standing = await tx.first<Standing>(STANDING, [code]);
      if (!standing) throw new NotFoundError('IndicatorDefinition');
      requireOrder(standing.higherIsBetter, green, yellow);
      if ((standing.limitMinutes === null) !== ((limitMinutes ?? null) === null)) {
        throw new InvalidInputError([{ path: 'limitMinutes', constraint: 'AS_DEFINED' }]);
      }
      const values = { ...standing, nameZh, nameEn, limitMinutes: limitMinutes ?? null, green, yellow };
      await definitions.change(tx, { code }, values, change);
    });
  }
}

function requireOrder(higherIsBetter: boolean, green: number | null, yellow: number | null): void {
  const paired = (green === null) === (yellow === null);
  const ordered = green === null || yellow === null || (higherIsBetter ? green >= yellow : green <= yellow);
  if (!paired || !ordered) throw new InvalidInputError([{ path: 'yellow', constraint: 'ORDER_OF_THRESHOLDS' }]);
}
