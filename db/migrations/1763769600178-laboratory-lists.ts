import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Lists of laboratories and of critical values that are short, out of tables that grow. */
export class LaboratoryLists1763769600178 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    const asked = `state = 'PUBLISHED' AND retraction_asked_by_staff_id IS NOT NULL`;
    await buildIndexes(runner, {
      ix_lab_reports_due: `lab_reports (institution_id, due_at, id) WHERE state IN ('DRAFT', 'SUBMITTED')`,
      ix_lab_reports_to_retract: `lab_reports (institution_id, id) WHERE ${asked}`,
      ix_lab_results_critical: 'lab_results (report_id) WHERE critical_value_id IS NOT NULL',
      ix_critical_values_centre_drills: 'critical_values (centre_institution_id, detected_at, id) WHERE drill',
      ix_critical_values_ordering_drills: 'critical_values (ordering_institution_id, detected_at, id) WHERE drill',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP INDEX ix_lab_reports_due, ix_lab_reports_to_retract, ix_lab_results_critical,
         ix_critical_values_centre_drills, ix_critical_values_ordering_drills`,
    );
  }
}
