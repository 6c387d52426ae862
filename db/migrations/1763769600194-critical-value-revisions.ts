import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Each value that was told is verified by two, and read back rightly once; what belongs to a study or specimen is found by it. */
export class CriticalValueRevisions1763769600194 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      uq_critical_value_read_backs_right:
        'UNIQUE critical_value_read_backs (critical_value_id, revision) WHERE matches',
      uq_critical_value_verifications_revision:
        'UNIQUE critical_value_verifications (critical_value_id, revision, position)',
      ix_critical_values_subject: 'critical_values (subject_id, detected_at, id) WHERE subject_id IS NOT NULL',
    });
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS uq_critical_value_read_backs_match');
  }

  async down(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      uq_critical_value_read_backs_match: 'UNIQUE critical_value_read_backs (critical_value_id) WHERE matches',
    });
    await runner.query(
      `DROP INDEX uq_critical_value_read_backs_right, uq_critical_value_verifications_revision,
         ix_critical_values_subject`,
    );
  }
}
