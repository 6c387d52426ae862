import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '#kernel';
import { OrderItems } from '#order';
import {
  UnitOfWork,
  actingFor,
  claimRequest,
  type ActorContext,
  type Claim,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { SpecimenRepository, type CollectableOrder } from '../data/specimen.repository.js';
import { SpecimenTakenError, SpecimenUnfitError } from '../domain/errors.js';
import { groupFor, type SpecimenType } from '../domain/specimen.js';

export interface CollectCommand extends RepeatableRequest {
  readonly orderId: string;
  readonly itemIds: readonly string[];
  readonly type: SpecimenType;
  /** Where it was taken from, for pathology and swabs. */
  readonly site?: string | null;
  /** The rejected specimen whose place it takes. */
  readonly replacesId?: string | null;
}

/** Takes specimens for items of an order. */
@Injectable()
export class CollectingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly specimens: SpecimenRepository,
    private readonly orderItems: OrderItems,
  ) {}

  /**
   * Registers what was taken, under a barcode of its own; the items have been performed from then on.
   * @throws NotFoundError for an order that does not exist for the institution; SpecimenUnfitError, SpecimenTakenError,
   *   InvalidInputError
   */
  collect(actor: ActorContext, command: CollectCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'collectSpecimen', command, tx.newId());
      if (!claim.fresh) return claim;
      const order = await this.specimens.order(tx, command.orderId, command.itemIds);
      if (!order) throw new NotFoundError('ExamOrder', command.orderId);
      await this.requireFree(tx, order, command);
      const group = groupFor(command.type, order.items);
      if ('rule' in group) throw new SpecimenUnfitError(group.rule);
      for (const { id, state } of order.items) if (state === 'ORDERED') await this.orderItems.performIn(tx, id);
      this.write(tx, claim.aggregateId, { order, command, ...group });
      return claim;
    });
  }

  private async requireFree(tx: Transaction, order: CollectableOrder, command: CollectCommand): Promise<void> {
    const { itemIds, replacesId } = command;
    if (order.items.length < itemIds.length) {
      throw new InvalidInputError([{ path: 'itemIds', constraint: 'NOT_OF_ORDER' }]);
    }
    const over = order.items.some(({ state, taken }) => taken || (state !== 'ORDERED' && state !== 'PERFORMED'));
    if (over) throw new SpecimenTakenError();
    if (replacesId && !(await this.specimens.wasRejected(tx, replacesId, order.id))) {
      throw new InvalidInputError([{ path: 'replacesId', constraint: 'NOT_REJECTED' }]);
    }
  }

  private write(
    tx: Transaction,
    id: string,
    taken: { readonly order: CollectableOrder; readonly command: CollectCommand; readonly groupCode: string },
  ): void {
    const { order, command, groupCode } = taken;
    const { type, site = null, replacesId = null, itemIds } = command;
    this.specimens.insert(tx, order, { id, type, site, groupCode, replacesId, itemIds }, actingFor(tx.actor));
    tx.publish({
      topic: 'laboratory.collected',
      aggregateType: 'specimen',
      aggregateId: id,
      aggregateVersion: 1,
      action: 'collect',
      toState: 'COLLECTED',
      patientId: order.patientId,
      payload: { orderId: order.id, toInstitutionId: order.toInstitutionId, replacesId },
    });
  }
}
