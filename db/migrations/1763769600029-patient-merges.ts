import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two records of patients turn out to be one person; where a coordinator has looked in vain for a place or a bed. */
export class PatientMerges1763769600029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE patients ADD COLUMN merged_into_id uuid;
      ALTER TABLE patients ADD CONSTRAINT fk_patients_merged_into FOREIGN KEY (merged_into_id) REFERENCES patients (id);
      ALTER TABLE patients ADD CONSTRAINT ck_patients_merged_into CHECK (merged_into_id <> id);
      CREATE INDEX ix_patients_merged_into ON patients (merged_into_id) WHERE merged_into_id IS NOT NULL;

      CREATE TABLE patient_merges (
        id uuid NOT NULL,
        from_patient_id uuid NOT NULL,
        into_patient_id uuid NOT NULL,
        moved jsonb NOT NULL,
        merged_at timestamptz NOT NULL,
        merged_by_staff_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        undone_at timestamptz,
        undone_by_staff_id uuid,
        version integer NOT NULL,
        CONSTRAINT pk_patient_merges PRIMARY KEY (id),
        CONSTRAINT fk_patient_merges_from FOREIGN KEY (from_patient_id) REFERENCES patients (id),
        CONSTRAINT fk_patient_merges_into FOREIGN KEY (into_patient_id) REFERENCES patients (id),
        CONSTRAINT fk_patient_merges_merged_by FOREIGN KEY (merged_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_patient_merges_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_patient_merges_undone_by FOREIGN KEY (undone_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_patient_merges_apart CHECK (from_patient_id <> into_patient_id),
        CONSTRAINT ck_patient_merges_undone CHECK ((undone_at IS NULL) = (undone_by_staff_id IS NULL))
      );
      CREATE INDEX ix_patient_merges_into ON patient_merges (into_patient_id, id);
      CREATE UNIQUE INDEX uq_patient_merges_from ON patient_merges (from_patient_id) WHERE undone_at IS NULL;
      CREATE INDEX ix_notice_deliveries_patient ON notice_deliveries (patient_id) WHERE patient_id IS NOT NULL;
      CREATE INDEX ix_notice_calls_patient ON notice_calls (patient_id);

      CREATE TABLE referral_slot_searches (
        id uuid NOT NULL,
        referral_id uuid NOT NULL,
        department_id uuid NOT NULL,
        wanted text NOT NULL,
        first_day date NOT NULL,
        last_day date NOT NULL,
        comment text,
        searched_at timestamptz NOT NULL,
        staff_id uuid NOT NULL,
        CONSTRAINT pk_referral_slot_searches PRIMARY KEY (id),
        CONSTRAINT fk_referral_slot_searches_referral FOREIGN KEY (referral_id) REFERENCES referrals (id),
        CONSTRAINT fk_referral_slot_searches_department FOREIGN KEY (department_id) REFERENCES departments (id),
        CONSTRAINT fk_referral_slot_searches_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT ck_referral_slot_searches_wanted CHECK (wanted IN ('SLOT', 'BED')),
        CONSTRAINT ck_referral_slot_searches_days CHECK (first_day <= last_day)
      );
      CREATE INDEX ix_referral_slot_searches_referral ON referral_slot_searches (referral_id, searched_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE referral_slot_searches;
      DROP INDEX ix_notice_deliveries_patient, ix_notice_calls_patient;
      DROP TABLE patient_merges;
      ALTER TABLE patients DROP COLUMN merged_into_id;
    `);
  }
}
