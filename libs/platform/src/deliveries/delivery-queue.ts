import type { Pool } from 'pg';
import { PgBoss, type QueueOptions, type QueuePolicy, type UpdateQueueOptions } from 'pg-boss';
import type { Database, Queryable } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { Transaction } from '../database/transaction.js';
import type { Json } from '../events/domain-event.js';
import type { DeliveryBells } from './delivery-bells.js';
import { DELIVERY_DEFAULTS, type DeliveryOptions } from './delivery-options.js';

/** A delivery that this process has claimed. The claim lapses unless it is kept up. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly queue: string;
  /** 0 for the first attempt; names the claim, so that one that has lapsed settles nothing. */
  readonly retryCount: number;
  readonly data: { readonly eventId: string | null; readonly payload?: { readonly [key: string]: Json } };
}

/** Why an attempt failed, without any message: a driver or a receiver quotes what it failed on. */
export interface FailureNote {
  readonly error: string;
  readonly code: string | null;
}

/** A claim that is not kept up for this long is given to somebody else. */
const CLAIM_SECONDS = 10;
/** How often claims are looked through for lapsed ones. */
const MONITOR_SECONDS = 2;
/** An undelivered delivery is never thrown away because of its age. */
const NEVER_SECONDS = 60 * 365 * 24 * 3600;

/** Every attempt counts one up, so its number tells a claim from the one that follows when it has lapsed. */
const CLAIM = `name = $1 AND id = $2 AND retry_count = $3 AND state = 'active'`;
const SETTLE = statement('deliveries.settle', `DELETE FROM pgboss.job WHERE ${CLAIM} RETURNING id`);
const HAND_BACK = statement(
  'deliveries.hand-back',
  `UPDATE pgboss.job SET state = 'created', started_on = NULL, heartbeat_on = NULL WHERE ${CLAIM}`,
);
const RESEND = statement(
  'deliveries.resend',
  `UPDATE pgboss.job SET state = 'retry', retry_limit = retry_limit + 1, start_after = pgboss.job_now(), completed_on = NULL
   WHERE id = ANY($1::uuid[]) AND state = 'failed' RETURNING id`,
);

/** The queue in the database: pg-boss on the product's own connections, with one queue for each consumer and effect. */
export class DeliveryQueue {
  private readonly boss: PgBoss;
  private started: Promise<unknown> | undefined;

  constructor(
    pool: Pool,
    private readonly database: Database,
    private readonly bells: DeliveryBells,
  ) {
    this.boss = new PgBoss({
      db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
      schema: 'pgboss',
      createSchema: false,
      migrate: false,
      schedule: false,
      // Done by a round of the workers, which ends with them and shows in their metrics.
      supervise: false,
      monitorIntervalSeconds: MONITOR_SECONDS,
      // Both belong to the owner of the schema.
      reindex: false,
      monitorVacuum: false,
    });
    // Without a listener an event of this name ends the process; what fails, fails where it was called.
    this.boss.on('error', () => undefined);
  }

  /** Makes or changes the queues of these names, in any number of processes at once. */
  async open(queues: ReadonlyMap<string, DeliveryOptions>): Promise<void> {
    this.started ??= this.boss.start();
    await this.started;
    const existing = new Map((await this.boss.getQueues()).map((queue) => [queue.name, queue]));
    for (const [name, options] of queues) {
      const policy = policyOf(options);
      const found = existing.get(name);
      if (!found) await this.boss.createQueue(name, { ...(settingsOf(options) as QueueOptions), policy });
      else if (found.policy !== policy) throw new Error(`The order that ${name} promises cannot change; rename it.`);
      else await this.boss.updateQueue(name, settingsOf(options));
    }
  }

  async close(): Promise<void> {
    await this.started;
    await this.boss.stop({ graceful: false, close: false });
  }

  /** Claims up to `limit` deliveries that are due, in their order. */
  async claim(queue: string, limit: number): Promise<ClaimedDelivery[]> {
    this.bells.of(queue).silence();
    const jobs = await this.boss.fetch<ClaimedDelivery['data']>(queue, { batchSize: limit });
    return jobs.map(({ id, retryCount, data }) => ({ id, queue, retryCount, data }));
  }

  /** Resolves when there may be more to claim than the last time. */
  news(queue: string): Promise<void> {
    return this.bells.of(queue).heard;
  }

  /** Says of claims that they are still worked on. */
  async keepUp(queue: string, claims: readonly ClaimedDelivery[]): Promise<void> {
    if (claims.length > 0) await this.boss.touch(queue, claims.map(attemptOf));
  }

  /** Ends a delivery. @returns false when the claim had lapsed, and somebody else has the delivery */
  async settle({ queue, id, retryCount }: ClaimedDelivery, on: Queryable = this.database): Promise<boolean> {
    const rows = await on.query(SETTLE, [queue, id, retryCount]);
    return rows.length > 0;
  }

  /** Has it tried again later, or makes it a dead letter after the last attempt. */
  async fail(claim: ClaimedDelivery, note: FailureNote): Promise<void> {
    await this.boss.fail(claim.queue, attemptOf(claim), note);
  }

  /** Gives a claim back that nothing was done with; another worker may have it at once. */
  async handBack({ queue, id, retryCount }: ClaimedDelivery): Promise<void> {
    await this.database.query(HAND_BACK, [queue, id, retryCount]);
  }

  /** Gives lapsed claims to others. */
  async releaseLapsed(): Promise<void> {
    await this.boss.supervise();
  }

  /** Has dead letters tried once more. @returns the ids of those that were dead letters still */
  async resend(tx: Transaction, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(RESEND, [ids]);
    return rows.map(({ id }) => id);
  }
}

function policyOf({ inOrder = DELIVERY_DEFAULTS.inOrder }: DeliveryOptions): QueuePolicy {
  return inOrder ? 'key_strict_fifo' : 'standard';
}

function settingsOf(options: DeliveryOptions): UpdateQueueOptions {
  const { attempts, firstRetrySeconds, longestRetrySeconds } = { ...DELIVERY_DEFAULTS, ...options };
  return {
    retryLimit: attempts - 1,
    retryDelay: firstRetrySeconds,
    retryBackoff: firstRetrySeconds > 0,
    ...(firstRetrySeconds > 0 && { retryDelayMax: longestRetrySeconds }),
    heartbeatSeconds: CLAIM_SECONDS,
    retentionSeconds: NEVER_SECONDS,
    deleteAfterSeconds: 0,
  };
}

function attemptOf({ id, retryCount }: ClaimedDelivery): { id: string; retryCount: number } {
  return { id, retryCount };
}
