import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Some reports are due after so much working time: those of large pathology specimens after five working days. */
export class ReadingDueClock1763769600088 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE reading_due_times ADD COLUMN clock text NOT NULL DEFAULT 'WALL'`);
    await runner.query(`
      ALTER TABLE reading_due_times ADD CONSTRAINT ck_reading_due_times_clock CHECK (clock IN ('WALL', 'WORK')) NOT VALID
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reading_due_times DROP COLUMN clock;');
  }
}
