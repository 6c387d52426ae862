import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Critical values from their detection to the end, and what counts as one. */
export class CriticalValues1763769600090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE critical_value_no_sequence;

      CREATE TABLE critical_findings (
        code text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        domain text NOT NULL,
        label_zh text NOT NULL,
        label_en text NOT NULL,
        green_channel text,
        position integer NOT NULL,
        CONSTRAINT pk_critical_findings PRIMARY KEY (code, effective_from),
        CONSTRAINT ck_critical_findings_domain CHECK (domain IN ('IMAGING', 'ECG', 'LABORATORY', 'PATHOLOGY')),
        CONSTRAINT ck_critical_findings_effective CHECK (effective_to > effective_from)
      );

      CREATE TABLE critical_thresholds (
        id uuid NOT NULL,
        item_code text NOT NULL,
        item_name text NOT NULL,
        unit text NOT NULL,
        institution_id uuid,
        sex text,
        from_age_days integer,
        before_age_days integer,
        below double precision,
        above double precision,
        text text,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        CONSTRAINT pk_critical_thresholds PRIMARY KEY (id),
        CONSTRAINT fk_critical_thresholds_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_critical_thresholds_sex CHECK (sex IN ('1', '2')),
        CONSTRAINT ck_critical_thresholds_age CHECK (from_age_days >= 0 AND before_age_days > coalesce(from_age_days, 0)),
        CONSTRAINT ck_critical_thresholds_bounds CHECK (
          CASE WHEN text IS NULL THEN coalesce(below, above) IS NOT NULL ELSE coalesce(below, above) IS NULL END),
        CONSTRAINT ck_critical_thresholds_effective CHECK (effective_to > effective_from)
      );
      CREATE INDEX ix_critical_thresholds_item ON critical_thresholds (item_code, effective_from);

      CREATE TABLE critical_values (
        id uuid NOT NULL,
        critical_no text NOT NULL,
        drill boolean NOT NULL,
        domain text NOT NULL,
        subject_id uuid,
        patient_id uuid,
        encounter text NOT NULL,
        finding_code text,
        item_code text,
        finding_text text NOT NULL,
        value text,
        unit text,
        threshold_id uuid,
        ordering_institution_id uuid NOT NULL,
        ordering_department_id uuid,
        ordering_staff_id uuid,
        centre_institution_id uuid NOT NULL,
        detected_by_staff_id uuid,
        detected_at timestamptz NOT NULL,
        state text NOT NULL,
        version integer NOT NULL,
        unverified boolean NOT NULL,
        due_at timestamptz,
        notified_at timestamptz,
        acknowledged_at timestamptz,
        acknowledged_by_staff_id uuid,
        handled_at timestamptz,
        handled_by_staff_id uuid,
        measures text,
        referral_id uuid,
        doubters uuid[] NOT NULL,
        doubt_reason_code text,
        ended_at timestamptz,
        CONSTRAINT pk_critical_values PRIMARY KEY (id),
        CONSTRAINT uq_critical_values_no UNIQUE (critical_no),
        CONSTRAINT fk_critical_values_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT fk_critical_values_threshold FOREIGN KEY (threshold_id) REFERENCES critical_thresholds (id),
        CONSTRAINT fk_critical_values_ordering FOREIGN KEY (ordering_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_critical_values_department FOREIGN KEY (ordering_department_id) REFERENCES departments (id),
        CONSTRAINT fk_critical_values_ordering_staff FOREIGN KEY (ordering_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_critical_values_centre FOREIGN KEY (centre_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_critical_values_detected_by FOREIGN KEY (detected_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_critical_values_acknowledged_by FOREIGN KEY (acknowledged_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_critical_values_handled_by FOREIGN KEY (handled_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_critical_values_referral FOREIGN KEY (referral_id) REFERENCES referrals (id),
        CONSTRAINT ck_critical_values_domain CHECK (domain IN ('IMAGING', 'ECG', 'LABORATORY', 'PATHOLOGY')),
        CONSTRAINT ck_critical_values_encounter CHECK (encounter IN ('OUTPATIENT', 'INPATIENT', 'EMERGENCY')),
        CONSTRAINT ck_critical_values_state CHECK (state IN
          ('DETECTED', 'NOTIFIED', 'ACKNOWLEDGED', 'UNREACHABLE', 'HANDLED', 'CLOSED', 'CANCELLED')),
        -- A drill has nobody: no patient, no study, no referral.
        CONSTRAINT ck_critical_values_drill CHECK (drill = (patient_id IS NULL)
          AND (NOT drill OR (subject_id IS NULL AND referral_id IS NULL))),
        CONSTRAINT ck_critical_values_finding CHECK ((finding_code IS NULL) <> (item_code IS NULL)
          AND (item_code IS NULL) = (value IS NULL) AND (value IS NULL) = (unit IS NULL)),
        CONSTRAINT ck_critical_values_notified CHECK (state IN ('DETECTED', 'CANCELLED') OR notified_at IS NOT NULL),
        CONSTRAINT ck_critical_values_acknowledged CHECK ((acknowledged_at IS NULL) = (acknowledged_by_staff_id IS NULL)
          AND (state NOT IN ('ACKNOWLEDGED', 'UNREACHABLE', 'HANDLED', 'CLOSED') OR acknowledged_at IS NOT NULL)),
        CONSTRAINT ck_critical_values_handled CHECK ((handled_at IS NULL) = (handled_by_staff_id IS NULL)
          AND (handled_at IS NULL) = (measures IS NULL)
          AND (state NOT IN ('HANDLED', 'CLOSED') OR handled_at IS NOT NULL)),
        CONSTRAINT ck_critical_values_cancelled CHECK (state <> 'CANCELLED' OR cardinality(doubters) > 0),
        CONSTRAINT ck_critical_values_ended CHECK ((state IN ('CLOSED', 'CANCELLED')) = (ended_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX uq_critical_values_open ON critical_values (domain, subject_id, coalesce(finding_code, item_code))
        WHERE ended_at IS NULL AND subject_id IS NOT NULL;
      CREATE INDEX ix_critical_values_ordering ON critical_values (ordering_institution_id, detected_at, id);
      CREATE INDEX ix_critical_values_centre ON critical_values (centre_institution_id, detected_at, id);
      CREATE INDEX ix_critical_values_centre_open ON critical_values (centre_institution_id, due_at, id)
        WHERE ended_at IS NULL;
      CREATE INDEX ix_critical_values_ordering_open ON critical_values (ordering_institution_id, due_at, id)
        WHERE ended_at IS NULL;
      CREATE INDEX ix_critical_values_waiting ON critical_values (due_at, id) WHERE state = 'NOTIFIED';
      CREATE INDEX ix_critical_values_patient ON critical_values (patient_id);

      CREATE TABLE critical_value_verifications (
        critical_value_id uuid NOT NULL,
        position integer NOT NULL,
        staff_id uuid NOT NULL,
        verified_at timestamptz NOT NULL,
        CONSTRAINT pk_critical_value_verifications PRIMARY KEY (critical_value_id, position),
        CONSTRAINT fk_critical_value_verifications_critical_value FOREIGN KEY (critical_value_id)
          REFERENCES critical_values (id),
        CONSTRAINT fk_critical_value_verifications_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT ck_critical_value_verifications_two CHECK (position IN (1, 2))
      );

      CREATE TABLE critical_value_read_backs (
        id uuid NOT NULL,
        critical_value_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        read_back text NOT NULL,
        matches boolean NOT NULL,
        read_at timestamptz NOT NULL,
        CONSTRAINT pk_critical_value_read_backs PRIMARY KEY (id),
        CONSTRAINT fk_critical_value_read_backs_critical_value FOREIGN KEY (critical_value_id)
          REFERENCES critical_values (id),
        CONSTRAINT fk_critical_value_read_backs_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
      );
      CREATE INDEX ix_critical_value_read_backs_critical_value ON critical_value_read_backs (critical_value_id, read_at);
      CREATE UNIQUE INDEX uq_critical_value_read_backs_match ON critical_value_read_backs (critical_value_id) WHERE matches;

      CREATE TABLE critical_value_contacts (
        id uuid NOT NULL,
        critical_value_id uuid NOT NULL,
        relation text NOT NULL,
        outcome text NOT NULL,
        comment text,
        staff_id uuid NOT NULL,
        attempted_at timestamptz NOT NULL,
        CONSTRAINT pk_critical_value_contacts PRIMARY KEY (id),
        CONSTRAINT fk_critical_value_contacts_critical_value FOREIGN KEY (critical_value_id)
          REFERENCES critical_values (id),
        CONSTRAINT fk_critical_value_contacts_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT ck_critical_value_contacts_relation CHECK (relation IN
          ('PATIENT', 'EMERGENCY_CONTACT', 'VILLAGE_DOCTOR')),
        CONSTRAINT ck_critical_value_contacts_outcome CHECK (outcome IN
          ('REACHED', 'NO_ANSWER', 'WRONG_NUMBER', 'NO_NUMBER'))
      );
      CREATE INDEX ix_critical_value_contacts_critical_value ON critical_value_contacts (critical_value_id, attempted_at);

      CREATE TABLE critical_value_turns (
        id uuid NOT NULL,
        critical_value_id uuid NOT NULL,
        level integer NOT NULL,
        position integer NOT NULL,
        target text NOT NULL,
        institution_id uuid NOT NULL,
        staff_ids uuid[] NOT NULL,
        is_gap boolean NOT NULL,
        due_at timestamptz NOT NULL,
        turned_at timestamptz NOT NULL,
        CONSTRAINT pk_critical_value_turns PRIMARY KEY (id),
        CONSTRAINT uq_critical_value_turns_place UNIQUE (critical_value_id, level, position),
        CONSTRAINT fk_critical_value_turns_critical_value FOREIGN KEY (critical_value_id) REFERENCES critical_values (id),
        CONSTRAINT fk_critical_value_turns_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_critical_value_turns_target CHECK (target IN
          ('ORDERING_DOCTOR', 'DUTY_DOCTOR', 'HEAD', 'CENTRE', 'GENERAL_DUTY')),
        CONSTRAINT ck_critical_value_turns_gap CHECK (is_gap = (cardinality(staff_ids) = 0)),
        CONSTRAINT ck_critical_value_turns_level CHECK (level >= 0)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE critical_value_turns, critical_value_contacts, critical_value_read_backs, critical_value_verifications,
        critical_values, critical_thresholds, critical_findings;
      DROP SEQUENCE critical_value_no_sequence;
    `);
  }
}
