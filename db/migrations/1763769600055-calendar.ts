import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The calendars of experts: what they publish, what takes their time, and that nothing exclusive does so twice. */
export class Calendar1763769600055 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Also the row that everybody locks who writes into a calendar.
      CREATE TABLE calendars (
        expert_id uuid NOT NULL,
        buffer_before_minutes integer NOT NULL,
        buffer_after_minutes integer NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_calendars PRIMARY KEY (expert_id),
        CONSTRAINT fk_calendars_expert FOREIGN KEY (expert_id) REFERENCES staff (id),
        CONSTRAINT ck_calendars_buffers CHECK (buffer_before_minutes BETWEEN 0 AND 240
          AND buffer_after_minutes BETWEEN 0 AND 240)
      );

      CREATE TABLE calendar_availability (
        id uuid NOT NULL,
        expert_id uuid NOT NULL,
        weekday integer NOT NULL,
        from_time text NOT NULL,
        to_time text NOT NULL,
        effective_from date NOT NULL,
        effective_to date,
        CONSTRAINT pk_calendar_availability PRIMARY KEY (id),
        CONSTRAINT fk_calendar_availability_calendar FOREIGN KEY (expert_id) REFERENCES calendars (expert_id),
        CONSTRAINT ck_calendar_availability_weekday CHECK (weekday BETWEEN 1 AND 7),
        CONSTRAINT ck_calendar_availability_times CHECK (from_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
          AND to_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' AND from_time < to_time),
        CONSTRAINT ck_calendar_availability_effective CHECK (effective_to >= effective_from)
      );
      CREATE INDEX ix_calendar_availability_expert ON calendar_availability (expert_id, effective_from);

      CREATE TABLE commitments (
        id uuid NOT NULL,
        expert_id uuid NOT NULL,
        kind text NOT NULL,
        exclusive boolean NOT NULL,
        state text NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        blocked_from timestamptz NOT NULL,
        blocked_until timestamptz NOT NULL,
        subject_domain text NOT NULL,
        subject_id uuid NOT NULL,
        place_institution_id uuid,
        expires_at timestamptz,
        reason_code text,
        comment text,
        approved_by_staff_id uuid,
        approved_at timestamptz,
        created_by_staff_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        version integer NOT NULL,
        CONSTRAINT pk_commitments PRIMARY KEY (id),
        CONSTRAINT fk_commitments_calendar FOREIGN KEY (expert_id) REFERENCES calendars (expert_id),
        CONSTRAINT fk_commitments_place FOREIGN KEY (place_institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_commitments_kind CHECK (kind IN ('DISPATCH_SESSION', 'CONSULTATION', 'OWN_CLINIC',
          'SURGERY_LIST', 'LEAVE', 'SECONDMENT')),
        CONSTRAINT ck_commitments_exclusive CHECK (exclusive = (kind IN ('DISPATCH_SESSION', 'CONSULTATION',
          'OWN_CLINIC', 'SURGERY_LIST'))),
        CONSTRAINT ck_commitments_state CHECK (state IN ('TENTATIVE', 'CONFIRMED', 'DISPLACED', 'RELEASED', 'EXPIRED')
          AND (state IN ('TENTATIVE', 'CONFIRMED')) = (ended_at IS NULL)
          AND (state = 'TENTATIVE') = (expires_at IS NOT NULL)),
        CONSTRAINT ck_commitments_period CHECK (blocked_from <= starts_at AND starts_at < ends_at
          AND ends_at <= blocked_until),
        CONSTRAINT ck_commitments_approval CHECK ((approved_by_staff_id IS NULL) = (approved_at IS NULL)
          AND (approved_at IS NULL OR kind = 'LEAVE')),
        -- Nobody is in two places at once, whoever writes.
        CONSTRAINT ex_commitments_one_at_a_time EXCLUDE USING gist (expert_id WITH =,
          tstzrange(blocked_from, blocked_until) WITH &&) WHERE (exclusive AND ended_at IS NULL)
      );
      CREATE UNIQUE INDEX uq_commitments_subject ON commitments (subject_domain, subject_id, expert_id)
        WHERE ended_at IS NULL AND subject_domain <> 'calendar';
      CREATE INDEX ix_commitments_series ON commitments (subject_id, starts_at) WHERE subject_domain = 'calendar';
      CREATE INDEX ix_commitments_expert ON commitments (expert_id, blocked_until) WHERE ended_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE commitments, calendar_availability, calendars;');
  }
}
