import { systemActor } from '../actor/system-actor.js';
import type { Database } from '../database/database.js';
import { Gatherer } from '../database/gatherer.js';
import { statement } from '../database/statement.js';
import type { Transaction } from '../database/transaction.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { ClaimedDelivery } from './delivery-queue.js';
import { ClaimLostError, DeliveryWork, type DeliveryTools } from './delivery-work.js';
import type { DeliveredEvent, EventConsumer } from './event-consumer.js';

const EVENTS = statement(
  'deliveries.events',
  `SELECT id, topic, aggregate_type AS "aggregateType", aggregate_id AS "aggregateId",
     aggregate_version AS "aggregateVersion", action, from_state AS "fromState", to_state AS "toState",
     reason_code AS "reasonCode", payload, occurred_at AS "occurredAt", account_id AS "accountId", staff_id AS "staffId",
     institution_id AS "institutionId"
   FROM domain_events WHERE id = ANY($1::uuid[])`,
);
const CONSUME = statement(
  'deliveries.consume',
  `INSERT INTO consumed_deliveries (consumer, event_id, consumed_at) VALUES ($1, $2, $3)
   ON CONFLICT ON CONSTRAINT pk_consumed_deliveries DO NOTHING RETURNING event_id`,
);

/** Deliveries that are claimed together read their events together. */
const GATHERING = { atOnce: 1, most: 100 };

/** Hands events to one consumer. */
export class EventDeliveryWork extends DeliveryWork {
  private readonly events: Gatherer<string, DeliveredEvent | null>;

  constructor(
    tools: DeliveryTools,
    private readonly consumer: EventConsumer,
    database: Database,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super(tools, consumer.name, consumer.options);
    this.events = new Gatherer(async (ids) => {
      const found = await database.query<DeliveredEvent & object>(EVENTS, [ids]);
      return ids.map((id) => found.find((event) => event.id === id) ?? null);
    }, GATHERING);
  }

  protected async deliver(claim: ClaimedDelivery): Promise<void> {
    const event = claim.data.eventId && (await this.events.ask(claim.data.eventId));
    if (!event) throw new Error('A delivery names an event that does not exist.');
    const actor = systemActor(event.institutionId, `delivery:${claim.id}`);
    await this.unitOfWork.run(actor, (tx) => this.consume(tx, claim, event));
  }

  /** The effect, the note that it has been had and the end of the delivery commit together, or none of them. */
  private async consume(tx: Transaction, claim: ClaimedDelivery, event: DeliveredEvent): Promise<void> {
    const fresh = await tx.first(CONSUME, [this.consumer.name, event.id, tx.now]);
    if (fresh) await this.consumer.handle(tx, event);
    if (!(await this.tools.queue.settle(claim, tx))) throw new ClaimLostError();
  }
}
