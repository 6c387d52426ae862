import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Indexes over the second columns of the blind indexes, and the checks of the migration before, while others write. */
export class SecondBlindIndexes1763769600039 implements MigrationInterface {
  /** Indexes are built beside writers, which no transaction may be around. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      uq_patients_id_number_2: 'UNIQUE patients (id_type, id_number_index_2) WHERE id_number_index_2 IS NOT NULL',
      ix_patients_phone_2: 'patients (phone_index_2) WHERE phone_index_2 IS NOT NULL',
      uq_referral_arrangements_code_2:
        'UNIQUE referral_arrangements (institution_id, code_index_2) WHERE replaced_at IS NULL AND code_index_2 IS NOT NULL',
    });
    await runner.query('ALTER TABLE patients VALIDATE CONSTRAINT ck_patients_id_number');
    await runner.query('ALTER TABLE patients VALIDATE CONSTRAINT ck_patients_phone');
    await runner.query('ALTER TABLE referral_arrangements VALIDATE CONSTRAINT ck_referral_arrangements_code');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX uq_referral_arrangements_code_2, ix_patients_phone_2, uq_patients_id_number_2');
  }
}
