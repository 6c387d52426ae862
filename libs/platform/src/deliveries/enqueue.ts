import { statement } from '../database/statement.js';
import type { Transaction } from '../database/transaction.js';
import type { Json } from '../events/domain-event.js';

/** One delivery to be made after the commit. */
export interface NewDelivery {
  readonly id: string;
  /** Name of the consumer or effect. */
  readonly queue: string;
  /** Whose deliveries wait for each other; null where no order is promised. */
  readonly key: string | null;
  readonly data: { readonly [key: string]: Json };
}

/**
 * What `PgBoss.insert` writes, for any number of queues in one statement and with one difference: pg-boss dates a job by
 * the beginning of its transaction, but two changes of one aggregate happen in the order in which they held its row. At
 * this point the row is held, so the clock is read here. A queue that does not exist fails the statement.
 */
const ENQUEUE = statement(
  'deliveries.enqueue',
  `INSERT INTO pgboss.job (id, name, data, singleton_key, created_on, start_after, keep_until, policy, retry_limit,
     retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, heartbeat_seconds, dead_letter)
   SELECT d.id, d.queue, d.data, d.key, clock_timestamp() + d.place * interval '1 microsecond', pgboss.job_now(),
     pgboss.job_now() + q.retention_seconds * interval '1s', q.policy, q.retry_limit,
     q.retry_delay, q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds, q.heartbeat_seconds, q.dead_letter
   FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (id uuid, queue text, data jsonb, key text))
     WITH ORDINALITY AS d(id, queue, data, key, place)
   LEFT JOIN pgboss.queue q ON q.name = d.queue`,
);

/** Commits deliveries together with what they tell of. */
export function enqueue(tx: Transaction, deliveries: readonly NewDelivery[]): void {
  if (deliveries.length === 0) return;
  deliveries.forEach(({ queue }) => tx.enqueued.add(queue));
  tx.write(ENQUEUE, [JSON.stringify(deliveries)]);
}
