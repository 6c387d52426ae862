import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Referrals of a month, whoever sent them, for the figures of the alliance. */
export class IndicatorReferralIndex1763769600098 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_referrals_submitted: 'referrals (first_submitted_at, id) WHERE first_submitted_at IS NOT NULL',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_referrals_submitted');
  }
}
