import type { Json } from '../events/domain-event.js';
import type { DeliveryOptions } from './delivery-options.js';

export type EffectPayload = { readonly [key: string]: Json };

/** One request to have an effect outside the database. */
export interface Sending<Payload extends EffectPayload> {
  /** The same at every attempt and resending: what a receiver recognises a repetition by. */
  readonly id: string;
  /** The event that caused it, if one did. */
  readonly eventId: string | null;
  readonly payload: Payload;
  /** 1 for the first time. */
  readonly attempt: number;
  /** Aborted when the process is told to stop; what is given up then is handed to another worker at once. */
  readonly signal: AbortSignal;
}

/**
 * Something done outside the database: an HTTP call, a mail. Providers that extend this are found by themselves. It is
 * requested inside a transaction ({@link ExternalEffects.request}) and sent at least once after the commit: a worker that
 * dies between sending and noting it sends again, with the same id.
 */
export abstract class ExternalEffect<Payload extends EffectPayload = EffectPayload> {
  /** Unique and lasting: `notification.webhook`. */
  abstract readonly name: string;

  readonly options: DeliveryOptions = {};

  /** Sends, with a time limit of its own. An error means that it comes again later. */
  abstract send(sending: Sending<Payload>): Promise<void>;
}
