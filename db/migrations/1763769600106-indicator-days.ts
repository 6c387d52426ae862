import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sums of days, from which months are told: each day is told anew only when something of it has been touched, when a limit
 * has passed, or when the indicators mean something else. What an event of the log is about says which day it touches.
 */
export class IndicatorDays1763769600106 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE indicator_days (
        period text NOT NULL,
        day date NOT NULL,
        touched integer NOT NULL,
        told integer NOT NULL,
        changes_at timestamptz,
        meant_at timestamptz NOT NULL,
        CONSTRAINT pk_indicator_days PRIMARY KEY (period, day),
        CONSTRAINT ck_indicator_days_period CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
        CONSTRAINT ck_indicator_days_told CHECK (told BETWEEN 0 AND touched)
      );
      CREATE INDEX ix_indicator_days_day ON indicator_days (day);

      CREATE TABLE indicator_day_figures (
        id uuid NOT NULL,
        period text NOT NULL,
        day date NOT NULL,
        code text NOT NULL,
        part text NOT NULL,
        definition_version integer NOT NULL,
        institution_id uuid,
        department_id uuid,
        numerator numeric NOT NULL,
        denominator integer NOT NULL,
        excluded integer NOT NULL,
        not_measured integer NOT NULL,
        amounts double precision[],
        CONSTRAINT pk_indicator_day_figures PRIMARY KEY (id),
        CONSTRAINT fk_indicator_day_figures_day FOREIGN KEY (period, day) REFERENCES indicator_days (period, day)
      );
      CREATE UNIQUE INDEX uq_indicator_day_figures_scope ON indicator_day_figures
        (period, day, code, part, institution_id, department_id) NULLS NOT DISTINCT;

      -- How far the log has been followed.
      CREATE TABLE indicator_log_reader (
        id integer NOT NULL,
        position bigint NOT NULL,
        CONSTRAINT pk_indicator_log_reader PRIMARY KEY (id),
        CONSTRAINT ck_indicator_log_reader_single CHECK (id = 1)
      );
    `);
    await runner.query(BEGINNINGS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP VIEW indicator_beginnings; DROP TABLE indicator_log_reader, indicator_day_figures, indicator_days;',
    );
  }
}

/** When that began which an event is about; an event may touch more than one. */
const BEGINNINGS = `
  CREATE VIEW indicator_beginnings AS
  SELECT r.id AS subject_id, r.first_submitted_at AS begun_at FROM referrals r WHERE r.first_submitted_at IS NOT NULL
  -- Who is referred up again was looked after before.
  UNION ALL SELECT r.id, d.first_submitted_at FROM referrals r
    JOIN referrals d ON d.patient_id = r.patient_id AND d.direction = 'DOWN' AND d.first_submitted_at IS NOT NULL
    WHERE r.direction = 'UP'
  UNION ALL SELECT t.id, r.first_submitted_at FROM follow_up_tasks t JOIN referrals r ON r.id = t.referral_id
    WHERE r.first_submitted_at IS NOT NULL
  UNION ALL SELECT g.id, r.first_submitted_at FROM referral_green_channel_times g JOIN referrals r ON r.id = g.referral_id
    WHERE r.first_submitted_at IS NOT NULL
  UNION ALL SELECT m.id, r.first_submitted_at FROM patient_merges m
    JOIN referrals r ON r.patient_id IN (m.from_patient_id, m.into_patient_id) WHERE r.first_submitted_at IS NOT NULL
  UNION ALL SELECT c.id, c.submitted_at FROM consultations c WHERE c.submitted_at IS NOT NULL
  UNION ALL SELECT x.id, x.registered_at FROM exams x
  UNION ALL SELECT s.id, s.collected_at FROM specimens s
  UNION ALL SELECT l.id, s.collected_at FROM lab_reports l JOIN specimens s ON s.id = l.specimen_id
  UNION ALL SELECT v.id, v.detected_at FROM critical_values v
  UNION ALL SELECT d.id, d.decided_at FROM recognition_decisions d
  UNION ALL SELECT i.order_id, d.decided_at FROM exam_order_items i JOIN recognition_decisions d ON d.order_item_id = i.id`;
