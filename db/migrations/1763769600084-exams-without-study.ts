import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Exams whose images a PACS is asked for, those that were not looked for longest first. */
export class ExamsWithoutStudy1763769600084 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    const waiting = `study_instance_uid IS NULL AND repeats = 0 AND state IN ('REGISTERED', 'PERFORMING', 'ACQUIRED')`;
    await buildIndexes(runner, { ix_exams_without_study: `exams (pacs_looked_at, id) WHERE ${waiting}` });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_exams_without_study');
  }
}
