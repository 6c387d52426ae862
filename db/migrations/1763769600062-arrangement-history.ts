import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Finds arrangements of a referral that have ended: what was told of them is still to be told. */
export class ArrangementHistory1763769600062 implements MigrationInterface {
  /** Indexes are built beside writers, which no transaction may be around. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_referral_arrangements_history: 'referral_arrangements (referral_id, arranged_at)',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_referral_arrangements_history');
  }
}
