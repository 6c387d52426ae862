import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Whose name sounds the same and who was born on the same day, and the check of the migration before. */
export class PatientNameBirth1763769600053 implements MigrationInterface {
  /** Indexes are built beside writers, which no transaction may be around. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, { ix_patients_birth_name: 'patients (birth_date, name_pinyin)' });
    await runner.query('ALTER TABLE patient_merges VALIDATE CONSTRAINT ck_patient_merges_kind');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_patients_birth_name');
  }
}
