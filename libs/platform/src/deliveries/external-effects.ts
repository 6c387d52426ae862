import { Injectable } from '@nestjs/common';
import { statement } from '../database/statement.js';
import type { Transaction } from '../database/transaction.js';
import { enqueue } from './enqueue.js';
import type { EffectPayload, ExternalEffect } from './external-effect.js';

/** What an effect is requested with, beside its payload. */
export interface EffectRequest {
  /** The event that causes it. */
  readonly eventId?: string | null;
  /** Whose effects keep their order, where the effect promises one. */
  readonly subjectId?: string;
  /** Whose it is, where that is not the institution in whose name it is requested. */
  readonly institutionId?: string;
}

/** What waits, is under way or is to be tried again; what has been sent is gone, and what was given up stays as a dead letter. */
const PENDING = statement(
  'deliveries.pending',
  `SELECT EXISTS (SELECT FROM pgboss.job j WHERE j.name = $1 AND j.state < 'completed' AND j.data -> 'payload' = $2::jsonb)
     AS pending`,
);

/** Asks for effects outside the database, to be had after the commit and never without it. */
@Injectable()
export class ExternalEffects {
  /**
   * The payload holds ids and codes only; what is to be sent is read when it is sent.
   * @returns the id under which it is sent
   */
  request<Payload extends EffectPayload>(
    tx: Transaction,
    effect: ExternalEffect<Payload>,
    payload: Payload,
    { eventId = null, subjectId, institutionId = tx.actor.institutionId }: EffectRequest = {},
  ): string {
    const id = tx.newId();
    const key = effect.options.inOrder ? (subjectId ?? id) : null;
    enqueue(tx, [{ id, queue: effect.name, key, data: { eventId, institutionId, payload } }]);
    return id;
  }

  /** Whether an effect that was requested with that payload is still to be had: neither sent nor given up. */
  async isPending<Payload extends EffectPayload>(
    tx: Transaction,
    { name }: ExternalEffect<Payload>,
    payload: Payload,
  ): Promise<boolean> {
    const found = await tx.first<{ pending: boolean }>(PENDING, [name, JSON.stringify(payload)]);
    return found!.pending;
  }
}
