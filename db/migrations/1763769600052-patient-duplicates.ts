import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records that may be of one person, who has decided about them, and what was known of a patient before they were identified. */
export class PatientDuplicates1763769600052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE patient_duplicates (
        id uuid NOT NULL,
        first_patient_id uuid NOT NULL,
        second_patient_id uuid NOT NULL,
        first_institution_id uuid NOT NULL,
        second_institution_id uuid NOT NULL,
        score integer NOT NULL,
        parts jsonb NOT NULL,
        found_at timestamptz NOT NULL,
        state text NOT NULL,
        decided_at timestamptz,
        decided_by_staff_id uuid,
        reason_code text,
        comment text,
        version integer NOT NULL,
        CONSTRAINT pk_patient_duplicates PRIMARY KEY (id),
        CONSTRAINT uq_patient_duplicates_pair UNIQUE (first_patient_id, second_patient_id),
        CONSTRAINT fk_patient_duplicates_first FOREIGN KEY (first_patient_id) REFERENCES patients (id),
        CONSTRAINT fk_patient_duplicates_second FOREIGN KEY (second_patient_id) REFERENCES patients (id),
        CONSTRAINT fk_patient_duplicates_first_institution FOREIGN KEY (first_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_patient_duplicates_second_institution
          FOREIGN KEY (second_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_patient_duplicates_decided_by FOREIGN KEY (decided_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_patient_duplicates_order CHECK (first_patient_id < second_patient_id),
        CONSTRAINT ck_patient_duplicates_state CHECK (state IN ('OPEN', 'DISMISSED', 'MERGED')),
        CONSTRAINT ck_patient_duplicates_decided CHECK (
          (state = 'OPEN') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_staff_id IS NULL))
      );
      CREATE INDEX ix_patient_duplicates_second ON patient_duplicates (second_patient_id);
      CREATE INDEX ix_patient_duplicates_open ON patient_duplicates (score, id) WHERE state = 'OPEN';
      CREATE INDEX ix_patient_duplicates_first_open
        ON patient_duplicates (first_institution_id, score, id) WHERE state = 'OPEN';
      CREATE INDEX ix_patient_duplicates_second_open
        ON patient_duplicates (second_institution_id, score, id) WHERE state = 'OPEN';

      CREATE TABLE patient_duplicate_scan (
        id integer NOT NULL,
        scanned_to uuid,
        CONSTRAINT pk_patient_duplicate_scan PRIMARY KEY (id),
        CONSTRAINT ck_patient_duplicate_scan_only_one CHECK (id = 1)
      );
      INSERT INTO patient_duplicate_scan (id) VALUES (1);

      CREATE TABLE patient_identifications (
        id uuid NOT NULL,
        patient_id uuid NOT NULL,
        name text NOT NULL,
        sex text NOT NULL,
        birth_date date,
        id_number_masked text NOT NULL,
        identified_at timestamptz NOT NULL,
        identified_by_staff_id uuid NOT NULL,
        undone_at timestamptz,
        undone_by_staff_id uuid,
        CONSTRAINT pk_patient_identifications PRIMARY KEY (id),
        CONSTRAINT fk_patient_identifications_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT fk_patient_identifications_identified_by FOREIGN KEY (identified_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_patient_identifications_undone_by FOREIGN KEY (undone_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_patient_identifications_undone CHECK ((undone_at IS NULL) = (undone_by_staff_id IS NULL))
      );
      CREATE UNIQUE INDEX uq_patient_identifications_patient ON patient_identifications (patient_id) WHERE undone_at IS NULL;

      ALTER TABLE patient_merges
        ADD COLUMN kind text NOT NULL DEFAULT 'IDENTIFIED',
        ADD COLUMN reason_code text,
        ADD COLUMN comment text,
        ADD CONSTRAINT ck_patient_merges_kind CHECK (kind IN ('IDENTIFIED', 'DUPLICATE')) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE patient_merges DROP COLUMN comment, DROP COLUMN reason_code, DROP COLUMN kind;
      DROP TABLE patient_identifications, patient_duplicate_scan, patient_duplicates;
    `);
  }
}
