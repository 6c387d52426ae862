import { Injectable } from '@nestjs/common';
import { NotFoundError, type Page } from '#kernel';
import { InstallationScope } from '../access/installation-scope.js';
import type { Actor } from '../actor/actor.js';
import { Database, type Queryable } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { PageRequest } from '../read/aggregate-reader.js';
import { pageById } from '../read/id-page.js';
import { DeliveryQueue } from './delivery-queue.js';

/** A delivery that was given up after its last attempt: what it was about, and the kind of its failure. */
export interface DeadLetter {
  readonly id: string;
  readonly consumer: string;
  /** Whose it is; null where that is not known. */
  readonly institutionId: string | null;
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

/** An event is of the institution where it happened, an effect of the one that it was requested for. */
const INSTITUTION = `coalesce(e.institution_id, (j.data ->> 'institutionId')::uuid)`;
const FROM = `FROM pgboss.job j LEFT JOIN domain_events e ON e.id = (j.data ->> 'eventId')::uuid WHERE j.state = 'failed'`;
const IN_SCOPE = `($1::uuid IS NULL OR ${INSTITUTION} = $1)`;
const DEAD = `SELECT j.id, j.name AS consumer, ${INSTITUTION} AS "institutionId", e.id AS "eventId", e.topic, e.aggregate_type AS "aggregateType",
    e.aggregate_id AS "aggregateId", j.retry_count + 1 AS attempts, j.created_on AS "createdAt",
    j.completed_on AS "failedAt", j.output ->> 'error' AS error, j.output ->> 'code' AS "errorCode"
  ${FROM} AND ${IN_SCOPE}`;
const GET = statement('dead-letters.get', `${DEAD} AND j.id = $2`);
const LIST = statement(
  'dead-letters.list',
  `${DEAD} AND ($2::text IS NULL OR j.name = $2) AND ($3::uuid IS NULL OR j.id < $3) ORDER BY j.id DESC LIMIT $4`,
);
const COUNT = statement(
  'dead-letters.count',
  `SELECT count(*)::int AS total ${FROM} AND ${IN_SCOPE} AND ($2::text IS NULL OR j.name = $2)`,
);
const OLDEST = statement(
  'dead-letters.oldest',
  `SELECT j.id ${FROM} AND ${IN_SCOPE} AND j.name = $2 ORDER BY j.id LIMIT ${RESENT_AT_ONCE}`,
);

/** What administrators see of deliveries that nobody could make, and do about them: each those of their institution. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly queue: DeliveryQueue,
    private readonly scope: InstallationScope,
  ) {}

  /** @throws NotFoundError where it is none, no longer one, or none of the actor's */
  async get(actor: Actor, id: string): Promise<DeadLetter> {
    return this.find(this.database, actor, id);
  }

  /** The latest first. @param consumer null: of all of them */
  async list(actor: Actor, consumer: string | null, page: PageRequest): Promise<Page<DeadLetter>> {
    const scope = await this.scope.institutionFor(this.database, actor);
    return pageById<DeadLetter>(this.database, LIST, [scope, consumer], page);
  }

  async count(actor: Actor, consumer: string | null): Promise<number> {
    const scope = await this.scope.institutionFor(this.database, actor);
    const row = await this.database.first<{ total: number }>(COUNT, [scope, consumer]);
    return row?.total ?? 0;
  }

  /** Has one tried once more. @throws NotFoundError where it is none, no longer one, or none of the actor's */
  resend(actor: Actor, id: string): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.find(tx, actor, id);
      const [resent] = await this.resendIn(tx, [id]);
      if (!resent) throw new NotFoundError('DeadLetter', id);
      return resent;
    });
  }

  /** Has those of one consumer tried once more, the oldest first. @returns how many */
  resendAll(actor: Actor, consumer: string): Promise<number> {
    return this.unitOfWork.run(actor, async (tx) => {
      const scope = await this.scope.institutionFor(tx, actor);
      const rows = await tx.query<{ id: string }>(OLDEST, [scope, consumer]);
      const resent = await this.resendIn(
        tx,
        rows.map(({ id }) => id),
      );
      return resent.length;
    });
  }

  private async find(on: Queryable, actor: Actor, id: string): Promise<DeadLetter> {
    const scope = await this.scope.institutionFor(on, actor);
    const [found] = await on.query<DeadLetter & object>(GET, [scope, id]);
    if (!found) throw new NotFoundError('DeadLetter', id);
    return found;
  }

  private async resendIn(tx: Transaction, ids: readonly string[]): Promise<string[]> {
    const resent = await this.queue.resend(tx, ids);
    for (const id of resent) {
      tx.publish({ topic: 'delivery.resent', aggregateType: 'Delivery', aggregateId: id, aggregateVersion: 1 });
    }
    return resent;
  }
}
