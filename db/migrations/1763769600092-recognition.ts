import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What has been reported of patients, as far as it may be recognised, and what doctors decided when they ordered. */
export class Recognition1763769600092 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE recognition_reports (
        id uuid NOT NULL,
        domain text NOT NULL,
        report_id uuid NOT NULL,
        item_id uuid NOT NULL,
        item_version integer NOT NULL,
        patient_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        published_on date NOT NULL,
        retracted_at timestamptz,
        CONSTRAINT pk_recognition_reports PRIMARY KEY (id),
        CONSTRAINT uq_recognition_reports_item UNIQUE (domain, report_id, item_id),
        CONSTRAINT fk_recognition_reports_item FOREIGN KEY (item_id, item_version)
          REFERENCES standard_items (id, version),
        CONSTRAINT fk_recognition_reports_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT fk_recognition_reports_institution FOREIGN KEY (institution_id) REFERENCES institutions (id)
      );
      CREATE INDEX ix_recognition_reports_patient ON recognition_reports (patient_id, published_on);

      CREATE TABLE recognition_decisions (
        id uuid NOT NULL,
        order_item_id uuid NOT NULL,
        patient_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        doctor_staff_id uuid NOT NULL,
        decision text NOT NULL,
        report_domain text,
        report_id uuid,
        source_institution_id uuid,
        days_old integer,
        saved_cents integer NOT NULL,
        decline_code text,
        comment text,
        decided_at timestamptz NOT NULL,
        CONSTRAINT pk_recognition_decisions PRIMARY KEY (id),
        CONSTRAINT uq_recognition_decisions_item UNIQUE (order_item_id),
        CONSTRAINT fk_recognition_decisions_item FOREIGN KEY (order_item_id) REFERENCES exam_order_items (id),
        CONSTRAINT fk_recognition_decisions_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT fk_recognition_decisions_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_recognition_decisions_source FOREIGN KEY (source_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_recognition_decisions_doctor FOREIGN KEY (doctor_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_recognition_decisions_decision CHECK (decision IN ('RECOGNIZED', 'DECLINED', 'NO_CANDIDATE')),
        CONSTRAINT ck_recognition_decisions_report CHECK ((decision = 'NO_CANDIDATE') = (report_id IS NULL)
          AND (report_id IS NULL) = (report_domain IS NULL) AND (report_id IS NULL) = (source_institution_id IS NULL)
          AND (report_id IS NULL) = (days_old IS NULL)),
        CONSTRAINT ck_recognition_decisions_declined CHECK ((decision = 'DECLINED') = (decline_code IS NOT NULL)),
        CONSTRAINT ck_recognition_decisions_saved CHECK (
          saved_cents >= 0 AND (decision = 'RECOGNIZED' OR saved_cents = 0))
      );
      CREATE INDEX ix_recognition_decisions_institution ON recognition_decisions (institution_id, decided_at);
      CREATE INDEX ix_recognition_decisions_decided ON recognition_decisions (decided_at);
      CREATE INDEX ix_recognition_decisions_report ON recognition_decisions (report_id, institution_id)
        WHERE decision = 'RECOGNIZED';
      CREATE INDEX ix_recognition_decisions_patient ON recognition_decisions (patient_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recognition_decisions, recognition_reports;');
  }
}
