import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a laboratory measures: units, delta checks and reference ranges, as they count for periods. */
export class LaboratoryReference1763769600086 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE lab_items (
        code text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        name text NOT NULL,
        unit text NOT NULL,
        group_code text NOT NULL,
        position integer NOT NULL,
        delta_percent integer,
        delta_days integer,
        CONSTRAINT pk_lab_items PRIMARY KEY (code, effective_from),
        CONSTRAINT ck_lab_items_delta CHECK (
          (delta_percent IS NULL) = (delta_days IS NULL) AND delta_percent > 0 AND delta_days > 0),
        CONSTRAINT ck_lab_items_effective CHECK (effective_to > effective_from)
      );

      CREATE TABLE lab_reference_ranges (
        item_code text NOT NULL,
        band text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        sex text,
        from_age_days integer,
        before_age_days integer,
        low double precision,
        high double precision,
        text text,
        CONSTRAINT pk_lab_reference_ranges PRIMARY KEY (item_code, band, effective_from),
        CONSTRAINT ck_lab_reference_ranges_sex CHECK (sex IN ('1', '2')),
        CONSTRAINT ck_lab_reference_ranges_age CHECK (
          from_age_days >= 0 AND before_age_days > coalesce(from_age_days, 0)),
        CONSTRAINT ck_lab_reference_ranges_bounds CHECK (
          CASE WHEN text IS NULL THEN coalesce(low, high) IS NOT NULL AND (low <= high) IS NOT FALSE
            ELSE coalesce(low, high) IS NULL END),
        CONSTRAINT ck_lab_reference_ranges_effective CHECK (effective_to > effective_from)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE lab_reference_ranges, lab_items;');
  }
}
