import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Indexes over how names sound and over whose name has not been spelled yet, and the check of the migration before. */
export class PatientNameIndexes1763769600051 implements MigrationInterface {
  /** Indexes are built beside writers, which no transaction may be around. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_patients_name_pinyin: 'patients (name_pinyin text_pattern_ops)',
      ix_patients_name_initials: 'patients (name_initials text_pattern_ops)',
      ix_patients_unspelled: 'patients (id) WHERE name_pinyin IS NULL',
    });
    await runner.query('ALTER TABLE patient_access_grants VALIDATE CONSTRAINT ck_patient_access_grants_basis');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_patients_unspelled, ix_patients_name_initials, ix_patients_name_pinyin');
  }
}
