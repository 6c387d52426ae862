import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Specimens from the patient to the bench, and the boxes in which they travel. */
export class Specimens1763769600087 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE specimen_barcode_sequence;
      CREATE SEQUENCE specimen_accession_sequence;
      CREATE SEQUENCE specimen_box_no_sequence;

      CREATE TABLE specimen_boxes (
        id uuid NOT NULL,
        box_no text NOT NULL,
        from_institution_id uuid NOT NULL,
        to_institution_id uuid NOT NULL,
        state text NOT NULL,
        low_celsius double precision NOT NULL,
        high_celsius double precision NOT NULL,
        packed_by_staff_id uuid NOT NULL,
        packed_at timestamptz NOT NULL,
        dispatched_at timestamptz,
        arrived_at timestamptz,
        temperature_breached boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_specimen_boxes PRIMARY KEY (id),
        CONSTRAINT uq_specimen_boxes_no UNIQUE (box_no),
        CONSTRAINT fk_specimen_boxes_from FOREIGN KEY (from_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_specimen_boxes_to FOREIGN KEY (to_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_specimen_boxes_packer FOREIGN KEY (packed_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_specimen_boxes_state CHECK (state IN ('PACKED', 'IN_TRANSIT', 'ARRIVED')),
        CONSTRAINT ck_specimen_boxes_travelled CHECK (
          (state = 'PACKED') = (dispatched_at IS NULL) AND (state = 'ARRIVED') = (arrived_at IS NOT NULL)),
        CONSTRAINT ck_specimen_boxes_range CHECK (low_celsius < high_celsius)
      );
      CREATE INDEX ix_specimen_boxes_sent ON specimen_boxes (from_institution_id, id);
      CREATE INDEX ix_specimen_boxes_received ON specimen_boxes (to_institution_id, id) WHERE dispatched_at IS NOT NULL;

      CREATE TABLE specimen_box_temperatures (
        box_id uuid NOT NULL,
        measured_at timestamptz NOT NULL,
        celsius double precision NOT NULL,
        measured_by_staff_id uuid NOT NULL,
        CONSTRAINT pk_specimen_box_temperatures PRIMARY KEY (box_id, measured_at),
        CONSTRAINT fk_specimen_box_temperatures_box FOREIGN KEY (box_id) REFERENCES specimen_boxes (id),
        CONSTRAINT fk_specimen_box_temperatures_staff FOREIGN KEY (measured_by_staff_id) REFERENCES staff (id)
      );

      CREATE TABLE specimens (
        id uuid NOT NULL,
        barcode text NOT NULL,
        accession_no text,
        order_id uuid NOT NULL,
        patient_id uuid NOT NULL,
        from_institution_id uuid NOT NULL,
        to_institution_id uuid NOT NULL,
        type text NOT NULL,
        site text,
        group_code text NOT NULL,
        state text NOT NULL,
        box_id uuid,
        replaces_id uuid,
        collected_at timestamptz NOT NULL,
        collected_by_staff_id uuid NOT NULL,
        received_at timestamptz,
        received_by_staff_id uuid,
        rejected_at timestamptz,
        rejected_by_staff_id uuid,
        reason_code text,
        version integer NOT NULL,
        CONSTRAINT pk_specimens PRIMARY KEY (id),
        CONSTRAINT uq_specimens_barcode UNIQUE (barcode),
        CONSTRAINT uq_specimens_accession UNIQUE (accession_no),
        CONSTRAINT uq_specimens_replaces UNIQUE (replaces_id),
        CONSTRAINT fk_specimens_order FOREIGN KEY (order_id) REFERENCES exam_orders (id),
        CONSTRAINT fk_specimens_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT fk_specimens_from FOREIGN KEY (from_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_specimens_to FOREIGN KEY (to_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_specimens_box FOREIGN KEY (box_id) REFERENCES specimen_boxes (id),
        CONSTRAINT fk_specimens_replaces FOREIGN KEY (replaces_id) REFERENCES specimens (id),
        CONSTRAINT fk_specimens_collector FOREIGN KEY (collected_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_specimens_receiver FOREIGN KEY (received_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_specimens_rejecter FOREIGN KEY (rejected_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_specimens_state CHECK (state IN ('COLLECTED', 'IN_TRANSIT', 'RECEIVED', 'REJECTED')),
        CONSTRAINT ck_specimens_type CHECK (type IN ('BLOOD', 'SERUM', 'PLASMA', 'URINE', 'STOOL', 'SPUTUM', 'FLUID',
          'SWAB', 'BLOOD_CULTURE', 'TISSUE_SMALL', 'TISSUE_LARGE', 'TISSUE_FROZEN', 'CYTOLOGY')),
        CONSTRAINT ck_specimens_received CHECK ((state <> 'RECEIVED' OR accession_no IS NOT NULL)
          AND (accession_no IS NULL) = (received_at IS NULL) AND (received_at IS NULL) = (received_by_staff_id IS NULL)),
        CONSTRAINT ck_specimens_rejected CHECK ((state = 'REJECTED') = (rejected_at IS NOT NULL)
          AND (rejected_at IS NULL) = (reason_code IS NULL) AND (rejected_at IS NULL) = (rejected_by_staff_id IS NULL)),
        CONSTRAINT ck_specimens_in_transit CHECK (state <> 'IN_TRANSIT' OR box_id IS NOT NULL),
        CONSTRAINT ck_specimens_replaces CHECK (replaces_id <> id)
      );
      CREATE INDEX ix_specimens_order ON specimens (order_id, id);
      CREATE INDEX ix_specimens_patient ON specimens (patient_id, id);
      CREATE INDEX ix_specimens_box ON specimens (box_id, id) WHERE box_id IS NOT NULL;
      CREATE INDEX ix_specimens_sent ON specimens (from_institution_id, state, id);
      CREATE INDEX ix_specimens_received ON specimens (to_institution_id, state, id);

      CREATE TABLE specimen_items (
        specimen_id uuid NOT NULL,
        order_item_id uuid NOT NULL,
        -- Cleared when the specimen is rejected, so that another one may take its place.
        live boolean NOT NULL,
        CONSTRAINT pk_specimen_items PRIMARY KEY (specimen_id, order_item_id),
        CONSTRAINT fk_specimen_items_specimen FOREIGN KEY (specimen_id) REFERENCES specimens (id),
        CONSTRAINT fk_specimen_items_item FOREIGN KEY (order_item_id) REFERENCES exam_order_items (id)
      );
      CREATE UNIQUE INDEX uq_specimen_items_live ON specimen_items (order_item_id) WHERE live;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE specimen_items, specimens, specimen_box_temperatures, specimen_boxes;
      DROP SEQUENCE specimen_barcode_sequence, specimen_accession_sequence, specimen_box_no_sequence;
    `);
  }
}
