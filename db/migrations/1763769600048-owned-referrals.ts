import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Open referrals by the doctor who owns them, for whoever leaves. */
export class OwnedReferrals1763769600048 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_referrals_owner: 'referrals (owner_staff_id, id) WHERE ended_at IS NULL AND owner_staff_id IS NOT NULL',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_referrals_owner');
  }
}
