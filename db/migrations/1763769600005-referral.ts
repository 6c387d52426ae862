import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Referrals with their clinical package, arrangements and outcome. */
export class Referral1763769600005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE referral_no_sequence;

      CREATE TABLE clinical_packages (
        id uuid NOT NULL,
        diagnoses jsonb NOT NULL,
        chief_complaint text,
        present_illness text,
        past_history text,
        allergy_status text,
        allergy_detail text,
        treatment_course text,
        current_medication text,
        transport_fitness text,
        CONSTRAINT pk_clinical_packages PRIMARY KEY (id)
      );

      CREATE TABLE referrals (
        id uuid NOT NULL,
        referral_no text,
        direction text NOT NULL,
        source text NOT NULL,
        priority text NOT NULL,
        state text NOT NULL,
        version integer NOT NULL,
        patient_id uuid NOT NULL,
        package_id uuid NOT NULL,
        from_institution_id uuid NOT NULL,
        author_staff_id uuid NOT NULL,
        to_institution_id uuid NOT NULL,
        to_department_id uuid NOT NULL,
        owner_staff_id uuid,
        purpose_code text NOT NULL,
        purpose_comment text,
        handling text,
        first_submitted_at timestamptz,
        state_changed_at timestamptz NOT NULL,
        ended_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT pk_referrals PRIMARY KEY (id),
        CONSTRAINT uq_referrals_referral_no UNIQUE (referral_no),
        CONSTRAINT fk_referrals_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT fk_referrals_package FOREIGN KEY (package_id) REFERENCES clinical_packages (id),
        CONSTRAINT fk_referrals_from_institution FOREIGN KEY (from_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_referrals_author FOREIGN KEY (author_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_referrals_to_institution FOREIGN KEY (to_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_referrals_to_department FOREIGN KEY (to_department_id) REFERENCES departments (id),
        CONSTRAINT fk_referrals_owner FOREIGN KEY (owner_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_referrals_direction CHECK (direction IN ('UP', 'LATERAL')),
        CONSTRAINT ck_referrals_state CHECK (state IN ('DRAFT', 'PENDING_ACCEPTANCE', 'RETURNED_FOR_EDIT', 'ACCEPTED',
          'ARRANGED', 'ARRIVED', 'COMPLETED', 'REJECTED')),
        CONSTRAINT ck_referrals_submitted CHECK
          (state = 'DRAFT' OR (first_submitted_at IS NOT NULL AND referral_no IS NOT NULL)),
        CONSTRAINT ck_referrals_owned CHECK
          (state NOT IN ('ACCEPTED', 'ARRANGED', 'ARRIVED', 'COMPLETED') OR owner_staff_id IS NOT NULL),
        CONSTRAINT ck_referrals_ended CHECK ((state IN ('COMPLETED', 'REJECTED')) = (ended_at IS NOT NULL))
      );
      -- Pages of the lists are found in these alone; what is included decides which rows count.
      CREATE INDEX ix_referrals_sent ON referrals (from_institution_id, id) INCLUDE (ended_at);
      CREATE INDEX ix_referrals_received ON referrals (to_institution_id, id) INCLUDE (to_department_id, ended_at)
        WHERE first_submitted_at IS NOT NULL;
      CREATE INDEX ix_referrals_received_open ON referrals (to_institution_id, id) INCLUDE (to_department_id)
        WHERE first_submitted_at IS NOT NULL AND ended_at IS NULL;
      CREATE INDEX ix_referrals_department ON referrals (to_department_id, id) INCLUDE (to_institution_id, ended_at)
        WHERE first_submitted_at IS NOT NULL;
      CREATE INDEX ix_referrals_author ON referrals (author_staff_id, id) INCLUDE (from_institution_id, ended_at);
      CREATE INDEX ix_referrals_patient ON referrals (patient_id, to_department_id);

      CREATE TABLE referral_arrangements (
        id uuid NOT NULL,
        referral_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        visit_time timestamptz NOT NULL,
        floor text,
        room text,
        phone text,
        doctor_staff_id uuid,
        ward text,
        bed text,
        nurse_station_phone text,
        code_index text NOT NULL,
        code_ciphertext text NOT NULL,
        code_expires_at timestamptz NOT NULL,
        arranged_at timestamptz NOT NULL,
        replaced_at timestamptz,
        CONSTRAINT pk_referral_arrangements PRIMARY KEY (id),
        CONSTRAINT fk_referral_arrangements_referral FOREIGN KEY (referral_id) REFERENCES referrals (id),
        CONSTRAINT fk_referral_arrangements_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_referral_arrangements_doctor FOREIGN KEY (doctor_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_referral_arrangements_code_expiry CHECK (code_expires_at > visit_time)
      );
      CREATE UNIQUE INDEX uq_referral_arrangements_current ON referral_arrangements (referral_id)
        WHERE replaced_at IS NULL;
      CREATE UNIQUE INDEX uq_referral_arrangements_code ON referral_arrangements (institution_id, code_index)
        WHERE replaced_at IS NULL;

      CREATE TABLE referral_outcomes (
        referral_id uuid NOT NULL,
        diagnoses jsonb NOT NULL,
        treatment text NOT NULL,
        feedback text NOT NULL,
        appropriate boolean NOT NULL,
        inappropriate_reason text,
        recorded_by_staff_id uuid NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT pk_referral_outcomes PRIMARY KEY (referral_id),
        CONSTRAINT fk_referral_outcomes_referral FOREIGN KEY (referral_id) REFERENCES referrals (id),
        CONSTRAINT fk_referral_outcomes_recorded_by FOREIGN KEY (recorded_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_referral_outcomes_reason CHECK (appropriate OR inappropriate_reason IS NOT NULL)
      );

      CREATE TABLE appointment_wrong_codes (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        attempted_at timestamptz NOT NULL,
        CONSTRAINT pk_appointment_wrong_codes PRIMARY KEY (id)
      );
      CREATE INDEX ix_appointment_wrong_codes_account ON appointment_wrong_codes (account_id, attempted_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE appointment_wrong_codes, referral_outcomes, referral_arrangements, referrals, clinical_packages;
      DROP SEQUENCE referral_no_sequence;
    `);
  }
}
