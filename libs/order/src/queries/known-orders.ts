import { Injectable } from '@nestjs/common';
import { Parameters, statement, type Transaction } from '#platform';
import { visibleTo } from '../data/visibility.js';

/** An order that exists for somebody, for libraries that refer to it. */
export interface KnownOrder extends Record<string, unknown> {
  readonly id: string;
  readonly patientId: string;
}

/** Which orders exist for whoever acts. */
@Injectable()
export class KnownOrders {
  /** Those of the orders that exist for the actor of the transaction, in any order. */
  of(tx: Transaction, ids: readonly string[]): Promise<KnownOrder[]> {
    const parameters = new Parameters();
    const wanted = parameters.add([...ids]);
    const visible = visibleTo(tx.actor, tx.now, parameters);
    const sql = `SELECT o.id, o.patient_id AS "patientId" FROM exam_orders o WHERE o.id = ANY(${wanted}::uuid[]) AND ${visible}`;
    return tx.query<KnownOrder>(statement('order.known', sql), parameters.values);
  }
}
