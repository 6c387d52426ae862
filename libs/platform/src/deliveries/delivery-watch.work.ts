import { Injectable } from '@nestjs/common';
import { BackgroundWork } from '../background/background-work.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { DeliveryBells } from './delivery-bells.js';
import { DeliveryRegistry } from './delivery-registry.js';

/** The end of an index for each queue, however much waits. Priorities are not used, and stand in the index before the time. */
const NEWEST = statement(
  'deliveries.newest',
  `SELECT q.name AS queue, (
     SELECT j.created_on::text FROM pgboss.job j
     WHERE j.name = q.name AND j.priority = 0 AND j.state < 'active' AND NOT j.blocked ORDER BY j.created_on DESC LIMIT 1
   ) AS newest
   FROM unnest($1::text[]) AS q(name)`,
);

/** Rings for what other processes have enqueued: one statement for all queues, where each would have to look as often. */
@Injectable()
export class DeliveryWatchWork extends BackgroundWork {
  readonly name = 'deliveries.watch';
  readonly intervalMs = 100;
  private known = new Map<string, string | null>();

  constructor(
    private readonly registry: DeliveryRegistry,
    private readonly bells: DeliveryBells,
    private readonly database: Database,
  ) {
    super();
  }

  async round(): Promise<boolean> {
    const { consumers, effects } = this.registry;
    const names = [...consumers, ...effects].map(({ name }) => name);
    const rows = await this.database.query<{ queue: string; newest: string | null }>(NEWEST, [names]);
    const news = rows.filter(({ queue, newest }) => newest && newest !== this.known.get(queue));
    this.known = new Map(rows.map(({ queue, newest }) => [queue, newest]));
    this.bells.ring(news.map(({ queue }) => queue));
    return false;
  }
}
