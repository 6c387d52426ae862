import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People act in the name of others; patients agree to be sent beyond the alliance; who acknowledged in a gap of the roster. */
export class Delegations1763769600028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE delegations (
        id uuid NOT NULL,
        delegator_staff_id uuid NOT NULL,
        delegate_staff_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        department_id uuid,
        reason_code text NOT NULL,
        comment text,
        valid_from timestamptz NOT NULL,
        valid_to timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        ended_by_staff_id uuid,
        version integer NOT NULL,
        CONSTRAINT pk_delegations PRIMARY KEY (id),
        CONSTRAINT fk_delegations_delegator FOREIGN KEY (delegator_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_delegations_delegate FOREIGN KEY (delegate_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_delegations_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_delegations_department FOREIGN KEY (department_id, institution_id)
          REFERENCES departments (id, institution_id),
        CONSTRAINT ck_delegations_two_people CHECK (delegator_staff_id <> delegate_staff_id),
        CONSTRAINT ck_delegations_period CHECK (valid_to > valid_from),
        CONSTRAINT ck_delegations_ended CHECK (ended_at IS NOT NULL OR ended_by_staff_id IS NULL),
        CONSTRAINT ex_delegations_one_at_a_time EXCLUDE USING gist (delegator_staff_id WITH =, delegate_staff_id WITH =,
          institution_id WITH =, coalesce(department_id, institution_id) WITH =, tstzrange(valid_from, valid_to) WITH &&)
          WHERE (ended_at IS NULL)
      );
      CREATE INDEX ix_delegations_delegator ON delegations (delegator_staff_id, id);
      CREATE INDEX ix_delegations_delegate ON delegations (delegate_staff_id, id);
      CREATE INDEX ix_delegations_institution ON delegations (institution_id, id);

      ALTER TABLE sessions ADD COLUMN delegation_id uuid;
      ALTER TABLE sessions ADD CONSTRAINT fk_sessions_delegation FOREIGN KEY (delegation_id) REFERENCES delegations (id);

      ALTER TABLE patient_consents DROP CONSTRAINT ck_patient_consents_kind;
      ALTER TABLE patient_consents ADD CONSTRAINT ck_patient_consents_kind
        CHECK (kind IN ('REFERRAL', 'ONWARD_REFERRAL', 'CONSULTATION', 'DATA_SHARING', 'CONTACT'));

      ALTER TABLE referral_emergencies ADD COLUMN acknowledged_in_duty_gap boolean;
      ALTER TABLE referral_emergencies ADD CONSTRAINT ck_referral_emergencies_duty_gap
        CHECK (acknowledged_in_duty_gap IS NULL OR acknowledged_at IS NOT NULL);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE referral_emergencies DROP COLUMN acknowledged_in_duty_gap;
      DELETE FROM patient_consents WHERE kind = 'ONWARD_REFERRAL';
      ALTER TABLE patient_consents DROP CONSTRAINT ck_patient_consents_kind;
      ALTER TABLE patient_consents ADD CONSTRAINT ck_patient_consents_kind
        CHECK (kind IN ('REFERRAL', 'CONSULTATION', 'DATA_SHARING', 'CONTACT'));
      ALTER TABLE sessions DROP COLUMN delegation_id;
      DROP TABLE delegations;
    `);
  }
}
