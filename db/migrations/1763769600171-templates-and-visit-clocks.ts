import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reports say which version of a template they follow, groups what they read, and those who come in one way may have a due
 * time of their own.
 */
export class TemplatesAndVisitClocks1763769600171 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE imaging_reports ADD COLUMN template_from timestamptz');
    await runner.query('ALTER TABLE reading_groups ADD COLUMN subject_domain text');
    await runner.query(`
      CREATE TABLE reading_visit_due_times (
        group_code text NOT NULL,
        urgency text NOT NULL,
        visit_type text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        due_minutes integer NOT NULL,
        clock text NOT NULL,
        CONSTRAINT pk_reading_visit_due_times PRIMARY KEY (group_code, urgency, visit_type, effective_from),
        CONSTRAINT ck_reading_visit_due_times_terms CHECK (urgency IN ('GREEN', 'EMERGENCY', 'INPATIENT', 'ROUTINE')
          AND due_minutes > 0 AND effective_to > effective_from),
        CONSTRAINT ck_reading_visit_due_times_visit CHECK (
          visit_type IN ('GREEN_CHANNEL', 'EMERGENCY', 'INPATIENT', 'OUTPATIENT')),
        CONSTRAINT ck_reading_visit_due_times_clock CHECK (clock IN ('WALL', 'WORK'))
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reading_visit_due_times;');
    await runner.query('ALTER TABLE imaging_reports DROP COLUMN template_from;');
    await runner.query('ALTER TABLE reading_groups DROP COLUMN subject_domain;');
  }
}
