import { Injectable, Module } from '@nestjs/common';
import { milliseconds } from '#kernel';
import { Deadlines, EventConsumer, ExternalEffects, type DeliveredEvent, type UnitOfWork } from '#platform';
import { CallingEffect, Listeners, RECEIVE } from './listeners.js';

type Tx = Parameters<Parameters<UnitOfWork['run']>[1]>[0];

/** What clients of the product cause. */
const FOLLOWED = [
  'patient.registered',
  'consent.recorded',
  'referral.drafted',
  'referral.submitted',
  'referral.claimed',
];
/** How long after an event its deadline comes due, at most. */
const LIMIT_MS = 5_000;

/** Follows what clients do: notes each event, has the receiver called and sets a deadline, all in one transaction. */
@Injectable()
class Follower extends EventConsumer {
  readonly name = 'faults.follower';
  readonly topics = FOLLOWED;
  override readonly options = { inOrder: true, firstRetrySeconds: 1, longestRetrySeconds: 5, attempts: 50 };

  constructor(
    private readonly effects: ExternalEffects,
    private readonly deadlines: Deadlines,
    private readonly call: CallingEffect,
  ) {
    super();
  }

  async handle(tx: Tx, { id, aggregateId, aggregateVersion, institutionId }: DeliveredEvent): Promise<void> {
    await tx.query(RECEIVE, [this.name, id, aggregateId, aggregateVersion]);
    const url = process.env['FAULTS_RECEIVER']!;
    const called = this.effects.request(tx, this.call, { url }, { eventId: id });
    await tx.query(RECEIVE, ['faults.called', called, id, 1]);
    await this.deadlines.set(tx, {
      subjectType: 'faults',
      subjectId: id,
      kind: 'faults.limit',
      clock: 'WALL',
      institutionId,
      levels: [{ due: milliseconds(Math.random() * LIMIT_MS) }],
    });
  }
}

/** What a process runs besides the product while its database comes and goes. */
@Module({ imports: [Listeners], providers: [Follower] })
export class Followers {}
