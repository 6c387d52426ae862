import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Versions of laboratory reports, with their values. */
export class LabReports1763769600091 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE lab_reports (
        id uuid NOT NULL,
        specimen_id uuid NOT NULL,
        number integer NOT NULL,
        previous_id uuid,
        patient_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        ordering_institution_id uuid NOT NULL,
        ordering_staff_id uuid NOT NULL,
        group_code text NOT NULL,
        kind text NOT NULL,
        state text NOT NULL,
        corrected boolean NOT NULL,
        begun_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        description text,
        conclusion text,
        technical_staff_id uuid,
        submitted_at timestamptz,
        medical_staff_id uuid,
        published_at timestamptz,
        amendment_reason_code text,
        retraction_asked_by_staff_id uuid,
        retraction_reason_code text,
        retracted_by_staff_id uuid,
        retracted_at timestamptz,
        seen_at timestamptz,
        seen_by_staff_id uuid,
        version integer NOT NULL,
        CONSTRAINT pk_lab_reports PRIMARY KEY (id),
        CONSTRAINT uq_lab_reports_number UNIQUE (specimen_id, number),
        CONSTRAINT uq_lab_reports_previous UNIQUE (previous_id),
        CONSTRAINT fk_lab_reports_specimen FOREIGN KEY (specimen_id) REFERENCES specimens (id),
        CONSTRAINT fk_lab_reports_previous FOREIGN KEY (previous_id) REFERENCES lab_reports (id),
        CONSTRAINT fk_lab_reports_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT fk_lab_reports_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_lab_reports_ordering FOREIGN KEY (ordering_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_lab_reports_doctor FOREIGN KEY (ordering_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_lab_reports_technical FOREIGN KEY (technical_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_lab_reports_medical FOREIGN KEY (medical_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_lab_reports_asked FOREIGN KEY (retraction_asked_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_lab_reports_retracted FOREIGN KEY (retracted_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_lab_reports_seen FOREIGN KEY (seen_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_lab_reports_kind CHECK (kind IN ('PRELIMINARY', 'FINAL')),
        CONSTRAINT ck_lab_reports_state CHECK (
          state IN ('DRAFT', 'SUBMITTED', 'PUBLISHED', 'SUPERSEDED', 'RETRACTED', 'WITHDRAWN')),
        CONSTRAINT ck_lab_reports_submitted CHECK ((submitted_at IS NULL) = (technical_staff_id IS NULL)
          AND (state IN ('DRAFT', 'WITHDRAWN') OR submitted_at IS NOT NULL)),
        CONSTRAINT ck_lab_reports_published CHECK ((published_at IS NULL) = (medical_staff_id IS NULL)
          AND (state IN ('PUBLISHED', 'SUPERSEDED', 'RETRACTED')) = (published_at IS NOT NULL)),
        CONSTRAINT ck_lab_reports_two_people CHECK (technical_staff_id <> medical_staff_id),
        CONSTRAINT ck_lab_reports_retraction CHECK (
          (retraction_asked_by_staff_id IS NULL) = (retraction_reason_code IS NULL)
          AND (state = 'RETRACTED') = (retracted_at IS NOT NULL)
          AND (retracted_at IS NULL) = (retracted_by_staff_id IS NULL)
          AND (retracted_at IS NULL OR retraction_asked_by_staff_id IS NOT NULL)
          AND retraction_asked_by_staff_id <> retracted_by_staff_id),
        CONSTRAINT ck_lab_reports_corrected CHECK (NOT corrected OR previous_id IS NOT NULL),
        CONSTRAINT ck_lab_reports_seen CHECK ((seen_at IS NULL) = (seen_by_staff_id IS NULL))
      );
      CREATE UNIQUE INDEX uq_lab_reports_open ON lab_reports (specimen_id) WHERE state IN ('DRAFT', 'SUBMITTED');
      CREATE UNIQUE INDEX uq_lab_reports_standing ON lab_reports (specimen_id) WHERE state = 'PUBLISHED';
      CREATE INDEX ix_lab_reports_laboratory ON lab_reports (institution_id, state, id);
      CREATE INDEX ix_lab_reports_published ON lab_reports (institution_id, published_at, id)
        WHERE published_at IS NOT NULL;
      CREATE INDEX ix_lab_reports_ordering ON lab_reports (ordering_institution_id, id)
        WHERE state IN ('PUBLISHED', 'RETRACTED');
      CREATE INDEX ix_lab_reports_unseen ON lab_reports (ordering_staff_id, id)
        WHERE state IN ('PUBLISHED', 'RETRACTED') AND seen_at IS NULL;
      CREATE INDEX ix_lab_reports_patient ON lab_reports (patient_id, published_at);

      CREATE TABLE lab_results (
        report_id uuid NOT NULL,
        item_code text NOT NULL,
        name text NOT NULL,
        unit text NOT NULL,
        position integer NOT NULL,
        value text NOT NULL,
        flag text,
        range_text text,
        delta_percent integer,
        delta_exceeded boolean NOT NULL,
        critical_value_id uuid,
        source text NOT NULL,
        measured_at timestamptz NOT NULL,
        entered_at timestamptz NOT NULL,
        entered_by_staff_id uuid,
        entered_by_machine_id uuid,
        CONSTRAINT pk_lab_results PRIMARY KEY (report_id, item_code),
        CONSTRAINT fk_lab_results_report FOREIGN KEY (report_id) REFERENCES lab_reports (id),
        CONSTRAINT fk_lab_results_critical FOREIGN KEY (critical_value_id) REFERENCES critical_values (id),
        CONSTRAINT fk_lab_results_staff FOREIGN KEY (entered_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_lab_results_machine FOREIGN KEY (entered_by_machine_id) REFERENCES machine_accounts (id),
        CONSTRAINT ck_lab_results_flag CHECK (flag IN ('NORMAL', 'LOW', 'HIGH', 'ABNORMAL')),
        CONSTRAINT ck_lab_results_source CHECK (source IN ('ENTERED', 'FILE', 'SYSTEM')),
        CONSTRAINT ck_lab_results_by CHECK (num_nonnulls(entered_by_staff_id, entered_by_machine_id) = 1
          AND (source = 'SYSTEM') = (entered_by_machine_id IS NOT NULL))
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE lab_results, lab_reports;');
  }
}
