import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imaging and ECG: exams, versions of their reports, what was signed, and templates. */
export class Imaging1763769600082 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE exam_accession_sequence;

      CREATE TABLE exams (
        id uuid NOT NULL,
        accession_no text NOT NULL,
        order_id uuid NOT NULL,
        order_item_id uuid NOT NULL,
        patient_id uuid NOT NULL,
        domain text NOT NULL,
        group_code text NOT NULL,
        subspecialty text,
        visit_type text NOT NULL,
        urgency text NOT NULL,
        ordering_institution_id uuid NOT NULL,
        ordering_staff_id uuid NOT NULL,
        performing_institution_id uuid NOT NULL,
        reading_institution_id uuid NOT NULL,
        state text NOT NULL,
        repeats integer NOT NULL,
        study_instance_uid text,
        image_count integer,
        registered_at timestamptz NOT NULL,
        registered_by_staff_id uuid NOT NULL,
        started_at timestamptz,
        acquired_at timestamptz,
        due_at timestamptz,
        reported_at timestamptz,
        result_at timestamptz,
        seen_at timestamptz,
        ended_at timestamptz,
        reason_code text,
        version integer NOT NULL,
        CONSTRAINT pk_exams PRIMARY KEY (id),
        CONSTRAINT fk_exams_order FOREIGN KEY (order_id) REFERENCES exam_orders (id),
        CONSTRAINT fk_exams_item FOREIGN KEY (order_item_id) REFERENCES exam_order_items (id),
        CONSTRAINT fk_exams_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT fk_exams_ordering FOREIGN KEY (ordering_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_exams_doctor FOREIGN KEY (ordering_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_exams_performing FOREIGN KEY (performing_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_exams_reading FOREIGN KEY (reading_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_exams_registered_by FOREIGN KEY (registered_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_exams_domain CHECK (domain IN ('IMAGING', 'ECG')),
        CONSTRAINT ck_exams_visit CHECK (visit_type IN ('GREEN_CHANNEL', 'EMERGENCY', 'INPATIENT', 'OUTPATIENT')),
        CONSTRAINT ck_exams_urgency CHECK (urgency IN ('GREEN', 'EMERGENCY', 'INPATIENT', 'ROUTINE')),
        CONSTRAINT ck_exams_state CHECK (state IN ('REGISTERED', 'PERFORMING', 'ACQUIRED', 'ABORTED', 'CANCELLED')),
        CONSTRAINT ck_exams_started CHECK (state NOT IN ('PERFORMING', 'ACQUIRED') OR started_at IS NOT NULL),
        CONSTRAINT ck_exams_acquired CHECK (state <> 'ACQUIRED' OR (acquired_at IS NOT NULL AND due_at IS NOT NULL)),
        CONSTRAINT ck_exams_ended CHECK ((state IN ('ABORTED', 'CANCELLED')) = (ended_at IS NOT NULL)
          AND (ended_at IS NULL) = (reason_code IS NULL)),
        CONSTRAINT ck_exams_study CHECK ((study_instance_uid IS NULL) = (image_count IS NULL) AND image_count > 0),
        CONSTRAINT ck_exams_repeats CHECK (repeats >= 0),
        CONSTRAINT ck_exams_result CHECK (reported_at IS NULL OR result_at IS NOT NULL)
      );
      CREATE UNIQUE INDEX uq_exams_accession ON exams (accession_no);
      CREATE UNIQUE INDEX uq_exams_item ON exams (order_item_id) WHERE state NOT IN ('ABORTED', 'CANCELLED');
      -- A study shows one exam.
      CREATE UNIQUE INDEX uq_exams_study ON exams (study_instance_uid) WHERE study_instance_uid IS NOT NULL;
      CREATE INDEX ix_exams_order ON exams (order_id, id);
      CREATE INDEX ix_exams_patient ON exams (patient_id, id);
      CREATE INDEX ix_exams_to_perform ON exams (performing_institution_id, registered_at, id)
        WHERE state IN ('REGISTERED', 'PERFORMING');
      CREATE INDEX ix_exams_performed ON exams (performing_institution_id, registered_at, id);
      CREATE INDEX ix_exams_read ON exams (reading_institution_id, registered_at, id);
      CREATE INDEX ix_exams_ordered ON exams (ordering_staff_id, registered_at, id);
      CREATE INDEX ix_exams_new_results ON exams (ordering_staff_id, result_at, id)
        WHERE result_at IS NOT NULL AND seen_at IS NULL;
      CREATE INDEX ix_exams_unreported ON exams (reading_institution_id, due_at, id)
        WHERE due_at IS NOT NULL AND reported_at IS NULL AND ended_at IS NULL;
      CREATE INDEX ix_exams_reported ON exams (reading_institution_id, reported_at) WHERE reported_at IS NOT NULL;

      CREATE TABLE imaging_reports (
        id uuid NOT NULL,
        exam_id uuid NOT NULL,
        reading_institution_id uuid NOT NULL,
        number integer NOT NULL,
        kind text NOT NULL,
        state text NOT NULL,
        corrects boolean NOT NULL,
        amendment_reason_code text,
        template_code text,
        findings text NOT NULL,
        conclusion text NOT NULL,
        structured jsonb NOT NULL,
        abnormal boolean,
        round integer NOT NULL,
        author_staff_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        submitted_at timestamptz,
        published_at timestamptz,
        ended_at timestamptz,
        retractors uuid[] NOT NULL,
        retraction_reason_code text,
        read_again boolean,
        version integer NOT NULL,
        CONSTRAINT pk_imaging_reports PRIMARY KEY (id),
        CONSTRAINT fk_imaging_reports_exam FOREIGN KEY (exam_id) REFERENCES exams (id),
        CONSTRAINT fk_imaging_reports_reading FOREIGN KEY (reading_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_imaging_reports_author FOREIGN KEY (author_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_imaging_reports_kind CHECK (kind IN ('PRELIMINARY', 'FINAL')),
        CONSTRAINT ck_imaging_reports_state CHECK (state IN ('DRAFT', 'SUBMITTED', 'PUBLISHED', 'SUPERSEDED', 'RETRACTED',
          'DISCARDED')),
        CONSTRAINT ck_imaging_reports_published CHECK (
          (state IN ('PUBLISHED', 'SUPERSEDED', 'RETRACTED')) = (published_at IS NOT NULL)),
        CONSTRAINT ck_imaging_reports_ended CHECK (
          (state IN ('SUPERSEDED', 'RETRACTED', 'DISCARDED')) = (ended_at IS NOT NULL)),
        CONSTRAINT ck_imaging_reports_signed CHECK (published_at IS NULL
          OR (round > 0 AND conclusion <> '' AND findings <> '' AND abnormal IS NOT NULL)),
        CONSTRAINT ck_imaging_reports_retraction CHECK (
          (cardinality(retractors) = 0) = (retraction_reason_code IS NULL)
          AND (retraction_reason_code IS NULL) = (read_again IS NULL)
          AND (state <> 'RETRACTED' OR retraction_reason_code IS NOT NULL)),
        CONSTRAINT ck_imaging_reports_corrects CHECK (NOT corrects OR number > 1)
      );
      CREATE UNIQUE INDEX uq_imaging_reports_number ON imaging_reports (exam_id, number);
      CREATE UNIQUE INDEX uq_imaging_reports_open ON imaging_reports (exam_id) WHERE state IN ('DRAFT', 'SUBMITTED');
      CREATE UNIQUE INDEX uq_imaging_reports_published ON imaging_reports (exam_id) WHERE state = 'PUBLISHED';
      CREATE INDEX ix_imaging_reports_retraction ON imaging_reports (reading_institution_id, id)
        WHERE state = 'PUBLISHED' AND cardinality(retractors) > 0;

      -- What was signed, word for word, each time that it was.
      CREATE TABLE imaging_report_signatures (
        report_id uuid NOT NULL,
        round integer NOT NULL,
        position integer NOT NULL,
        staff_id uuid NOT NULL,
        signed_at timestamptz NOT NULL,
        digest text NOT NULL,
        content jsonb NOT NULL,
        CONSTRAINT pk_imaging_report_signatures PRIMARY KEY (report_id, round, position),
        CONSTRAINT fk_imaging_report_signatures_report FOREIGN KEY (report_id) REFERENCES imaging_reports (id),
        CONSTRAINT fk_imaging_report_signatures_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT ck_imaging_report_signatures_position CHECK (position IN (1, 2) AND round > 0)
      );
      CREATE UNIQUE INDEX uq_imaging_report_signatures_person ON imaging_report_signatures (report_id, round, staff_id);
      CREATE FUNCTION imaging_report_signatures_stay() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'signatures stay as they are' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER tr_imaging_report_signatures_stay BEFORE UPDATE OR DELETE ON imaging_report_signatures
        FOR EACH ROW EXECUTE FUNCTION imaging_report_signatures_stay();

      CREATE TABLE imaging_templates (
        code text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        group_code text NOT NULL,
        label_zh text NOT NULL,
        label_en text NOT NULL,
        findings text NOT NULL,
        conclusion text NOT NULL,
        fields jsonb NOT NULL,
        position integer NOT NULL,
        CONSTRAINT pk_imaging_templates PRIMARY KEY (code, effective_from),
        CONSTRAINT ck_imaging_templates_effective CHECK (effective_to > effective_from)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE imaging_templates, imaging_report_signatures, imaging_reports, exams;
      DROP FUNCTION imaging_report_signatures_stay();
      DROP SEQUENCE exam_accession_sequence;
    `);
  }
}
