import { Injectable, Module } from '@nestjs/common';
import {
  DeadlineHandler,
  EventConsumer,
  ExternalEffect,
  statement,
  type DeliveredEvent,
  type DueDeadline,
  type Sending,
  type UnitOfWork,
} from '#platform';

type Tx = Parameters<Parameters<UnitOfWork['run']>[1]>[0];

/** The table has no unique constraint: whatever is done twice stands there twice. The pause makes room to be killed in. */
export const RECEIVE = statement(
  'faults.receive',
  `INSERT INTO faults_received (receiver, id, subject_id, place) SELECT $1, $2, $3, $4 FROM pg_sleep(0.01)`,
);

@Injectable()
class PlainConsumer extends EventConsumer {
  readonly name = 'faults.plain';
  readonly topics = ['faults.happened'];

  async handle(tx: Tx, { id, aggregateId, aggregateVersion }: DeliveredEvent): Promise<void> {
    await tx.query(RECEIVE, [this.name, id, aggregateId, aggregateVersion]);
  }
}

@Injectable()
class OrderedConsumer extends EventConsumer {
  readonly name = 'faults.ordered';
  readonly topics = ['faults.step'];
  override readonly options = { inOrder: true };

  async handle(tx: Tx, { id, aggregateId, aggregateVersion }: DeliveredEvent): Promise<void> {
    await tx.query(RECEIVE, [this.name, id, aggregateId, aggregateVersion]);
  }
}

/** Calls a receiver outside, that refuses now and then. */
@Injectable()
export class CallingEffect extends ExternalEffect<{ url: string }> {
  readonly name = 'faults.call';
  override readonly options = { firstRetrySeconds: 1, longestRetrySeconds: 5, attempts: 20 };

  async send({ id, payload, signal }: Sending<{ url: string }>): Promise<void> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(5_000)]);
    const { ok, status } = await fetch(`${payload.url}/${id}`, { method: 'POST', signal: limit });
    if (!ok) throw new Error(`answered ${status}`);
  }
}

@Injectable()
class LimitHandler extends DeadlineHandler {
  readonly kinds = ['faults.limit'];

  async expire(tx: Tx, { id, subjectId, level }: DueDeadline): Promise<void> {
    await tx.query(RECEIVE, ['faults.limit', id, subjectId, level]);
  }
}

/** What a worker runs besides the product while it is hunted. */
@Module({ providers: [PlainConsumer, OrderedConsumer, CallingEffect, LimitHandler], exports: [CallingEffect] })
export class Listeners {}
