import { machineDetail } from '../actor/actor.js';
import type { Transaction } from '../database/transaction.js';
import { statement } from '../database/statement.js';
import type { DeliveryRegistry } from '../deliveries/delivery-registry.js';
import { enqueueSql, ring, type NewDelivery } from '../deliveries/enqueue.js';

const HAPPENED = `
  WITH happened AS (
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS e(
       id uuid, topic text, aggregate_type text, aggregate_id uuid, aggregate_version int, patient_id uuid, action text,
       from_state text, to_state text, reason_code text, comment text, payload jsonb)
   ), logged AS (
     INSERT INTO domain_events (id, topic, aggregate_type, aggregate_id, aggregate_version, action, from_state, to_state,
       reason_code, comment, payload, occurred_at, account_id, staff_id, institution_id, on_behalf_of_staff_id, request_id)
     SELECT id, topic, aggregate_type, aggregate_id, aggregate_version, action, from_state, to_state,
       reason_code, comment, payload, $2, $3, $4, $5, $6, $7 FROM happened
   )`;
const AUDIT = `
   INSERT INTO audit_entries (id, occurred_at, account_id, staff_id, institution_id, on_behalf_of_staff_id, request_id,
     address, action, object_type, object_id, patient_ids, result, detail)
   SELECT id, $2, $3, $4, $5, $6, $7, $8, topic, aggregate_type, aggregate_id,
     CASE WHEN patient_id IS NULL THEN NULL ELSE ARRAY[patient_id] END, 'OK', $9::jsonb FROM happened`;

/** Event log and audit trail in one statement: no event without its audit row, no audit row without its event. */
const APPEND = statement('events.append', `${HAPPENED} ${AUDIT}`);
/** The same with the deliveries to those who want to hear of it. */
const APPEND_AND_ENQUEUE = statement(
  'events.append-and-enqueue',
  `${HAPPENED}, noted AS (${AUDIT}) ${enqueueSql('$10')}`,
);

/**
 * Writes what the transaction announced, with a delivery to each who wants to hear of it. Called before the commit.
 *
 * @returns the statement, which is on its way
 */
export function appendEvents(tx: Transaction, deliveries: DeliveryRegistry): Promise<unknown> {
  if (tx.events.length === 0) return Promise.resolve();
  const rows = tx.events.map((event) => ({
    id: tx.newId(),
    topic: event.topic,
    aggregate_type: event.aggregateType,
    aggregate_id: event.aggregateId,
    aggregate_version: event.aggregateVersion,
    patient_id: event.patientId ?? null,
    action: event.action ?? null,
    from_state: event.fromState ?? null,
    to_state: event.toState ?? null,
    reason_code: event.reasonCode ?? null,
    comment: event.comment ?? null,
    payload: event.payload ?? {},
  }));
  const { actor } = tx;
  const toDeliver = rows.flatMap((row) => deliveriesOf(tx, row, deliveries));
  const values = [
    JSON.stringify(rows),
    tx.now,
    actor.accountId,
    actor.staffId,
    actor.institutionId,
    actor.onBehalfOfStaffId,
    actor.origin.requestId,
    actor.origin.address,
    actor.machine ? JSON.stringify(machineDetail(actor.machine)) : null,
  ];
  if (toDeliver.length === 0) return tx.query(APPEND, values);
  ring(tx, toDeliver);
  return tx.query(APPEND_AND_ENQUEUE, [...values, JSON.stringify(toDeliver)]);
}

function deliveriesOf(
  tx: Transaction,
  event: { id: string; topic: string; aggregate_id: string },
  deliveries: DeliveryRegistry,
): NewDelivery[] {
  return deliveries.consumersOf(event.topic).map(({ name, options }) => ({
    id: tx.newId(),
    queue: name,
    key: options.inOrder ? event.aggregate_id : null,
    data: { eventId: event.id },
  }));
}
