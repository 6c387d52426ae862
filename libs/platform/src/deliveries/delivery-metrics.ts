import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Metrics } from '../health/metrics.js';

interface QueueFigures {
  readonly queue: string;
  readonly waiting: number;
  readonly dead: number;
  readonly oldest: number;
}

const FIGURES = statement(
  'deliveries.figures',
  `SELECT q.name AS queue, count(j.id) FILTER (WHERE j.state < 'completed')::int AS waiting,
     count(j.id) FILTER (WHERE j.state = 'failed')::int AS dead,
     coalesce(greatest(extract(epoch FROM pgboss.job_now() - min(j.created_on) FILTER (WHERE j.state < 'completed')), 0), 0)::float8
       AS oldest
   FROM pgboss.queue q LEFT JOIN pgboss.job j ON j.name = q.name GROUP BY q.name`,
);

/** How the deliveries of the whole product stand, and what became of those of this process. */
@Injectable()
export class DeliveryMetrics {
  private readonly deliveredCount: (queue: string) => void;
  private readonly failedCount: (queue: string) => void;

  constructor(metrics: Metrics, database: Database) {
    const figure = (name: string, help: string, read: (figures: QueueFigures) => number): void =>
      metrics.observe({ name, help, label: 'queue' }, async () => {
        const rows = await database.query<QueueFigures & object>(FIGURES);
        return new Map(rows.map((row) => [row.queue, read(row)]));
      });
    figure('deliveries_waiting', 'Deliveries that have not been made yet', ({ waiting }) => waiting);
    figure('deliveries_oldest_seconds', 'Age of the oldest delivery not made yet', ({ oldest }) => oldest);
    figure('deliveries_dead', 'Deliveries given up after the last attempt', ({ dead }) => dead);
    this.deliveredCount = metrics.counter({ name: 'deliveries_made_total', help: 'Deliveries made', label: 'queue' });
    this.failedCount = metrics.counter({
      name: 'deliveries_failed_total',
      help: 'Attempts that failed',
      label: 'queue',
    });
  }

  delivered(queue: string): void {
    this.deliveredCount(queue);
  }

  failed(queue: string): void {
    this.failedCount(queue);
  }
}
