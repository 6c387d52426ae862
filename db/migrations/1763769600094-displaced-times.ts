import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** What leave has taken from experts, for the list of what has to be mended; and the places of sessions as all rows have them. */
export class DisplacedTimes1763769600094 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_commitments_displaced: `commitments (starts_at, id) WHERE state = 'DISPLACED'`,
    });
    await runner.query('ALTER TABLE dispatch_sessions VALIDATE CONSTRAINT ck_dispatch_sessions_places');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_commitments_displaced');
  }
}
