import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Queues of what waits to be read, which imaging and laboratory share: groups, due times, tasks and leases. */
export class Worklist1763769600080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reading_groups (
        code text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        label_zh text NOT NULL,
        label_en text NOT NULL,
        lease_minutes integer NOT NULL,
        signatures integer NOT NULL,
        expected_minutes integer NOT NULL,
        certificate_code text,
        CONSTRAINT pk_reading_groups PRIMARY KEY (code, effective_from),
        CONSTRAINT ck_reading_groups_terms CHECK (lease_minutes BETWEEN 1 AND 480 AND signatures IN (1, 2)
          AND expected_minutes BETWEEN 0 AND 1440),
        CONSTRAINT ck_reading_groups_effective CHECK (effective_to > effective_from)
      );

      CREATE TABLE reading_due_times (
        group_code text NOT NULL,
        urgency text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        due_minutes integer NOT NULL,
        CONSTRAINT pk_reading_due_times PRIMARY KEY (group_code, urgency, effective_from),
        CONSTRAINT ck_reading_due_times_terms CHECK (urgency IN ('GREEN', 'EMERGENCY', 'INPATIENT', 'ROUTINE')
          AND due_minutes > 0 AND effective_to > effective_from)
      );

      CREATE TABLE reader_certificates (
        staff_id uuid NOT NULL,
        certificate_code text NOT NULL,
        valid_from date NOT NULL,
        valid_to date NOT NULL,
        CONSTRAINT pk_reader_certificates PRIMARY KEY (staff_id, certificate_code),
        CONSTRAINT fk_reader_certificates_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT ck_reader_certificates_period CHECK (valid_to >= valid_from)
      );

      CREATE TABLE reading_tasks (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        group_code text NOT NULL,
        subject_domain text NOT NULL,
        subject_id uuid NOT NULL,
        state text NOT NULL,
        urgency text NOT NULL,
        urgency_rank integer NOT NULL,
        subspecialty text,
        due_at timestamptz NOT NULL,
        latest_start timestamptz NOT NULL,
        queued_at timestamptz NOT NULL,
        signatures integer NOT NULL,
        claimed_by_staff_id uuid,
        lease_until timestamptz,
        fencing_token integer NOT NULL,
        reporter_staff_id uuid,
        reviewer_staff_id uuid,
        version integer NOT NULL,
        CONSTRAINT pk_reading_tasks PRIMARY KEY (id),
        CONSTRAINT fk_reading_tasks_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_reading_tasks_claimant FOREIGN KEY (claimed_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_reading_tasks_reporter FOREIGN KEY (reporter_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_reading_tasks_reviewer FOREIGN KEY (reviewer_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_reading_tasks_state CHECK (state IN ('QUEUED', 'CLAIMED', 'REPORTING', 'PENDING_REVIEW',
          'RETURNED_TO_REPORTER', 'RETURNED_FOR_REPEAT', 'DONE', 'WITHDRAWN')),
        CONSTRAINT ck_reading_tasks_urgency CHECK (
          urgency_rank = array_position(ARRAY['GREEN', 'EMERGENCY', 'INPATIENT', 'ROUTINE'], urgency)),
        CONSTRAINT ck_reading_tasks_lease CHECK (
          (state IN ('CLAIMED', 'REPORTING')) = (claimed_by_staff_id IS NOT NULL)
          AND (claimed_by_staff_id IS NULL) = (lease_until IS NULL)),
        CONSTRAINT ck_reading_tasks_two_people CHECK (reviewer_staff_id <> reporter_staff_id),
        CONSTRAINT ck_reading_tasks_signatures CHECK (signatures IN (1, 2)
          AND (reviewer_staff_id IS NULL OR signatures = 2)),
        CONSTRAINT ck_reading_tasks_done CHECK (state <> 'DONE' OR (reporter_staff_id IS NOT NULL
          AND (signatures = 1 OR reviewer_staff_id IS NOT NULL))),
        CONSTRAINT ck_reading_tasks_latest_start CHECK (latest_start <= due_at)
      );
      CREATE UNIQUE INDEX uq_reading_tasks_subject ON reading_tasks (subject_domain, subject_id)
        WHERE state NOT IN ('DONE', 'WITHDRAWN');
      -- The order of a queue, exactly: less slack means an earlier latest start, whatever the present is.
      CREATE INDEX ix_reading_tasks_queue ON reading_tasks
        (institution_id, group_code, urgency_rank, latest_start, queued_at, id) WHERE state = 'QUEUED';
      CREATE INDEX ix_reading_tasks_subspecialty ON reading_tasks
        (institution_id, group_code, subspecialty, urgency_rank, latest_start, queued_at, id)
        WHERE state = 'QUEUED' AND subspecialty IS NOT NULL;
      CREATE INDEX ix_reading_tasks_review ON reading_tasks
        (institution_id, group_code, urgency_rank, latest_start, queued_at, id) WHERE state = 'PENDING_REVIEW';
      CREATE INDEX ix_reading_tasks_lease ON reading_tasks (lease_until) WHERE lease_until IS NOT NULL;
      CREATE INDEX ix_reading_tasks_claimant ON reading_tasks (claimed_by_staff_id, id)
        WHERE claimed_by_staff_id IS NOT NULL;
      CREATE INDEX ix_reading_tasks_returned ON reading_tasks (reporter_staff_id, id)
        WHERE state = 'RETURNED_TO_REPORTER';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reading_tasks, reader_certificates, reading_due_times, reading_groups;');
  }
}
