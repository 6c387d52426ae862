import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is on duty where, who stands in for whom, what has to be staffed, and what shifts are called. */
export class Duty1763769600013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE duty_entries (
        id uuid NOT NULL,
        plan_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        department_id uuid,
        function text NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        staff_id uuid,
        phone_ciphertext text NOT NULL,
        note text,
        version integer NOT NULL,
        CONSTRAINT pk_duty_entries PRIMARY KEY (id),
        CONSTRAINT uq_duty_entries_period UNIQUE (id, starts_at, ends_at),
        CONSTRAINT fk_duty_entries_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_duty_entries_department FOREIGN KEY (department_id, institution_id)
          REFERENCES departments (id, institution_id),
        CONSTRAINT fk_duty_entries_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT ck_duty_entries_function CHECK (function IN ('DUTY_DOCTOR', 'DUTY_HEAD', 'CENTRE_PHONE',
          'MEDICAL_AFFAIRS_DUTY', 'GENERAL_DUTY')),
        CONSTRAINT ck_duty_entries_period CHECK (starts_at < ends_at),
        CONSTRAINT ck_duty_entries_place CHECK (
          CASE WHEN function IN ('MEDICAL_AFFAIRS_DUTY', 'GENERAL_DUTY') THEN department_id IS NULL
               WHEN function = 'CENTRE_PHONE' THEN department_id IS NOT NULL
               ELSE true END),
        CONSTRAINT ck_duty_entries_person CHECK (staff_id IS NOT NULL OR function = 'CENTRE_PHONE'),
        CONSTRAINT ex_duty_entries_one_at_a_time EXCLUDE USING gist (institution_id WITH =,
          coalesce(department_id, institution_id) WITH =, function WITH =, tstzrange(starts_at, ends_at) WITH &&)
      );
      CREATE INDEX ix_duty_entries_plan ON duty_entries (plan_id);
      CREATE INDEX ix_duty_entries_staff ON duty_entries (staff_id, starts_at);

      CREATE TABLE duty_substitutions (
        id uuid NOT NULL,
        entry_id uuid NOT NULL,
        entry_starts_at timestamptz NOT NULL,
        entry_ends_at timestamptz NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        staff_id uuid NOT NULL,
        phone_ciphertext text NOT NULL,
        note text,
        CONSTRAINT pk_duty_substitutions PRIMARY KEY (id),
        -- The entry's own times come along, so that a substitute cannot stand in beyond them.
        CONSTRAINT fk_duty_substitutions_entry FOREIGN KEY (entry_id, entry_starts_at, entry_ends_at)
          REFERENCES duty_entries (id, starts_at, ends_at) ON UPDATE CASCADE,
        CONSTRAINT fk_duty_substitutions_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT ck_duty_substitutions_period CHECK (starts_at < ends_at),
        CONSTRAINT ck_duty_substitutions_within CHECK (entry_starts_at <= starts_at AND ends_at <= entry_ends_at),
        CONSTRAINT ex_duty_substitutions_one_at_a_time EXCLUDE USING gist (entry_id WITH =,
          tstzrange(starts_at, ends_at) WITH &&)
      );
      CREATE INDEX ix_duty_substitutions_staff ON duty_substitutions (staff_id, starts_at);

      CREATE TABLE duty_requirements (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        department_id uuid,
        function text NOT NULL,
        weekdays integer[] NOT NULL,
        from_time text NOT NULL,
        to_time text NOT NULL,
        effective_from date NOT NULL,
        effective_to date,
        version integer NOT NULL,
        CONSTRAINT pk_duty_requirements PRIMARY KEY (id),
        CONSTRAINT fk_duty_requirements_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_duty_requirements_department FOREIGN KEY (department_id, institution_id)
          REFERENCES departments (id, institution_id),
        CONSTRAINT ck_duty_requirements_function CHECK (function IN ('DUTY_DOCTOR', 'DUTY_HEAD', 'CENTRE_PHONE',
          'MEDICAL_AFFAIRS_DUTY', 'GENERAL_DUTY')),
        CONSTRAINT ck_duty_requirements_place CHECK (
          CASE WHEN function IN ('MEDICAL_AFFAIRS_DUTY', 'GENERAL_DUTY') THEN department_id IS NULL
               WHEN function = 'CENTRE_PHONE' THEN department_id IS NOT NULL
               ELSE true END),
        CONSTRAINT ck_duty_requirements_weekdays CHECK (cardinality(weekdays) > 0
          AND weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7]),
        CONSTRAINT ck_duty_requirements_times CHECK (from_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
          AND to_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'),
        CONSTRAINT ck_duty_requirements_effective CHECK (effective_to >= effective_from)
      );
      CREATE INDEX ix_duty_requirements_institution ON duty_requirements (institution_id, department_id);

      CREATE TABLE duty_shifts (
        name text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        from_time text NOT NULL,
        to_time text NOT NULL,
        CONSTRAINT pk_duty_shifts PRIMARY KEY (name, effective_from),
        CONSTRAINT ck_duty_shifts_effective CHECK (effective_to IS NULL OR effective_to > effective_from),
        CONSTRAINT ck_duty_shifts_times CHECK (from_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
          AND to_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$')
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE duty_shifts, duty_requirements, duty_substitutions, duty_entries;');
  }
}
