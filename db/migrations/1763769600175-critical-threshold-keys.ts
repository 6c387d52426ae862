import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** For the same people one threshold of an item is open at most, so that which one counts is never chance. */
export class CriticalThresholdKeys1763769600175 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    const key = 'item_code, institution_id, sex, from_age_days, before_age_days';
    await buildIndexes(runner, {
      uq_critical_thresholds_open: `UNIQUE critical_thresholds (${key}) NULLS NOT DISTINCT WHERE effective_to IS NULL`,
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY uq_critical_thresholds_open;');
  }
}
