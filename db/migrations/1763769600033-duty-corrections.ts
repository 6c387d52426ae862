import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why the past of a roster was put right, and the shifts that an institution has of its own. */
export class DutyCorrections1763769600033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE duty_corrections (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        department_id uuid,
        function text NOT NULL,
        entry_id uuid NOT NULL,
        act text NOT NULL,
        reason_code text NOT NULL,
        comment text,
        before jsonb,
        after jsonb,
        corrected_at timestamptz NOT NULL,
        corrected_by_staff_id uuid NOT NULL,
        CONSTRAINT pk_duty_corrections PRIMARY KEY (id),
        CONSTRAINT fk_duty_corrections_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_duty_corrections_department FOREIGN KEY (department_id, institution_id)
          REFERENCES departments (id, institution_id),
        CONSTRAINT fk_duty_corrections_staff FOREIGN KEY (corrected_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_duty_corrections_act CHECK (act IN ('ENTERED', 'CHANGED', 'REMOVED', 'SUBSTITUTED',
          'SUBSTITUTE_WITHDRAWN')),
        CONSTRAINT ck_duty_corrections_terms CHECK (before IS NOT NULL OR after IS NOT NULL)
      );
      CREATE INDEX ix_duty_corrections_institution ON duty_corrections (institution_id, id);
      CREATE INDEX ix_duty_corrections_entry ON duty_corrections (entry_id);
      CREATE TRIGGER tr_duty_corrections_append_only BEFORE UPDATE OR DELETE ON duty_corrections
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_duty_corrections_no_truncate BEFORE TRUNCATE ON duty_corrections
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE institution_duty_shifts (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        name text NOT NULL,
        from_time text NOT NULL,
        to_time text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        version integer NOT NULL,
        CONSTRAINT pk_institution_duty_shifts PRIMARY KEY (id),
        CONSTRAINT fk_institution_duty_shifts_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_institution_duty_shifts_effective CHECK (effective_to IS NULL OR effective_to > effective_from),
        CONSTRAINT ck_institution_duty_shifts_times CHECK (from_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
          AND to_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'),
        CONSTRAINT ex_institution_duty_shifts_one_at_a_time EXCLUDE USING gist (institution_id WITH =, name WITH =,
          tstzrange(effective_from, effective_to) WITH &&)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE institution_duty_shifts, duty_corrections;');
  }
}
