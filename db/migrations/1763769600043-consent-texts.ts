import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts that patients consent to, each version on record; and what they were told that a consultation costs. */
export class ConsentTexts1763769600043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consent_texts (
        kind text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        title text NOT NULL,
        body text NOT NULL,
        CONSTRAINT pk_consent_texts PRIMARY KEY (kind, effective_from),
        CONSTRAINT ck_consent_texts_kind
          CHECK (kind IN ('REFERRAL', 'ONWARD_REFERRAL', 'CONSULTATION', 'DATA_SHARING', 'CONTACT')),
        CONSTRAINT ck_consent_texts_period CHECK (effective_to IS NULL OR effective_to > effective_from),
        CONSTRAINT ex_consent_texts_one_at_a_time EXCLUDE USING gist (kind WITH =,
          tstzrange(effective_from, effective_to) WITH &&)
      );

      ALTER TABLE patient_consents
        ADD COLUMN told_cost_cents integer,
        ADD COLUMN text_effective_from timestamptz,
        ADD CONSTRAINT ck_patient_consents_told_cost
          CHECK (told_cost_cents IS NULL OR (kind = 'CONSULTATION' AND told_cost_cents >= 0)) NOT VALID,
        ADD CONSTRAINT fk_patient_consents_text FOREIGN KEY (kind, text_effective_from)
          REFERENCES consent_texts (kind, effective_from) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE patient_consents DROP COLUMN text_effective_from, DROP COLUMN told_cost_cents;
      DROP TABLE consent_texts;
    `);
  }
}
