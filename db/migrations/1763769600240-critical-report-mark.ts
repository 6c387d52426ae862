import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether a report has a critical value stands on the report itself, which a list is found by: a township that has had none was told so
 * only when all of its reports had been read. Triggers keep it in step, also for the version that does not know of it.
 */
export class CriticalReportMark1763769600240 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE lab_reports ADD COLUMN critical boolean NOT NULL DEFAULT false;

      CREATE FUNCTION mark_critical_report() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        report uuid := coalesce(NEW.report_id, OLD.report_id);
      BEGIN
        -- Whoever has it locked may be about to change the same: what they leave is what counts.
        PERFORM 1 FROM lab_reports WHERE id = report FOR NO KEY UPDATE;
        UPDATE lab_reports r SET critical = now_critical
        FROM (SELECT EXISTS (SELECT 1 FROM lab_results v
          WHERE v.report_id = report AND v.critical_value_id IS NOT NULL) AS now_critical) results
        WHERE r.id = report AND r.critical <> now_critical;
        RETURN NULL;
      END $$;
      CREATE TRIGGER tr_lab_results_mark_critical AFTER INSERT ON lab_results
        FOR EACH ROW WHEN (NEW.critical_value_id IS NOT NULL) EXECUTE FUNCTION mark_critical_report();
      CREATE TRIGGER tr_lab_results_mark_changed AFTER UPDATE OF critical_value_id ON lab_results
        FOR EACH ROW WHEN ((OLD.critical_value_id IS NULL) <> (NEW.critical_value_id IS NULL))
        EXECUTE FUNCTION mark_critical_report();
      CREATE TRIGGER tr_lab_results_mark_removed AFTER DELETE ON lab_results
        FOR EACH ROW WHEN (OLD.critical_value_id IS NOT NULL) EXECUTE FUNCTION mark_critical_report();

      -- One report in some hundreds: they are found by the index of what is critical.
      UPDATE lab_reports SET critical = true
      WHERE id IN (SELECT report_id FROM lab_results WHERE critical_value_id IS NOT NULL);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER tr_lab_results_mark_removed ON lab_results;
      DROP TRIGGER tr_lab_results_mark_changed ON lab_results;
      DROP TRIGGER tr_lab_results_mark_critical ON lab_results;
      DROP FUNCTION mark_critical_report();
      ALTER TABLE lab_reports DROP COLUMN critical;
    `);
  }
}
