import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How names sound, attempts to find out who is in the index, and access without a relation in an emergency, which
 * somebody looks at afterwards.
 */
export class PatientSearch1763769600050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE patients
        ADD COLUMN name_pinyin text,
        ADD COLUMN name_initials text;

      CREATE TABLE patient_probes (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        kind text NOT NULL,
        attempted_at timestamptz NOT NULL,
        CONSTRAINT pk_patient_probes PRIMARY KEY (id),
        CONSTRAINT ck_patient_probes_kind CHECK (kind IN ('SEARCH_MISS', 'NAME_DIFFERS', 'REVEAL'))
      );
      CREATE INDEX ix_patient_probes_account ON patient_probes (account_id, kind, attempted_at);
      CREATE INDEX ix_patient_probes_time ON patient_probes (attempted_at);

      ALTER TABLE patient_access_grants
        DROP CONSTRAINT ck_patient_access_grants_basis,
        ADD CONSTRAINT ck_patient_access_grants_basis CHECK (basis IN ('ENCOUNTER', 'REFERRAL', 'ORDER', 'CONSULTATION',
          'CONTRACT', 'AUTHORISATION', 'REGISTRATION', 'BREAK_GLASS')) NOT VALID;

      CREATE TABLE patient_break_glass (
        id uuid NOT NULL,
        patient_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        patient_institution_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        account_id uuid NOT NULL,
        reason_code text NOT NULL,
        comment text NOT NULL,
        opened_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        verdict text,
        reviewed_at timestamptz,
        reviewed_by_staff_id uuid,
        review_comment text,
        version integer NOT NULL,
        CONSTRAINT pk_patient_break_glass PRIMARY KEY (id),
        CONSTRAINT fk_patient_break_glass_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT fk_patient_break_glass_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_patient_break_glass_patient_institution
          FOREIGN KEY (patient_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_patient_break_glass_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT fk_patient_break_glass_reviewed_by FOREIGN KEY (reviewed_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_patient_break_glass_period CHECK (expires_at > opened_at),
        CONSTRAINT ck_patient_break_glass_verdict CHECK (verdict IN ('JUSTIFIED', 'UNJUSTIFIED')),
        CONSTRAINT ck_patient_break_glass_review CHECK (num_nonnulls(verdict, reviewed_at, reviewed_by_staff_id) IN (0, 3)),
        CONSTRAINT ck_patient_break_glass_reviewer CHECK (reviewed_by_staff_id <> staff_id)
      );
      CREATE INDEX ix_patient_break_glass_patient ON patient_break_glass (patient_id);
      CREATE INDEX ix_patient_break_glass_staff ON patient_break_glass (staff_id, opened_at);
      CREATE INDEX ix_patient_break_glass_institution ON patient_break_glass (institution_id, id);
      CREATE INDEX ix_patient_break_glass_patient_institution ON patient_break_glass (patient_institution_id, id);
      CREATE INDEX ix_patient_break_glass_open ON patient_break_glass (institution_id, id) WHERE verdict IS NULL;
      CREATE INDEX ix_patient_break_glass_patient_open
        ON patient_break_glass (patient_institution_id, id) WHERE verdict IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE patient_break_glass, patient_probes;
      DELETE FROM patient_access_grants WHERE basis = 'BREAK_GLASS';
      ALTER TABLE patient_access_grants
        DROP CONSTRAINT ck_patient_access_grants_basis,
        ADD CONSTRAINT ck_patient_access_grants_basis CHECK (basis IN ('ENCOUNTER', 'REFERRAL', 'ORDER', 'CONSULTATION',
          'CONTRACT', 'AUTHORISATION', 'REGISTRATION'));
      ALTER TABLE patients DROP COLUMN name_initials, DROP COLUMN name_pinyin;
    `);
  }
}
