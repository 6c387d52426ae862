import { Injectable } from '@nestjs/common';
import { ForbiddenError, InvalidInputError, StaleVersionError } from '#kernel';
import { UnitOfWork, statement, type ActorContext, type Transaction } from '#platform';
import { mayLead } from '../data/scope.js';
import { StandardItemEntity } from '../data/standard-item.entity.js';
import { requireSoundItem, type StandardItem } from '../domain/standard-item.js';

/** An item as it counts now. */
export interface KnownItem {
  readonly id: string;
  readonly version: number;
}

/** What somebody says of an item; what is left out, it has not. */
export interface SetItemCommand {
  readonly code: string;
  /** 0 for an item that does not exist yet. */
  readonly expectedVersion: number;
  readonly nationalCode?: string | null;
  readonly name: string;
  readonly category: StandardItem['category'];
  readonly modality?: string | null;
  readonly bodyPart?: string | null;
  readonly contrast?: StandardItem['contrast'];
  readonly panelMembers: readonly string[];
  readonly priceCents: number;
  readonly recognitionScope: StandardItem['recognitionScope'];
  readonly windowDays?: number | null;
  readonly windowUnlimited: boolean;
  readonly neverRecognisedReason?: string | null;
  readonly active: boolean;
}

/** Two who set one item at once: the other one is told. */
const LOCK = statement('organization.lock-item', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))');
const KNOWN = statement(
  'organization.known-item',
  'SELECT id, version FROM standard_items WHERE code = $1 ORDER BY version DESC LIMIT 1',
);
const UNKNOWN_MEMBERS = statement(
  'organization.unknown-members',
  `SELECT code FROM unnest($1::text[]) code WHERE NOT EXISTS (SELECT 1 FROM standard_items s WHERE s.code = code.code)`,
);

/** The catalogue of standard items, one for the alliance: whoever leads it keeps it. */
@Injectable()
export class StandardItemService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @returns the id of the item @throws ForbiddenError outside the lead hospital; InvalidInputError, StaleVersionError */
  set(actor: ActorContext, { expectedVersion, ...terms }: SetItemCommand): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      await tx.query(LOCK, [`standard-item/${terms.code}`]);
      const known = await tx.first<KnownItem & Record<string, unknown>>(KNOWN, [terms.code]);
      const unknown = await tx.query(UNKNOWN_MEMBERS, [[...terms.panelMembers]]);
      if (unknown.length > 0) throw new InvalidInputError([{ path: 'panelMembers', constraint: 'ITEM_UNKNOWN' }]);
      const id = await this.setIn(tx, itemOf(terms), known);
      const version = known?.version ?? 0;
      if (version !== expectedVersion) throw new StaleVersionError(expectedVersion, version);
      return id;
    });
  }

  /**
   * Enters an item, or what counts of it from now on; what counted until now stays on record.
   * @returns its id
   * @throws ForbiddenError outside the lead hospital; InvalidInputError
   */
  async setIn(tx: Transaction, item: StandardItem, known: KnownItem | null): Promise<string> {
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
    return id;
  }
}

function itemOf(terms: Omit<SetItemCommand, 'expectedVersion'>): StandardItem {
  const { nationalCode = null, modality = null, bodyPart = null, contrast = null } = terms;
  const { windowDays = null, neverRecognisedReason = null } = terms;
  return { ...terms, nationalCode, modality, bodyPart, contrast, windowDays, neverRecognisedReason };
}
