import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Published reports with a critical value, found by who has ordered them. */
export class CriticalReports1763769600241 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_lab_reports_critical: `lab_reports (ordering_institution_id, id) WHERE critical AND state IN ('PUBLISHED', 'RETRACTED')`,
    });
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS ix_lab_results_critical');
  }

  async down(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_lab_results_critical: 'lab_results (report_id) WHERE critical_value_id IS NOT NULL',
    });
    await runner.query('DROP INDEX ix_lab_reports_critical');
  }
}
