import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The whole way of an up-referral: review, questions, emergencies, ends and what leads on from them. */
export class UpReferral1763769600016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMNS);
    await runner.query(CHECKS);
    await runner.query(INDEXES);
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE onward_referrals, referral_emergencies, referral_review_switches;
      DROP INDEX ix_referrals_waiting, ix_referrals_parent, ix_referrals_sent, ix_referrals_author,
        ix_referrals_received, ix_referrals_received_open, ix_referrals_department;
      ALTER TABLE referrals DROP CONSTRAINT ck_referrals_kind, DROP CONSTRAINT ck_referrals_state,
        DROP CONSTRAINT ck_referrals_submitted, DROP CONSTRAINT ck_referrals_reviewed,
        DROP CONSTRAINT ck_referrals_received, DROP CONSTRAINT ck_referrals_purpose,
        DROP CONSTRAINT ck_referrals_owned, DROP CONSTRAINT ck_referrals_ended,
        DROP CONSTRAINT ck_referrals_reopenable, DROP CONSTRAINT ck_referrals_archived;
      ALTER TABLE referrals DROP COLUMN kind, DROP COLUMN retrospective, DROP COLUMN recorded_late,
        DROP COLUMN parent_id, DROP COLUMN reviewing_institution_id, DROP COLUMN received_at, DROP COLUMN arrived_at,
        DROP COLUMN consent_due_at, DROP COLUMN ended_from, DROP COLUMN edited_at, DROP COLUMN archived_at;
      ALTER TABLE referrals ALTER COLUMN purpose_code SET NOT NULL,
        ADD CONSTRAINT ck_referrals_state CHECK (state IN ('DRAFT', 'PENDING_ACCEPTANCE', 'RETURNED_FOR_EDIT',
          'ACCEPTED', 'ARRANGED', 'ARRIVED', 'COMPLETED', 'REJECTED')),
        ADD CONSTRAINT ck_referrals_submitted CHECK
          (state = 'DRAFT' OR (first_submitted_at IS NOT NULL AND referral_no IS NOT NULL)),
        ADD CONSTRAINT ck_referrals_owned CHECK
          (state NOT IN ('ACCEPTED', 'ARRANGED', 'ARRIVED', 'COMPLETED') OR owner_staff_id IS NOT NULL),
        ADD CONSTRAINT ck_referrals_ended CHECK ((state IN ('COMPLETED', 'REJECTED')) = (ended_at IS NOT NULL));
      CREATE INDEX ix_referrals_sent ON referrals (from_institution_id, id) INCLUDE (ended_at);
      CREATE INDEX ix_referrals_author ON referrals (author_staff_id, id) INCLUDE (from_institution_id, ended_at);
      CREATE INDEX ix_referrals_received ON referrals (to_institution_id, id) INCLUDE (to_department_id, ended_at)
        WHERE first_submitted_at IS NOT NULL;
      CREATE INDEX ix_referrals_received_open ON referrals (to_institution_id, id) INCLUDE (to_department_id)
        WHERE first_submitted_at IS NOT NULL AND ended_at IS NULL;
      CREATE INDEX ix_referrals_department ON referrals (to_department_id, id) INCLUDE (to_institution_id, ended_at)
        WHERE first_submitted_at IS NOT NULL;
    `);
  }
}

const COLUMNS = `
  ALTER TABLE referrals ADD COLUMN kind text NOT NULL DEFAULT 'ROUTINE',
    ADD COLUMN retrospective boolean NOT NULL DEFAULT false, ADD COLUMN recorded_late boolean NOT NULL DEFAULT false,
    ADD COLUMN parent_id uuid, ADD COLUMN reviewing_institution_id uuid, ADD COLUMN received_at timestamptz,
    ADD COLUMN arrived_at timestamptz, ADD COLUMN consent_due_at timestamptz, ADD COLUMN ended_from text,
    ADD COLUMN edited_at timestamptz, ADD COLUMN archived_at timestamptz,
    ALTER COLUMN purpose_code DROP NOT NULL,
    ADD CONSTRAINT fk_referrals_parent FOREIGN KEY (parent_id) REFERENCES referrals (id),
    ADD CONSTRAINT fk_referrals_reviewing_institution FOREIGN KEY (reviewing_institution_id) REFERENCES institutions (id);
  UPDATE referrals r SET received_at = r.first_submitted_at,
    arrived_at = (SELECT max(e.occurred_at) FROM domain_events e
      WHERE e.aggregate_id = r.id AND e.action = 'confirmArrival');
`;

const CHECKS = `
  ALTER TABLE referrals DROP CONSTRAINT ck_referrals_state, DROP CONSTRAINT ck_referrals_submitted,
    DROP CONSTRAINT ck_referrals_owned, DROP CONSTRAINT ck_referrals_ended,
    ADD CONSTRAINT ck_referrals_kind CHECK (kind IN ('ROUTINE', 'EMERGENCY', 'GREEN_CHANNEL')),
    ADD CONSTRAINT ck_referrals_state CHECK (state IN ('DRAFT', 'PENDING_INTERNAL_REVIEW', 'RETURNED_FOR_EDIT',
      'PENDING_ACCEPTANCE', 'AWAITING_INFORMATION', 'ACCEPTED', 'ARRANGED', 'NO_SHOW', 'ARRIVED', 'COMPLETED',
      'RETURNED_WITH_ADVICE', 'REJECTED', 'REDIRECTED', 'CANCELLED', 'CLOSED', 'EXPIRED')),
    ADD CONSTRAINT ck_referrals_submitted CHECK (state IN ('DRAFT', 'CANCELLED')
      OR (first_submitted_at IS NOT NULL AND referral_no IS NOT NULL)),
    ADD CONSTRAINT ck_referrals_reviewed CHECK
      (state <> 'PENDING_INTERNAL_REVIEW' OR reviewing_institution_id IS NOT NULL),
    ADD CONSTRAINT ck_referrals_received CHECK
      (state IN ('DRAFT', 'PENDING_INTERNAL_REVIEW', 'RETURNED_FOR_EDIT', 'CANCELLED', 'EXPIRED')
        OR received_at IS NOT NULL),
    ADD CONSTRAINT ck_referrals_purpose CHECK (kind <> 'ROUTINE' OR purpose_code IS NOT NULL),
    ADD CONSTRAINT ck_referrals_owned CHECK (kind <> 'ROUTINE' OR retrospective
      OR state NOT IN ('ACCEPTED', 'ARRANGED', 'NO_SHOW', 'ARRIVED', 'COMPLETED') OR owner_staff_id IS NOT NULL),
    ADD CONSTRAINT ck_referrals_ended CHECK ((state IN ('COMPLETED', 'RETURNED_WITH_ADVICE', 'REJECTED', 'REDIRECTED',
      'CANCELLED', 'CLOSED', 'EXPIRED')) = (ended_at IS NOT NULL)),
    ADD CONSTRAINT ck_referrals_reopenable CHECK (state NOT IN ('CLOSED', 'EXPIRED') OR ended_from IS NOT NULL),
    ADD CONSTRAINT ck_referrals_archived CHECK (archived_at IS NULL OR state IN ('DRAFT', 'CANCELLED'));
`;

const INDEXES = `
  DROP INDEX ix_referrals_sent, ix_referrals_author, ix_referrals_received, ix_referrals_received_open,
    ix_referrals_department;
  -- Pages of the lists are found in these alone; what is included decides which rows count.
  CREATE INDEX ix_referrals_sent ON referrals (from_institution_id, id) INCLUDE (ended_at) WHERE archived_at IS NULL;
  CREATE INDEX ix_referrals_author ON referrals (author_staff_id, id) INCLUDE (from_institution_id, ended_at)
    WHERE archived_at IS NULL;
  CREATE INDEX ix_referrals_received ON referrals (to_institution_id, id) INCLUDE (to_department_id, ended_at)
    WHERE received_at IS NOT NULL;
  CREATE INDEX ix_referrals_received_open ON referrals (to_institution_id, id) INCLUDE (to_department_id)
    WHERE received_at IS NOT NULL AND ended_at IS NULL;
  CREATE INDEX ix_referrals_department ON referrals (to_department_id, id) INCLUDE (to_institution_id, ended_at)
    WHERE received_at IS NOT NULL;
  CREATE INDEX ix_referrals_parent ON referrals (parent_id) WHERE parent_id IS NOT NULL;
  -- What the system looks through for waiting that has lasted too long.
  CREATE INDEX ix_referrals_waiting ON referrals (state, state_changed_at) WHERE ended_at IS NULL AND archived_at IS NULL;
`;

const TABLES = `
  CREATE TABLE referral_review_switches (
    id uuid NOT NULL,
    institution_id uuid NOT NULL,
    department_id uuid,
    direction text NOT NULL,
    review_required boolean NOT NULL,
    fallback_institution_id uuid,
    version integer NOT NULL,
    CONSTRAINT pk_referral_review_switches PRIMARY KEY (id),
    CONSTRAINT fk_referral_review_switches_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
    CONSTRAINT fk_referral_review_switches_department FOREIGN KEY (department_id, institution_id)
      REFERENCES departments (id, institution_id),
    CONSTRAINT fk_referral_review_switches_fallback FOREIGN KEY (fallback_institution_id) REFERENCES institutions (id),
    CONSTRAINT ck_referral_review_switches_direction CHECK (direction IN ('UP', 'LATERAL', 'DOWN'))
  );
  CREATE UNIQUE INDEX uq_referral_review_switches_place
    ON referral_review_switches (institution_id, direction, department_id) NULLS NOT DISTINCT;

  CREATE TABLE referral_emergencies (
    referral_id uuid NOT NULL,
    consciousness text NOT NULL,
    phone_ciphertext text NOT NULL,
    acknowledged_at timestamptz,
    acknowledged_by_staff_id uuid,
    amended_at timestamptz,
    CONSTRAINT pk_referral_emergencies PRIMARY KEY (referral_id),
    CONSTRAINT fk_referral_emergencies_referral FOREIGN KEY (referral_id) REFERENCES referrals (id),
    CONSTRAINT fk_referral_emergencies_acknowledged_by FOREIGN KEY (acknowledged_by_staff_id) REFERENCES staff (id),
    CONSTRAINT ck_referral_emergencies_consciousness CHECK (consciousness IN ('ALERT', 'DROWSY', 'STUPOR', 'COMA')),
    CONSTRAINT ck_referral_emergencies_acknowledged
      CHECK ((acknowledged_at IS NULL) = (acknowledged_by_staff_id IS NULL))
  );

  CREATE TABLE onward_referrals (
    id uuid NOT NULL,
    referral_no text NOT NULL,
    parent_id uuid NOT NULL,
    state text NOT NULL,
    version integer NOT NULL,
    institution_name text NOT NULL,
    department_name text,
    answer text,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    answered_at timestamptz,
    ended_at timestamptz,
    CONSTRAINT pk_onward_referrals PRIMARY KEY (id),
    CONSTRAINT uq_onward_referrals_referral_no UNIQUE (referral_no),
    CONSTRAINT fk_onward_referrals_parent FOREIGN KEY (parent_id) REFERENCES referrals (id),
    CONSTRAINT ck_onward_referrals_state CHECK (state IN ('DRAFT', 'SENT', 'ANSWERED', 'COMPLETED', 'CLOSED')),
    CONSTRAINT ck_onward_referrals_sent CHECK (state IN ('DRAFT', 'CLOSED') OR sent_at IS NOT NULL),
    CONSTRAINT ck_onward_referrals_answered CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CONSTRAINT ck_onward_referrals_ended CHECK ((state IN ('COMPLETED', 'CLOSED')) = (ended_at IS NOT NULL))
  );
  CREATE UNIQUE INDEX uq_onward_referrals_parent ON onward_referrals (parent_id);
`;
