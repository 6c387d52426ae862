import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The patient index, consents, family-doctor contracts, and which institution may see whom on which basis. */
export class Patient1763769600004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Lets exclusion constraints compare identifiers for equality; trusted, so the owner of the database may create it.
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    await runner.query(`
      CREATE TABLE patients (
        id uuid NOT NULL,
        name text NOT NULL,
        name_search text NOT NULL,
        sex text NOT NULL,
        birth_date date,
        id_type text,
        id_number_ciphertext text,
        id_number_index text,
        id_number_masked text,
        phone_ciphertext text,
        phone_index text,
        phone_masked text,
        address_ciphertext text,
        contact_name_ciphertext text,
        contact_phone_ciphertext text,
        contact_relation text,
        registered_institution_id uuid NOT NULL,
        archive_no text,
        version integer NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT pk_patients PRIMARY KEY (id),
        CONSTRAINT uq_patients_id_number UNIQUE (id_type, id_number_index),
        CONSTRAINT fk_patients_registered_institution
          FOREIGN KEY (registered_institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_patients_sex CHECK (sex IN ('0', '1', '2', '9')),
        CONSTRAINT ck_patients_id_type CHECK (id_type IN ('01', '02', '03', '04', '06', '07', '99')),
        CONSTRAINT ck_patients_id_number CHECK (
          num_nonnulls(id_type, id_number_ciphertext, id_number_index, id_number_masked) IN (0, 4)),
        CONSTRAINT ck_patients_phone CHECK (num_nonnulls(phone_ciphertext, phone_index, phone_masked) IN (0, 3)),
        CONSTRAINT ck_patients_contact CHECK (
          (contact_name_ciphertext IS NULL AND contact_phone_ciphertext IS NULL) = (contact_relation IS NULL)),
        CONSTRAINT ck_patients_contact_relation CHECK (
          contact_relation IN ('SPOUSE', 'PARENT', 'CHILD', 'GUARDIAN', 'OTHER'))
      );
      CREATE INDEX ix_patients_phone ON patients (phone_index);
      CREATE INDEX ix_patients_name ON patients (name_search text_pattern_ops);
      CREATE INDEX ix_patients_institution_name
        ON patients (registered_institution_id, name_search text_pattern_ops);
      CREATE INDEX ix_patients_registered_institution ON patients (registered_institution_id, id);
    `);
    await runner.query(`
      CREATE TABLE patient_consents (
        id uuid NOT NULL,
        patient_id uuid NOT NULL,
        kind text NOT NULL,
        method text NOT NULL,
        signer_relation text NOT NULL,
        signer_name_ciphertext text,
        proxy_reason text,
        institution_ids uuid[],
        given_at timestamptz NOT NULL,
        expires_at timestamptz,
        withdrawn_at timestamptz,
        recorded_by_staff_id uuid NOT NULL,
        recorded_institution_id uuid NOT NULL,
        recorded_at timestamptz NOT NULL,
        file_id uuid,
        version integer NOT NULL,
        CONSTRAINT pk_patient_consents PRIMARY KEY (id),
        CONSTRAINT fk_patient_consents_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT fk_patient_consents_recorded_by FOREIGN KEY (recorded_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_patient_consents_recorded_institution
          FOREIGN KEY (recorded_institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_patient_consents_kind CHECK (kind IN ('REFERRAL', 'CONSULTATION', 'DATA_SHARING')),
        CONSTRAINT ck_patient_consents_method CHECK (
          method IN ('WRITTEN', 'ELECTRONIC', 'VERBAL_WITNESSED', 'PROXY')),
        CONSTRAINT ck_patient_consents_relation CHECK (
          signer_relation IN ('SELF', 'SPOUSE', 'PARENT', 'CHILD', 'GUARDIAN', 'OTHER')),
        CONSTRAINT ck_patient_consents_proxy CHECK (
          (method = 'PROXY') = (signer_relation <> 'SELF')
          AND (method = 'PROXY') = (proxy_reason IS NOT NULL)
          AND (method = 'PROXY') = (signer_name_ciphertext IS NOT NULL)),
        CONSTRAINT ck_patient_consents_scope CHECK (cardinality(institution_ids) > 0),
        CONSTRAINT ck_patient_consents_period CHECK (expires_at > given_at AND withdrawn_at >= given_at)
      );
      CREATE INDEX ix_patient_consents_patient ON patient_consents (patient_id, kind);

      CREATE TABLE family_doctor_contracts (
        id uuid NOT NULL,
        patient_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        team_name text NOT NULL,
        doctor_staff_id uuid NOT NULL,
        village_doctor_staff_id uuid,
        valid_from date NOT NULL,
        valid_to date NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_family_doctor_contracts PRIMARY KEY (id),
        CONSTRAINT fk_family_doctor_contracts_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT fk_family_doctor_contracts_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_family_doctor_contracts_doctor FOREIGN KEY (doctor_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_family_doctor_contracts_village_doctor
          FOREIGN KEY (village_doctor_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_family_doctor_contracts_period CHECK (valid_from <= valid_to),
        CONSTRAINT ex_family_doctor_contracts_one_at_a_time EXCLUDE USING gist (
          patient_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
      );
      CREATE INDEX ix_family_doctor_contracts_institution ON family_doctor_contracts (institution_id, patient_id);
      CREATE INDEX ix_family_doctor_contracts_village_doctor
        ON family_doctor_contracts (village_doctor_staff_id, patient_id);
    `);
    await runner.query(`
      CREATE TABLE patient_access_grants (
        id uuid NOT NULL,
        patient_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        staff_id uuid,
        basis text NOT NULL,
        source_type text NOT NULL,
        source_id uuid NOT NULL,
        valid_from timestamptz NOT NULL,
        expires_at timestamptz,
        CONSTRAINT pk_patient_access_grants PRIMARY KEY (id),
        CONSTRAINT fk_patient_access_grants_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT fk_patient_access_grants_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_patient_access_grants_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT ck_patient_access_grants_basis CHECK (basis IN (
          'ENCOUNTER', 'REFERRAL', 'ORDER', 'CONSULTATION', 'CONTRACT', 'AUTHORISATION', 'REGISTRATION')),
        CONSTRAINT ck_patient_access_grants_period CHECK (expires_at >= valid_from)
      );
      CREATE UNIQUE INDEX uq_patient_access_grants_source ON patient_access_grants
        (source_id, patient_id, institution_id, basis, source_type, staff_id) NULLS NOT DISTINCT;
      CREATE INDEX ix_patient_access_grants_institution ON patient_access_grants (institution_id, patient_id);
      CREATE INDEX ix_patient_access_grants_patient ON patient_access_grants (patient_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE patient_access_grants, family_doctor_contracts, patient_consents, patients; DROP EXTENSION btree_gist',
    );
  }
}
