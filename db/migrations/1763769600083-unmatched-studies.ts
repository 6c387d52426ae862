import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Studies that a PACS has without an exam, bound to one by two people; and what was last seen of exams there. */
export class UnmatchedStudies1763769600083 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE exams ADD COLUMN pacs_image_count integer, ADD COLUMN pacs_looked_at timestamptz;

      CREATE TABLE unmatched_studies (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        study_instance_uid text NOT NULL,
        accession_no text,
        patient_name text,
        modality text,
        study_date date,
        image_count integer NOT NULL,
        state text NOT NULL,
        found_at timestamptz NOT NULL,
        exam_id uuid,
        proposers uuid[] NOT NULL,
        matched_at timestamptz,
        matched_by_staff_id uuid,
        version integer NOT NULL,
        CONSTRAINT pk_unmatched_studies PRIMARY KEY (id),
        CONSTRAINT fk_unmatched_studies_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_unmatched_studies_exam FOREIGN KEY (exam_id) REFERENCES exams (id),
        CONSTRAINT fk_unmatched_studies_matched_by FOREIGN KEY (matched_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_unmatched_studies_state CHECK (state IN ('UNMATCHED', 'MATCHED')),
        CONSTRAINT ck_unmatched_studies_proposal CHECK ((exam_id IS NULL) = (cardinality(proposers) = 0)),
        CONSTRAINT ck_unmatched_studies_matched CHECK (
          (state = 'MATCHED') = (matched_at IS NOT NULL) AND (matched_at IS NULL) = (matched_by_staff_id IS NULL)
          AND (matched_at IS NULL OR exam_id IS NOT NULL)),
        CONSTRAINT ck_unmatched_studies_two_people CHECK (NOT matched_by_staff_id = ANY (proposers)),
        CONSTRAINT ck_unmatched_studies_images CHECK (image_count > 0)
      );
      CREATE UNIQUE INDEX uq_unmatched_studies_study ON unmatched_studies (study_instance_uid);
      CREATE INDEX ix_unmatched_studies_open ON unmatched_studies (institution_id, found_at, id) WHERE state = 'UNMATCHED';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE unmatched_studies;
      ALTER TABLE exams DROP COLUMN pacs_image_count, DROP COLUMN pacs_looked_at;
    `);
  }
}
