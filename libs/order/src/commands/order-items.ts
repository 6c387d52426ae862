import { Injectable } from '@nestjs/common';
import { NotFoundError, evaluate } from '#kernel';
import type { Transaction } from '#platform';
import { OrderRepository, type ItemChange } from '../data/order.repository.js';
import { itemLifecycle, type ItemAction, type ItemState } from '../domain/order.transitions.js';
import { OrderTransitions, type LoadedOrder, type OrderStep } from './order-transitions.js';

/** A report in another library that answers an item. */
export interface AnsweringReport {
  readonly domain: string;
  readonly id: string;
}

/** What somebody does with one item. */
interface ItemAct extends Omit<ItemChange, 'state'> {
  readonly itemId: string;
  readonly action: ItemAction;
}

/** Second doors of orders: what becomes of an item, inside the transactions of those who examine and report. */
@Injectable()
export class OrderItems {
  constructor(
    private readonly orders: OrderRepository,
    private readonly transitions: OrderTransitions,
  ) {}

  /** The examination has taken place. @throws TransitionRefusedError naming the rule; NotFoundError */
  performIn(tx: Transaction, itemId: string): Promise<void> {
    return this.settle(tx, { itemId, action: 'perform' });
  }

  /** The report is there; the order is complete with its last item. */
  reportIn(tx: Transaction, itemId: string, report: AnsweringReport): Promise<void> {
    return this.settle(tx, { itemId, action: 'report', report });
  }

  /** An earlier result is recognised instead of a new examination. */
  recognizeIn(tx: Transaction, itemId: string, report: AnsweringReport): Promise<void> {
    return this.settle(tx, { itemId, action: 'recognize', report });
  }

  /** The examination will not take place; the reason has been checked by whoever decides that. */
  cancelIn(tx: Transaction, itemId: string, reasonCode: string): Promise<void> {
    return this.settle(tx, { itemId, action: 'cancel', reasonCode });
  }

  /** What has begun ends without a result, for a medical reason that has been checked. */
  abandonIn(tx: Transaction, itemId: string, reasonCode: string): Promise<void> {
    return this.settle(tx, { itemId, action: 'abandon', reasonCode });
  }

  /** The step of an order that one of its items takes. */
  stepOf({ itemId, action, ...change }: ItemAct, operation: string): OrderStep {
    return {
      action: 'settle',
      operation,
      topic: `order.item-${action}`,
      bring: (_, loaded) => {
        const decided = decide(loaded, itemId, action);
        return { itemProblem: decided.rule, itemsAfter: decided.after };
      },
      effect: (tx, loaded) => {
        const { state, standardItemId } = decide(loaded, itemId, action);
        this.orders.changeItem(tx, itemId, { ...change, state });
        const { report, reasonCode } = change;
        return {
          ...(reasonCode && { reasonCode }),
          payload: { itemId, standardItemId, ...(report && { reportDomain: report.domain, reportId: report.id }) },
        };
      },
    };
  }

  private async settle(tx: Transaction, act: ItemAct): Promise<void> {
    const order = await this.orders.orderOf(tx, act.itemId);
    if (!order) throw new NotFoundError('ExamOrderItem', act.itemId);
    const step = this.stepOf(act, act.action);
    await this.transitions.take(tx, { id: order.id, expectedVersion: order.version }, step);
  }
}

interface DecidedItem {
  readonly rule: string | null;
  readonly state: ItemState;
  readonly standardItemId: string;
  /** How the items of the order stand then. */
  readonly after: readonly ItemState[];
}

function decide({ row }: LoadedOrder, itemId: string, action: ItemAction): DecidedItem {
  const item = row.items.find(({ id }) => id === itemId);
  if (!item) throw new NotFoundError('ExamOrderItem', itemId);
  const decision = evaluate(itemLifecycle, item.state, action, {});
  const state = decision.allowed ? decision.to : item.state;
  return {
    rule: decision.allowed ? null : `ITEM_${decision.rule}`,
    state,
    standardItemId: item.itemId,
    after: row.items.map((one) => (one.id === itemId ? state : one.state)),
  };
}
