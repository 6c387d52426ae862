import type { Json } from '../events/domain-event.js';
import type { Transaction } from '../database/transaction.js';
import type { DeliveryOptions } from './delivery-options.js';

/** An event as it is delivered: what happened to which aggregate and who did it, in ids and codes. */
export interface DeliveredEvent {
  readonly id: string;
  readonly topic: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly action: string | null;
  readonly fromState: string | null;
  readonly toState: string | null;
  readonly reasonCode: string | null;
  readonly payload: { readonly [key: string]: Json };
  readonly occurredAt: Date;
  readonly accountId: string;
  readonly staffId: string;
  readonly institutionId: string;
}

/**
 * Reacts to events of other aggregates inside the database. Providers that extend this are found by themselves: whenever
 * an event of one of the topics is committed, a delivery is committed with it, and a worker hands it over. The handler's
 * writes, the note that it has consumed the event and the end of the delivery commit together, so that the effect
 * happens once, however often the delivery is tried.
 */
export abstract class EventConsumer {
  /** Unique and lasting, because what has been consumed is remembered under it: `notification.inbox`. */
  abstract readonly name: string;

  /** Topics of events, each written out: `referral.accepted`. */
  abstract readonly topics: readonly string[];

  readonly options: DeliveryOptions = {};

  /**
   * Reacts to one event, as the platform itself. It may run again from its beginning, so effects outside the database go
   * through an `ExternalEffect`. An error rolls back, and the delivery comes again later.
   */
  abstract handle(tx: Transaction, event: DeliveredEvent): Promise<void>;
}
