import { machineDetail } from '../actor/actor.js';
import type { Transaction } from '../database/transaction.js';
import { statement } from '../database/statement.js';
import type { DeliveryRegistry } from '../deliveries/delivery-registry.js';
import { enqueue, type NewDelivery } from '../deliveries/enqueue.js';
import type { DomainEvent } from './domain-event.js';

/** Event log and audit trail in one statement: no event without its audit row, no audit row without its event. */
const APPEND = statement(
  'events.append',
  `WITH logged AS (
     INSERT INTO domain_events (id, topic, aggregate_type, aggregate_id, occurred_at, account_id, staff_id, institution_id,
       on_behalf_of_staff_id, request_id, aggregate_version, action, from_state, to_state, reason_code, comment, payload)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
   )
   INSERT INTO audit_entries (id, action, object_type, object_id, occurred_at, account_id, staff_id, institution_id,
     on_behalf_of_staff_id, request_id, address, patient_ids, detail, result)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $18, $19, $20, 'OK')`,
);

/** Writes what the transaction announced, with a delivery to each who wants to hear of it. Called before the commit. */
export function appendEvents(tx: Transaction, deliveries: DeliveryRegistry): void {
  const toDeliver = tx.events.flatMap((event) => deliveriesOf(tx, append(tx, event), event, deliveries));
  enqueue(tx, toDeliver);
}

/** @returns its id */
function append(tx: Transaction, event: DomainEvent): string {
  const { actor } = tx;
  const id = tx.newId();
  tx.write(APPEND, [
    id,
    event.topic,
    event.aggregateType,
    event.aggregateId,
    tx.now,
    actor.accountId,
    actor.staffId,
    actor.institutionId,
    actor.onBehalfOfStaffId,
    actor.origin.requestId,
    event.aggregateVersion,
    event.action ?? null,
    event.fromState ?? null,
    event.toState ?? null,
    event.reasonCode ?? null,
    event.comment ?? null,
    event.payload ?? {},
    actor.origin.address,
    event.patientId === undefined ? null : [event.patientId],
    actor.machine ? machineDetail(actor.machine) : null,
  ]);
  return id;
}

function deliveriesOf(
  tx: Transaction,
  eventId: string,
  { topic, aggregateId }: DomainEvent,
  deliveries: DeliveryRegistry,
): NewDelivery[] {
  return deliveries.consumersOf(topic).map(({ name, options }) => ({
    id: tx.newId(),
    queue: name,
    key: options.inOrder ? aggregateId : null,
    data: { eventId },
  }));
}
