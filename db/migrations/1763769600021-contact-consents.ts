import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Patients agree to text messages about their visits, apart from what they agree to otherwise. */
export class ContactConsents1763769600021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE patient_consents DROP CONSTRAINT ck_patient_consents_kind;
      ALTER TABLE patient_consents ADD CONSTRAINT ck_patient_consents_kind
        CHECK (kind IN ('REFERRAL', 'CONSULTATION', 'DATA_SHARING', 'CONTACT'));
      CREATE INDEX ix_notices_acknowledged ON notices (acknowledged_at) WHERE acknowledged_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX ix_notices_acknowledged;
      DELETE FROM patient_consents WHERE kind = 'CONTACT';
      ALTER TABLE patient_consents DROP CONSTRAINT ck_patient_consents_kind;
      ALTER TABLE patient_consents ADD CONSTRAINT ck_patient_consents_kind
        CHECK (kind IN ('REFERRAL', 'CONSULTATION', 'DATA_SHARING'));
    `);
  }
}
