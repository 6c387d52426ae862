import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { OrderItemRow, OrderRow } from '../data/order.repository.js';

export type PlacedItem = OrderItemRow;
export type PlacedOrder = Pick<OrderRow, 'id' | 'patientId' | 'doctorStaffId' | 'items'>;

/** What the doctor says about an item for which there may be a result already. */
export interface ItemChoice {
  readonly itemId: string;
  /** The result that is recognised, or declined. */
  readonly reportId?: string | null;
  /** Why it is examined all the same. */
  readonly declineCode?: string | null;
  readonly comment?: string | null;
}

/** Looks at an order that has just been sent, inside its transaction; what it throws keeps the order from being sent. */
export interface PlacementCheck {
  placed(tx: Transaction, order: PlacedOrder, choices: readonly ItemChoice[]): Promise<void>;
}

/** Where libraries above this one have their say when an order is sent. */
@Injectable()
export class PlacementChecks {
  private readonly checks: PlacementCheck[] = [];

  /** Called once by each when the product starts. */
  register(check: PlacementCheck): void {
    this.checks.push(check);
  }

  async run(tx: Transaction, order: PlacedOrder, choices: readonly ItemChoice[]): Promise<void> {
    for (const check of this.checks) await check.placed(tx, order, choices);
  }
}
