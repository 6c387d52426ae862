import { Injectable } from '@nestjs/common';
import { NotFoundError, pageOf, type Page } from '#kernel';
import type { Actor } from '../actor/actor.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { decodeIdCursor, encodeIdCursor } from '../graphql/id-cursor.js';
import { DeliveryQueue } from './delivery-queue.js';

/** A delivery that was given up after its last attempt: what it was about, and the kind of its failure. */
export interface DeadLetter {
  readonly id: string;
  readonly consumer: string;
  readonly eventId: string | null;
  readonly topic: string | null;
  readonly aggregateType: string | null;
  readonly aggregateId: string | null;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly failedAt: Date;
  readonly error: string | null;
  readonly errorCode: string | null;
}

/** How many a request for all of a consumer's has tried again. */
const RESENT_AT_ONCE = 1_000;

const DEAD = `SELECT j.id, j.name AS consumer, e.id AS "eventId", e.topic, e.aggregate_type AS "aggregateType",
    e.aggregate_id AS "aggregateId", j.retry_count + 1 AS attempts, j.created_on AS "createdAt",
    j.completed_on AS "failedAt", j.output ->> 'error' AS error, j.output ->> 'code' AS "errorCode"
  FROM pgboss.job j LEFT JOIN domain_events e ON e.id = (j.data ->> 'eventId')::uuid WHERE j.state = 'failed'`;
const GET = statement('dead-letters.get', `${DEAD} AND j.id = $1`);
const LIST = statement(
  'dead-letters.list',
  `${DEAD} AND ($1::text IS NULL OR j.name = $1) AND ($2::uuid IS NULL OR j.id < $2) ORDER BY j.id DESC LIMIT $3`,
);
const COUNT = statement(
  'dead-letters.count',
  `SELECT count(*)::int AS total FROM pgboss.job WHERE state = 'failed' AND ($1::text IS NULL OR name = $1)`,
);
const OLDEST = statement(
  'dead-letters.oldest',
  `SELECT id FROM pgboss.job WHERE state = 'failed' AND name = $1 ORDER BY id LIMIT ${RESENT_AT_ONCE}`,
);

/** What the administrator of the installation sees of deliveries that nobody could make, and does about them. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly queue: DeliveryQueue,
  ) {}

  /** @throws NotFoundError where it is none, or no longer */
  async get(id: string): Promise<DeadLetter> {
    const found = await this.database.first<DeadLetter & object>(GET, [id]);
    if (!found) throw new NotFoundError('DeadLetter', id);
    return found;
  }

  /** The latest first. */
  async list(consumer: string | null, first: number, after: string | null): Promise<Page<DeadLetter>> {
    const below = after === null ? null : decodeIdCursor(after);
    const rows = await this.database.query<DeadLetter & object>(LIST, [consumer, below, first + 1]);
    return pageOf(rows, first, ({ id }) => encodeIdCursor(id));
  }

  async count(consumer: string | null): Promise<number> {
    const row = await this.database.first<{ total: number }>(COUNT, [consumer]);
    return row?.total ?? 0;
  }

  /** Has one tried once more. @throws NotFoundError where it is none, or no longer */
  resend(actor: Actor, id: string): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const [resent] = await this.resendIn(tx, [id]);
      if (!resent) throw new NotFoundError('DeadLetter', id);
      return resent;
    });
  }

  /** Has those of one consumer tried once more, the oldest first. @returns how many */
  resendAll(actor: Actor, consumer: string): Promise<number> {
    return this.unitOfWork.run(actor, async (tx) => {
      const rows = await tx.query<{ id: string }>(OLDEST, [consumer]);
      const resent = await this.resendIn(
        tx,
        rows.map(({ id }) => id),
      );
      return resent.length;
    });
  }

  private async resendIn(tx: Transaction, ids: readonly string[]): Promise<string[]> {
    const resent = await this.queue.resend(tx, ids);
    for (const id of resent) {
      tx.publish({ topic: 'delivery.resent', aggregateType: 'Delivery', aggregateId: id, aggregateVersion: 1 });
    }
    return resent;
  }
}
