import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What grew in cultures, with antibiograms: a part of each version of a report. */
export class LabIsolates1763769600174 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE lab_reports ADD COLUMN isolates jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(`
      ALTER TABLE lab_reports ADD CONSTRAINT ck_lab_reports_isolates CHECK (jsonb_typeof(isolates) = 'array'
        AND (isolates = '[]' OR group_code LIKE 'LAB\\_MICRO%')) NOT VALID
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE lab_reports DROP COLUMN isolates;');
  }
}
