import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Standard examination and laboratory items with their prices and the terms on which results are recognised, the quality
 * qualifications of institutions, and codes of service offers, by which a workbook finds them again.
 */
export class StandardItems1763769600041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE standard_items (
        id uuid NOT NULL,
        effective_from timestamptz NOT NULL,
        version integer NOT NULL,
        code text NOT NULL,
        national_code text,
        name text NOT NULL,
        category text NOT NULL,
        modality text,
        body_part text,
        contrast text,
        panel_members text[] NOT NULL,
        price_cents integer NOT NULL,
        recognition_scope text NOT NULL,
        window_days integer,
        window_unlimited boolean NOT NULL,
        never_recognised_reason text,
        active boolean NOT NULL,
        CONSTRAINT pk_standard_items PRIMARY KEY (id, version),
        -- A code is one item's: two first versions of it exclude each other.
        CONSTRAINT uq_standard_items_code UNIQUE (code, version),
        CONSTRAINT ck_standard_items_category CHECK (category IN
          ('LABORATORY', 'IMAGING', 'ULTRASOUND', 'ECG', 'ENDOSCOPY', 'PATHOLOGY', 'FUNCTION')),
        CONSTRAINT ck_standard_items_contrast CHECK (contrast IN ('PLAIN', 'ENHANCED', 'BOTH')),
        CONSTRAINT ck_standard_items_panel CHECK (cardinality(panel_members) = 0 OR category = 'LABORATORY'),
        CONSTRAINT ck_standard_items_price CHECK (price_cents >= 0),
        CONSTRAINT ck_standard_items_scope CHECK (
          recognition_scope IN ('NONE', 'ALLIANCE', 'CITY', 'PROVINCE', 'NATION')),
        CONSTRAINT ck_standard_items_window CHECK (
          CASE WHEN window_unlimited THEN window_days IS NULL
            ELSE window_days > 0 OR (window_days IS NULL AND recognition_scope = 'NONE') END),
        CONSTRAINT ck_standard_items_version CHECK (version > 0)
      );

      CREATE TABLE quality_qualifications (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        certificate_no text NOT NULL,
        name text NOT NULL,
        category text NOT NULL,
        item_codes text[] NOT NULL,
        scope text NOT NULL,
        issued_by text NOT NULL,
        valid_from date NOT NULL,
        valid_to date NOT NULL,
        active boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_quality_qualifications PRIMARY KEY (id),
        CONSTRAINT uq_quality_qualifications_certificate UNIQUE (institution_id, certificate_no),
        CONSTRAINT fk_quality_qualifications_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_quality_qualifications_category CHECK (category IN
          ('LABORATORY', 'IMAGING', 'ULTRASOUND', 'ECG', 'ENDOSCOPY', 'PATHOLOGY', 'FUNCTION')),
        CONSTRAINT ck_quality_qualifications_scope CHECK (scope IN ('ALLIANCE', 'CITY', 'PROVINCE', 'NATION')),
        CONSTRAINT ck_quality_qualifications_period CHECK (valid_from <= valid_to)
      );

      ALTER TABLE service_offers ADD COLUMN code text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE service_offers DROP COLUMN code;
      DROP TABLE quality_qualifications, standard_items;
    `);
  }
}
