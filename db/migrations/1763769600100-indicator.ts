import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What indicators mean, what they were month by month, and that a closed month never changes. */
export class Indicator1763769600100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createTables(runner);
    await this.freezeClosedMonths(runner);
  }

  private async createTables(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE indicator_definitions (
        code text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        position integer NOT NULL,
        name_zh text NOT NULL,
        name_en text NOT NULL,
        numerator text NOT NULL,
        denominator text NOT NULL,
        time_window text NOT NULL,
        exclusions text NOT NULL,
        attribution text NOT NULL,
        unit text NOT NULL,
        limit_value integer,
        higher_is_better boolean NOT NULL,
        green double precision,
        yellow double precision,
        CONSTRAINT pk_indicator_definitions PRIMARY KEY (code, effective_from),
        CONSTRAINT ck_indicator_definitions_period CHECK (effective_to IS NULL OR effective_to > effective_from),
        CONSTRAINT ck_indicator_definitions_attribution CHECK (attribution IN ('SENDER', 'RECEIVER', 'BOTH')),
        CONSTRAINT ck_indicator_definitions_unit CHECK (unit IN ('RATIO', 'MINUTES')),
        CONSTRAINT ck_indicator_definitions_thresholds CHECK ((green IS NULL) = (yellow IS NULL)
          AND CASE WHEN higher_is_better THEN green >= yellow ELSE green <= yellow END)
      );

      CREATE TABLE indicator_months (
        id uuid NOT NULL,
        period text NOT NULL,
        computed_at timestamptz NOT NULL,
        closed_at timestamptz,
        hash text,
        version integer NOT NULL,
        CONSTRAINT pk_indicator_months PRIMARY KEY (id),
        CONSTRAINT uq_indicator_months_period UNIQUE (period),
        CONSTRAINT ck_indicator_months_period CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
        CONSTRAINT ck_indicator_months_closed CHECK ((closed_at IS NULL) = (hash IS NULL))
      );

      CREATE TABLE indicator_figures (
        id uuid NOT NULL,
        period text NOT NULL,
        code text NOT NULL,
        part text NOT NULL,
        definition_version integer NOT NULL,
        institution_id uuid,
        department_id uuid,
        institution_name text,
        numerator double precision,
        denominator integer NOT NULL,
        value double precision,
        excluded integer NOT NULL,
        not_measured integer NOT NULL,
        CONSTRAINT pk_indicator_figures PRIMARY KEY (id),
        CONSTRAINT fk_indicator_figures_month FOREIGN KEY (period) REFERENCES indicator_months (period),
        CONSTRAINT ck_indicator_figures_value CHECK ((denominator = 0) = (value IS NULL)),
        CONSTRAINT ck_indicator_figures_scope CHECK (institution_id IS NOT NULL OR department_id IS NULL)
      );
      CREATE UNIQUE INDEX uq_indicator_figures_scope
        ON indicator_figures (institution_id, department_id, period, code, part) NULLS NOT DISTINCT;
      CREATE INDEX ix_indicator_figures_period ON indicator_figures (period, code, part);

      CREATE TABLE indicator_corrections (
        id uuid NOT NULL,
        period text NOT NULL,
        of_period text NOT NULL,
        code text NOT NULL,
        part text NOT NULL,
        institution_id uuid,
        department_id uuid,
        numerator double precision NOT NULL,
        denominator integer NOT NULL,
        excluded integer NOT NULL,
        not_measured integer NOT NULL,
        CONSTRAINT pk_indicator_corrections PRIMARY KEY (id),
        CONSTRAINT fk_indicator_corrections_month FOREIGN KEY (period) REFERENCES indicator_months (period),
        CONSTRAINT fk_indicator_corrections_of FOREIGN KEY (of_period) REFERENCES indicator_months (period),
        CONSTRAINT ck_indicator_corrections_later CHECK (period > of_period)
      );
      CREATE UNIQUE INDEX uq_indicator_corrections_scope
        ON indicator_corrections (institution_id, department_id, period, of_period, code, part) NULLS NOT DISTINCT;
      CREATE INDEX ix_indicator_corrections_period ON indicator_corrections (period, of_period);
    `);
  }

  /** Whoever writes: figures of a closed month, what it corrects, and its end stay as they are. */
  private async freezeClosedMonths(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION refuse_change_of_closed_month() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM indicator_months m WHERE m.closed_at IS NOT NULL
          AND m.period IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.period END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.period END))
        THEN RAISE EXCEPTION 'the month is closed' USING ERRCODE = '42501'; END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
      END $$;
      CREATE TRIGGER tr_indicator_figures_frozen BEFORE INSERT OR UPDATE OR DELETE ON indicator_figures
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_closed_month();
      CREATE TRIGGER tr_indicator_corrections_frozen BEFORE INSERT OR UPDATE OR DELETE ON indicator_corrections
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_closed_month();
      CREATE TRIGGER tr_indicator_months_frozen BEFORE UPDATE OR DELETE ON indicator_months
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_closed_month();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE indicator_corrections, indicator_figures, indicator_months, indicator_definitions;
      DROP FUNCTION refuse_change_of_closed_month();
    `);
  }
}
