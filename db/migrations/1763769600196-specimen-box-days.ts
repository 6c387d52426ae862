import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Boxes of some days, at either end. */
export class SpecimenBoxDays1763769600196 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_specimen_boxes_sent_day: 'specimen_boxes (from_institution_id, packed_at, id)',
      ix_specimen_boxes_received_day:
        'specimen_boxes (to_institution_id, packed_at, id) WHERE dispatched_at IS NOT NULL',
    });
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS ix_specimen_boxes_sent');
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS ix_specimen_boxes_received');
  }

  async down(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_specimen_boxes_sent: 'specimen_boxes (from_institution_id, id)',
      ix_specimen_boxes_received: 'specimen_boxes (to_institution_id, id) WHERE dispatched_at IS NOT NULL',
    });
    await runner.query('DROP INDEX ix_specimen_boxes_sent_day, ix_specimen_boxes_received_day');
  }
}
