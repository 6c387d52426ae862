import { Injectable } from '@nestjs/common';
import { ForbiddenError } from '#kernel';
import type { Transaction } from '#platform';
import { mayLead } from '../data/scope.js';
import { StandardItemEntity } from '../data/standard-item.entity.js';
import { requireSoundItem, type StandardItem } from '../domain/standard-item.js';

/** An item as it counts now. */
export interface KnownItem {
  readonly id: string;
  readonly version: number;
}

/** The catalogue of standard items, one for the alliance: whoever leads it keeps it. */
@Injectable()
export class StandardItemService {
  /**
   * Enters an item, or what counts of it from now on; what counted until now stays on record.
   * @throws ForbiddenError outside the lead hospital; InvalidInputError
   */
  async setIn(tx: Transaction, item: StandardItem, known: KnownItem | null): Promise<void> {
    if (!(await mayLead(tx))) throw new ForbiddenError();
    requireSoundItem(item);
    const { id, version } = known ? { ...known, version: known.version + 1 } : { id: tx.newId(), version: 1 };
    const panelMembers = [...item.panelMembers];
    await tx.manager.insert(StandardItemEntity, { ...item, panelMembers, id, version, effectiveFrom: tx.now });
    tx.publish({
      topic: known ? 'standard-item.changed' : 'standard-item.entered',
      aggregateType: 'standard-item',
      aggregateId: id,
      aggregateVersion: version,
      payload: { code: item.code },
    });
  }
}
