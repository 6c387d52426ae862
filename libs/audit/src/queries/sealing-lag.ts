import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '#kernel';
import { CLOCK, Database, Metrics, statement } from '#platform';
import { LATENESS_GRACE } from '../domain/grace.js';

/** Counting further would cost more than it tells. */
const ENOUGH = 10_000;

const UNSEALED = statement(
  'audit.lag',
  `SELECT count(*)::int AS count, coalesce(extract(epoch FROM $2::timestamptz - min(occurred_at)), 0)::float8 AS seconds
   FROM (SELECT e.occurred_at FROM audit_entries e
     WHERE e.occurred_at >= $1::timestamptz AND e.occurred_at <= $2::timestamptz AND NOT EXISTS (
       SELECT 1 FROM audit_sealed_entries s WHERE s.occurred_at = e.occurred_at AND s.entry_id = e.id
         AND s.occurred_at >= $1::timestamptz AND s.occurred_at <= $2::timestamptz)
     ORDER BY e.occurred_at LIMIT ${ENOUGH}) unsealed`,
);
const PROGRESS = statement(
  'audit.progress',
  `SELECT coalesce(complete_to - $1::interval, '-infinity')::text AS "from" FROM audit_sealing_progress`,
);

/** Tells monitoring how far the sealing is behind, whichever process does it or fails to. */
@Injectable()
export class SealingLag implements OnModuleInit {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const help = { count: `Audit entries without a seal, at most ${ENOUGH}`, age: 'Age of the oldest of them' };
    this.metrics.watch('audit_unsealed_entries', help.count, async () => (await this.measure()).count);
    this.metrics.watch('audit_oldest_unsealed_seconds', help.age, async () => (await this.measure()).seconds);
  }

  private async measure(): Promise<{ count: number; seconds: number }> {
    const progress = await this.database.first<{ from: string }>(PROGRESS, [`${LATENESS_GRACE} milliseconds`]);
    const lag = await this.database.first<{ count: number; seconds: number }>(UNSEALED, [
      progress?.from ?? '-infinity',
      this.clock.now(),
    ]);
    return lag!;
  }
}
