import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** What began on a day, wherever it was, for the figures of the alliance; and units of indicators as all rows have them. */
export class IndicatorServiceIndexes1763769600105 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_consultations_submitted: 'consultations (submitted_at, id) WHERE submitted_at IS NOT NULL',
      ix_exams_registered: 'exams (registered_at, id)',
      ix_exams_ordering_reported: 'exams (ordering_institution_id, reported_at) WHERE reported_at IS NOT NULL',
      ix_specimens_collected: 'specimens (collected_at, id)',
      ix_lab_reports_ordering_published:
        'lab_reports (ordering_institution_id, published_at) WHERE published_at IS NOT NULL',
      ix_critical_values_detected: 'critical_values (detected_at, id)',
    });
    await runner.query('ALTER TABLE indicator_definitions VALIDATE CONSTRAINT ck_indicator_definitions_unit');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ix_consultations_submitted, ix_exams_registered, ix_exams_ordering_reported,
      ix_specimens_collected, ix_lab_reports_ordering_published, ix_critical_values_detected`);
  }
}
