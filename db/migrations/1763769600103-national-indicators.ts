import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The national items, what was handed in for those that the product cannot tell, and what it tells the others from. */
export class NationalIndicators1763769600103 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE national_items (
        number integer NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        name_zh text NOT NULL,
        name_en text NOT NULL,
        origin text NOT NULL,
        unit text NOT NULL,
        CONSTRAINT pk_national_items PRIMARY KEY (number, effective_from),
        CONSTRAINT ck_national_items_number CHECK (number BETWEEN 1 AND 14),
        CONSTRAINT ck_national_items_period CHECK (effective_to IS NULL OR effective_to > effective_from),
        CONSTRAINT ck_national_items_origin CHECK (origin IN ('COMPUTED', 'EVIDENCED', 'IMPORTED'))
      );

      CREATE TABLE national_values (
        id uuid NOT NULL,
        year integer NOT NULL,
        number integer NOT NULL,
        value double precision NOT NULL,
        source text NOT NULL,
        uploaded_by_staff_id uuid NOT NULL,
        uploaded_at timestamptz NOT NULL,
        superseded_at timestamptz,
        CONSTRAINT pk_national_values PRIMARY KEY (id),
        CONSTRAINT fk_national_values_uploaded_by FOREIGN KEY (uploaded_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_national_values_number CHECK (number BETWEEN 1 AND 14 AND number NOT IN (3, 4, 5)),
        CONSTRAINT ck_national_values_year CHECK (year BETWEEN 2000 AND 2100),
        CONSTRAINT ck_national_values_source CHECK (char_length(source) BETWEEN 1 AND 200)
      );
      CREATE UNIQUE INDEX uq_national_values_current ON national_values (year, number) WHERE superseded_at IS NULL;

      CREATE VIEW indicator_secondments AS
      SELECT c.id, c.expert_id, t.title, c.host_institution_id, c.from_day, c.to_day, c.breaks
      FROM dispatch_secondments c JOIN staff t ON t.id = c.expert_id
      WHERE c.state <> 'PLANNED';

      CREATE VIEW indicator_staff AS SELECT id, name FROM staff;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW indicator_staff, indicator_secondments; DROP TABLE national_values, national_items;');
  }
}
