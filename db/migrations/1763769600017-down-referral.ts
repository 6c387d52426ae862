import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Down-referrals beside those that go up: links between referrals, what is handed over, and the follow-up. */
export class DownReferral1763769600017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE referrals
        ADD COLUMN from_department_id uuid,
        ADD COLUMN answers_id uuid,
        ADD CONSTRAINT fk_referrals_from_department FOREIGN KEY (from_department_id) REFERENCES departments (id),
        ADD CONSTRAINT fk_referrals_answers FOREIGN KEY (answers_id) REFERENCES referrals (id),
        DROP CONSTRAINT ck_referrals_direction,
        DROP CONSTRAINT ck_referrals_state,
        DROP CONSTRAINT ck_referrals_received,
        DROP CONSTRAINT ck_referrals_ended,
        ADD CONSTRAINT ck_referrals_direction CHECK (direction IN ('UP', 'LATERAL', 'DOWN')),
        ADD CONSTRAINT ck_referrals_state CHECK (CASE direction
          WHEN 'DOWN' THEN state IN ('DRAFT', 'PENDING_INTERNAL_REVIEW', 'RETURNED_FOR_EDIT', 'PENDING_RECEIPT',
            'PENDING_ALLOCATION', 'PENDING_REASSIGNMENT', 'IN_TRANSIT', 'NOT_ARRIVED', 'FOLLOW_UP', 'COMPLETED',
            'REFUSED', 'REDIRECTED', 'CANCELLED', 'CLOSED')
          ELSE state IN ('DRAFT', 'PENDING_INTERNAL_REVIEW', 'RETURNED_FOR_EDIT', 'PENDING_ACCEPTANCE',
            'AWAITING_INFORMATION', 'ACCEPTED', 'ARRANGED', 'NO_SHOW', 'ARRIVED', 'COMPLETED', 'RETURNED_WITH_ADVICE',
            'REJECTED', 'REDIRECTED', 'CANCELLED', 'CLOSED', 'EXPIRED') END),
        ADD CONSTRAINT ck_referrals_received CHECK
          (state IN ('DRAFT', 'PENDING_INTERNAL_REVIEW', 'RETURNED_FOR_EDIT', 'CANCELLED', 'CLOSED', 'EXPIRED')
            OR received_at IS NOT NULL),
        ADD CONSTRAINT ck_referrals_ended CHECK ((state IN ('COMPLETED', 'RETURNED_WITH_ADVICE', 'REJECTED', 'REFUSED',
          'REDIRECTED', 'CANCELLED', 'CLOSED', 'EXPIRED')) = (ended_at IS NOT NULL)),
        ADD CONSTRAINT ck_referrals_down_owned CHECK
          (state NOT IN ('PENDING_RECEIPT', 'IN_TRANSIT', 'NOT_ARRIVED', 'FOLLOW_UP') OR owner_staff_id IS NOT NULL),
        ADD CONSTRAINT ck_referrals_answers CHECK (answers_id IS NULL OR direction = 'DOWN');
      CREATE INDEX ix_referrals_from_department ON referrals (from_department_id, id)
        WHERE from_department_id IS NOT NULL;
      CREATE INDEX ix_referrals_answers ON referrals (answers_id) WHERE answers_id IS NOT NULL;

      CREATE TABLE down_packages (
        package_id uuid NOT NULL,
        summary text,
        medicines jsonb NOT NULL,
        recheck_advice text,
        rehabilitation_goals text,
        nursing_points text,
        warning_symptoms text,
        monitoring_indicators text,
        high_risk boolean NOT NULL,
        first_follow_up_on date,
        CONSTRAINT pk_down_packages PRIMARY KEY (package_id),
        CONSTRAINT fk_down_packages_package FOREIGN KEY (package_id) REFERENCES clinical_packages (id)
      );

      CREATE TABLE follow_up_tasks (
        id uuid NOT NULL,
        referral_id uuid NOT NULL,
        doctor_staff_id uuid NOT NULL,
        village_doctor_staff_id uuid,
        due_on date NOT NULL,
        state text NOT NULL,
        method text,
        condition text,
        measured_values jsonb NOT NULL,
        summary text,
        recorded_by_staff_id uuid,
        recorded_at timestamptz,
        created_at timestamptz NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_follow_up_tasks PRIMARY KEY (id),
        CONSTRAINT fk_follow_up_tasks_referral FOREIGN KEY (referral_id) REFERENCES referrals (id),
        CONSTRAINT fk_follow_up_tasks_doctor FOREIGN KEY (doctor_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_follow_up_tasks_village_doctor FOREIGN KEY (village_doctor_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_follow_up_tasks_recorded_by FOREIGN KEY (recorded_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_follow_up_tasks_state CHECK (state IN ('OPEN', 'DONE', 'WITHDRAWN')),
        CONSTRAINT ck_follow_up_tasks_method CHECK (method IN ('PHONE', 'VISIT', 'CLINIC')),
        CONSTRAINT ck_follow_up_tasks_condition
          CHECK (condition IN ('STABLE', 'IMPROVED', 'NEEDS_ATTENTION', 'NEEDS_UP_REFERRAL')),
        CONSTRAINT ck_follow_up_tasks_recorded CHECK
          ((state = 'DONE') = (num_nonnulls(method, condition, summary, recorded_by_staff_id, recorded_at) = 5))
      );
      CREATE UNIQUE INDEX uq_follow_up_tasks_open ON follow_up_tasks (referral_id) WHERE state = 'OPEN';
      CREATE INDEX ix_follow_up_tasks_referral ON follow_up_tasks (referral_id, due_on);
      CREATE INDEX ix_follow_up_tasks_doctor ON follow_up_tasks (doctor_staff_id, due_on, id) WHERE state = 'OPEN';
      CREATE INDEX ix_follow_up_tasks_village_doctor ON follow_up_tasks (village_doctor_staff_id, due_on, id)
        WHERE state = 'OPEN';

      CREATE TABLE referral_contact_attempts (
        id uuid NOT NULL,
        referral_id uuid NOT NULL,
        task_id uuid,
        made_at timestamptz NOT NULL,
        note text NOT NULL,
        staff_id uuid NOT NULL,
        CONSTRAINT pk_referral_contact_attempts PRIMARY KEY (id),
        CONSTRAINT fk_referral_contact_attempts_referral FOREIGN KEY (referral_id) REFERENCES referrals (id),
        CONSTRAINT fk_referral_contact_attempts_task FOREIGN KEY (task_id) REFERENCES follow_up_tasks (id),
        CONSTRAINT fk_referral_contact_attempts_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
      );
      CREATE INDEX ix_referral_contact_attempts_referral ON referral_contact_attempts (referral_id, made_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE referral_contact_attempts, follow_up_tasks, down_packages;
      ALTER TABLE referrals
        DROP COLUMN from_department_id,
        DROP COLUMN answers_id,
        DROP CONSTRAINT ck_referrals_down_owned,
        DROP CONSTRAINT ck_referrals_direction,
        DROP CONSTRAINT ck_referrals_state,
        DROP CONSTRAINT ck_referrals_received,
        DROP CONSTRAINT ck_referrals_ended,
        ADD CONSTRAINT ck_referrals_direction CHECK (direction IN ('UP', 'LATERAL')),
        ADD CONSTRAINT ck_referrals_state CHECK (state IN ('DRAFT', 'PENDING_INTERNAL_REVIEW', 'RETURNED_FOR_EDIT', 'PENDING_ACCEPTANCE',
          'AWAITING_INFORMATION', 'ACCEPTED', 'ARRANGED', 'NO_SHOW', 'ARRIVED', 'COMPLETED', 'RETURNED_WITH_ADVICE',
          'REJECTED', 'REDIRECTED', 'CANCELLED', 'CLOSED', 'EXPIRED')),
        ADD CONSTRAINT ck_referrals_received CHECK
          (state IN ('DRAFT', 'PENDING_INTERNAL_REVIEW', 'RETURNED_FOR_EDIT', 'CANCELLED', 'EXPIRED')
            OR received_at IS NOT NULL),
        ADD CONSTRAINT ck_referrals_ended CHECK ((state IN ('COMPLETED', 'RETURNED_WITH_ADVICE', 'REJECTED',
          'REDIRECTED', 'CANCELLED', 'CLOSED', 'EXPIRED')) = (ended_at IS NOT NULL));
    `);
  }
}
