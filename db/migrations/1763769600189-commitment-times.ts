import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** What takes the time of experts within a span is found by both of its ends, and what is held by itself: all else stays unread. */
export class CommitmentTimes1763769600189 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_commitments_times: 'commitments (expert_id, blocked_until, blocked_from) WHERE ended_at IS NULL',
      ix_commitments_held: `commitments (expert_id, expires_at) WHERE state = 'TENTATIVE'`,
    });
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS ix_commitments_expert');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX ix_commitments_expert ON commitments (expert_id, blocked_until) WHERE ended_at IS NULL',
    );
    await runner.query('DROP INDEX ix_commitments_times, ix_commitments_held');
  }
}
