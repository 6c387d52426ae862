import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Checks the consents that were there before against the rules of the migration before. */
export class ConsentTextsChecked1763769600044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE patient_consents VALIDATE CONSTRAINT ck_patient_consents_told_cost;
      ALTER TABLE patient_consents VALIDATE CONSTRAINT fk_patient_consents_text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE patient_consents
        DROP CONSTRAINT ck_patient_consents_told_cost,
        DROP CONSTRAINT fk_patient_consents_text,
        ADD CONSTRAINT ck_patient_consents_told_cost
          CHECK (told_cost_cents IS NULL OR (kind = 'CONSULTATION' AND told_cost_cents >= 0)) NOT VALID,
        ADD CONSTRAINT fk_patient_consents_text FOREIGN KEY (kind, text_effective_from)
          REFERENCES consent_texts (kind, effective_from) NOT VALID;
    `);
  }
}
