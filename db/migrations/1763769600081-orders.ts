import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What doctors ask to be examined, item by item. */
export class Orders1763769600081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE exam_orders (
        id uuid NOT NULL,
        patient_id uuid NOT NULL,
        from_institution_id uuid NOT NULL,
        to_institution_id uuid NOT NULL,
        doctor_staff_id uuid NOT NULL,
        state text NOT NULL,
        visit_type text NOT NULL,
        clinical_question text NOT NULL,
        created_at timestamptz NOT NULL,
        ordered_at timestamptz,
        ended_at timestamptz,
        version integer NOT NULL,
        CONSTRAINT pk_exam_orders PRIMARY KEY (id),
        CONSTRAINT fk_exam_orders_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT fk_exam_orders_from FOREIGN KEY (from_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_exam_orders_to FOREIGN KEY (to_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_exam_orders_doctor FOREIGN KEY (doctor_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_exam_orders_state CHECK (state IN ('DRAFT', 'ORDERED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED')),
        CONSTRAINT ck_exam_orders_visit CHECK (
          visit_type IN ('GREEN_CHANNEL', 'EMERGENCY', 'INPATIENT', 'OUTPATIENT')),
        CONSTRAINT ck_exam_orders_ordered CHECK (state IN ('DRAFT', 'CANCELLED') OR ordered_at IS NOT NULL),
        CONSTRAINT ck_exam_orders_ended CHECK ((state IN ('COMPLETED', 'CANCELLED')) = (ended_at IS NOT NULL))
      );
      CREATE INDEX ix_exam_orders_sent ON exam_orders (from_institution_id, id);
      CREATE INDEX ix_exam_orders_author ON exam_orders (doctor_staff_id, id);
      CREATE INDEX ix_exam_orders_received ON exam_orders (to_institution_id, id) WHERE ordered_at IS NOT NULL;
      CREATE INDEX ix_exam_orders_patient ON exam_orders (patient_id, id);

      CREATE TABLE exam_order_items (
        id uuid NOT NULL,
        order_id uuid NOT NULL,
        item_id uuid NOT NULL,
        item_version integer NOT NULL,
        state text NOT NULL,
        price_cents integer NOT NULL,
        report_domain text,
        report_id uuid,
        reason_code text,
        CONSTRAINT pk_exam_order_items PRIMARY KEY (id),
        CONSTRAINT fk_exam_order_items_order FOREIGN KEY (order_id) REFERENCES exam_orders (id),
        CONSTRAINT fk_exam_order_items_item FOREIGN KEY (item_id, item_version) REFERENCES standard_items (id, version),
        CONSTRAINT ck_exam_order_items_state CHECK (
          state IN ('ORDERED', 'RECOGNIZED', 'PERFORMED', 'REPORTED', 'CANCELLED')),
        CONSTRAINT ck_exam_order_items_report CHECK ((state IN ('RECOGNIZED', 'REPORTED')) = (report_id IS NOT NULL)
          AND (report_id IS NULL) = (report_domain IS NULL)),
        CONSTRAINT ck_exam_order_items_price CHECK (price_cents >= 0)
      );
      CREATE INDEX ix_exam_order_items_order ON exam_order_items (order_id, id);
      CREATE UNIQUE INDEX uq_exam_order_items_once ON exam_order_items (order_id, item_id) WHERE state <> 'CANCELLED';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE exam_order_items, exam_orders;');
  }
}
