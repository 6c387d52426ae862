import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import {
  ReasonCheck,
  UnitOfWork,
  actingFor,
  claimRequest,
  reasonOf,
  type ActorContext,
  type Claim,
  type ReasonCommand,
  type Transaction,
} from '#platform';
import { OrderRepository, type CatalogueItem, type NewOrder } from '../data/order.repository.js';
import { ItemUnknownError } from '../domain/errors.js';
import { OrderGate } from './order-gate.js';
import { OrderItems } from './order-items.js';
import { OrderTransitions } from './order-transitions.js';

export interface DraftOrderCommand extends Omit<NewOrder, 'id'> {
  readonly idempotencyKey: string;
  /** Codes of the catalogue. */
  readonly itemCodes: readonly string[];
}

export interface CancelItemCommand extends ReasonCommand {
  readonly itemId: string;
}

/** The list that says why something is not examined after all. */
const CANCEL = 'order.cancel';

/** Doctors order examinations. */
@Injectable()
export class OrderService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly transitions: OrderTransitions,
    private readonly items: OrderItems,
    private readonly gate: OrderGate,
    private readonly reasons: ReasonCheck,
  ) {}

  /**
   * Writes an order that nobody else sees yet.
   * @throws NotFoundError for a patient or institution that does not exist for the doctor; ItemUnknownError
   */
  draft(actor: ActorContext, command: DraftOrderCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'draftExamOrder', command, tx.newId());
      if (!claim.fresh) return claim;
      await this.draftIn(tx, { ...command, id: claim.aggregateId });
      return claim;
    });
  }

  /** The second door: an order that has come of something else, as a draft of whoever acts. */
  async draftIn(
    tx: Transaction,
    { itemCodes, ...order }: NewOrder & Pick<DraftOrderCommand, 'itemCodes'>,
  ): Promise<void> {
    const { id, patientId, toInstitutionId } = order;
    await this.gate.pass(tx, order);
    const items = await this.itemsOf(tx, itemCodes);
    this.orders.insert(tx, order, actingFor(tx.actor), items);
    tx.publish({
      topic: 'order.drafted',
      aggregateType: 'exam-order',
      aggregateId: id,
      aggregateVersion: 1,
      action: 'draft',
      toState: 'DRAFT',
      patientId,
      payload: { fromInstitutionId: tx.actor.institutionId, toInstitutionId },
    });
  }

  /** Takes back all of it, before anything has been examined. */
  cancel(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'cancel',
      operation: 'cancelExamOrder',
      topic: 'order.cancelled',
      bring: (tx) => this.reasons.from(CANCEL, tx, command),
      effect: (tx, { row }) => {
        this.orders.cancelItems(tx, row.id, command.reasonCode);
        return reasonOf(command);
      },
    });
  }

  /** Takes back one item, before it has been examined. */
  cancelItem(actor: ActorContext, command: CancelItemCommand): Promise<Claim> {
    const { itemId, reasonCode } = command;
    const step = this.items.stepOf({ itemId, action: 'cancel', reasonCode }, 'cancelExamOrderItem');
    return this.transitions.run(actor, command, {
      ...step,
      bring: async (tx, loaded) => {
        if (!loaded.facts.isAuthor) throw new NotFoundError('ExamOrder', command.id);
        return { ...(await step.bring!(tx, loaded)), ...(await this.reasons.from(CANCEL, tx, command)) };
      },
    });
  }

  private async itemsOf(tx: Transaction, codes: readonly string[]): Promise<CatalogueItem[]> {
    const items = await this.orders.catalogue(tx, codes);
    const missing = codes.find((code) => !items.some((item) => item.code === code));
    if (missing !== undefined) throw new ItemUnknownError(missing);
    return items;
  }
}
