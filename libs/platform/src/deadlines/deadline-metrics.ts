import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Metrics } from '../health/metrics.js';
import { CLOCK } from '../tokens.js';

interface Overdue {
  readonly kind: string;
  readonly count: number;
  readonly oldest: number;
}

const OVERDUE = statement(
  'deadlines.overdue',
  `SELECT kind, count(*)::int AS count, extract(epoch FROM $1::timestamptz - min(due_at))::float8 AS oldest
   FROM deadlines WHERE state = 'RUNNING' AND due_at <= $1 GROUP BY kind`,
);

/** How far the sweeper lags behind, and what it did. */
@Injectable()
export class DeadlineMetrics {
  private readonly executedCount: (kind: string) => void;
  private readonly failedCount: (kind: string) => void;

  constructor(metrics: Metrics, database: Database, @Inject(CLOCK) clock: Clock) {
    const figure = (name: string, help: string, read: (overdue: Overdue) => number): void =>
      metrics.observe({ name, help, label: 'kind' }, async () => {
        const rows = await database.query<Overdue & object>(OVERDUE, [clock.now()]);
        return new Map(rows.map((row) => [row.kind, read(row)]));
      });
    figure('deadlines_overdue', 'Deadlines that are due and not executed yet', ({ count }) => count);
    figure('deadlines_lag_seconds', 'How long the oldest of them has been due', ({ oldest }) => oldest);
    this.executedCount = metrics.counter({
      name: 'deadlines_executed_total',
      help: 'Deadlines executed',
      label: 'kind',
    });
    this.failedCount = metrics.counter({ name: 'deadlines_failed_total', help: 'Attempts that failed', label: 'kind' });
  }

  executed(kind: string): void {
    this.executedCount(kind);
  }

  failed(kind: string): void {
    this.failedCount(kind);
  }
}
