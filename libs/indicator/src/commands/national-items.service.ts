import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import {
  InstallationScope,
  UnitOfWork,
  VersionedRows,
  statement,
  type ActorContext,
  type VersionedChange,
} from '#platform';

/** How an item is worded from then on; where its value comes from is the product's own. */
export interface NationalItemChange extends VersionedChange {
  readonly number: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: string;
}

const items = new VersionedRows({
  table: 'national_items',
  aggregateType: 'national-item',
  keys: { number: 'number' },
  columns: { nameZh: 'name_zh', nameEn: 'name_en', origin: 'origin', unit: 'unit' },
});
const ORIGIN = statement(
  'indicator.national-origin',
  'SELECT origin FROM national_items WHERE number = $1 ORDER BY effective_from DESC LIMIT 1',
);

/** The wording of the national list, which its authors change from year to year. */
@Injectable()
export class NationalItemsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: InstallationScope,
  ) {}

  /** @throws ForbiddenError, NotFoundError, StaleVersionError, InvalidInputError */
  change(actor: ActorContext, { number, nameZh, nameEn, unit, ...change }: NationalItemChange): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.scope.requireWhole(tx, actor);
      const standing = await tx.first<{ origin: string }>(ORIGIN, [number]);
      if (!standing) throw new NotFoundError('NationalIndicator');
      await items.change(tx, { number: String(number) }, { nameZh, nameEn, unit, origin: standing.origin }, change);
    });
  }
}
