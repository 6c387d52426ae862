import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Time limits with their levels, and the days of the work calendar by which routine limits are counted. */
export class Deadlines1763769600011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE deadlines (
        id uuid NOT NULL,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        kind text NOT NULL,
        level integer NOT NULL CONSTRAINT ck_deadlines_level CHECK (level >= 1),
        clock text NOT NULL CONSTRAINT ck_deadlines_clock CHECK (clock IN ('WALL', 'WORK')),
        state text NOT NULL
          CONSTRAINT ck_deadlines_state CHECK (state IN ('RUNNING', 'PAUSED', 'EXECUTED', 'FINISHED', 'CANCELLED')),
        due_at timestamptz,
        remaining_ms bigint,
        attempt_at timestamptz,
        attempts integer NOT NULL,
        institution_id uuid NOT NULL,
        assignee_staff_id uuid,
        set_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT pk_deadlines PRIMARY KEY (id),
        CONSTRAINT ck_deadlines_running CHECK ((state = 'RUNNING') = (attempt_at IS NOT NULL)),
        CONSTRAINT ck_deadlines_due CHECK (due_at IS NOT NULL OR state IN ('PAUSED', 'FINISHED', 'CANCELLED')),
        CONSTRAINT ck_deadlines_paused CHECK (state <> 'PAUSED' OR (remaining_ms >= 0 AND due_at IS NULL)),
        CONSTRAINT ck_deadlines_ended CHECK ((state IN ('RUNNING', 'PAUSED')) = (ended_at IS NULL))
      );
      CREATE UNIQUE INDEX uq_deadlines_open ON deadlines (subject_id, kind, level) WHERE ended_at IS NULL;
      CREATE INDEX ix_deadlines_attempt_at ON deadlines (attempt_at, level) WHERE state = 'RUNNING';
      CREATE INDEX ix_deadlines_ended_at ON deadlines (ended_at) WHERE ended_at IS NOT NULL;

      CREATE TABLE work_calendar_years (
        year integer NOT NULL CONSTRAINT ck_work_calendar_years_year CHECK (year BETWEEN 2000 AND 2999),
        entered_at timestamptz NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_work_calendar_years PRIMARY KEY (year)
      );
      CREATE TABLE work_calendar_days (
        day date NOT NULL,
        year integer NOT NULL,
        kind text NOT NULL CONSTRAINT ck_work_calendar_days_kind CHECK (kind IN ('HOLIDAY', 'MAKE_UP')),
        CONSTRAINT pk_work_calendar_days PRIMARY KEY (day),
        CONSTRAINT fk_work_calendar_days_year FOREIGN KEY (year) REFERENCES work_calendar_years (year),
        CONSTRAINT ck_work_calendar_days_year CHECK (extract(year FROM day) = year)
      );
      CREATE INDEX ix_work_calendar_days_year ON work_calendar_days (year);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE work_calendar_days, work_calendar_years, deadlines;');
  }
}
