import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Remote consultations: the case, those who are invited to it, who was there, and the opinion with its signatures. */
export class Consultations1763769600070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE consultation_no_sequence;

      CREATE TABLE consultations (
        id uuid NOT NULL,
        consultation_no text,
        type text NOT NULL,
        state text NOT NULL,
        version integer NOT NULL,
        patient_id uuid NOT NULL,
        encounter text NOT NULL,
        inviting_institution_id uuid NOT NULL,
        inviting_department_id uuid,
        author_staff_id uuid NOT NULL,
        accompanying_staff_id uuid,
        centre_institution_id uuid NOT NULL,
        wanted_department_id uuid,
        specialty_code text,
        wanted_title text,
        reason text,
        purpose_code text,
        record_summary text,
        diagnoses jsonb NOT NULL,
        wanted_from timestamptz,
        wanted_until timestamptz,
        duration_minutes integer NOT NULL,
        fee_cents integer,
        linked_order_ids uuid[] NOT NULL,
        required_experts integer,
        starts_at timestamptz,
        ends_at timestamptz,
        session_no integer NOT NULL,
        room_token text,
        missing_codes text[] NOT NULL,
        missing_comment text,
        submitted_at timestamptz,
        session_started_at timestamptz,
        session_ended_at timestamptz,
        delivered_at timestamptz,
        adoption text,
        adoption_reason_code text,
        adoption_comment text,
        adopted_by_staff_id uuid,
        adopted_at timestamptz,
        quality_verdict text,
        quality_comment text,
        quality_by_staff_id uuid,
        quality_at timestamptz,
        rating integer,
        rating_comment text,
        rated_at timestamptz,
        referral_id uuid,
        order_id uuid,
        due_at timestamptz,
        ended_at timestamptz,
        end_reason_code text,
        retained_until date,
        created_at timestamptz NOT NULL,
        CONSTRAINT pk_consultations PRIMARY KEY (id),
        CONSTRAINT uq_consultations_no UNIQUE (consultation_no),
        CONSTRAINT fk_consultations_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT fk_consultations_inviting FOREIGN KEY (inviting_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_consultations_inviting_department FOREIGN KEY (inviting_department_id) REFERENCES departments (id),
        CONSTRAINT fk_consultations_author FOREIGN KEY (author_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_consultations_accompanying FOREIGN KEY (accompanying_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_consultations_centre FOREIGN KEY (centre_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_consultations_department FOREIGN KEY (wanted_department_id) REFERENCES departments (id),
        CONSTRAINT fk_consultations_adopted_by FOREIGN KEY (adopted_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_consultations_quality_by FOREIGN KEY (quality_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_consultations_referral FOREIGN KEY (referral_id) REFERENCES referrals (id),
        CONSTRAINT ck_consultations_type CHECK (type IN
          ('ORDINARY', 'MDT', 'EMERGENCY', 'STORE_AND_FORWARD', 'TEACHING_ROUND')),
        CONSTRAINT ck_consultations_state CHECK (state IN
          ('DRAFT', 'SUBMITTED', 'RETURNED_FOR_MATERIAL', 'INVITING', 'SCHEDULED', 'IN_SESSION', 'AWAITING_OPINION',
           'DELIVERED', 'CLOSED', 'DECLINED', 'CANCELLED', 'NO_SHOW_INVITER', 'NO_SHOW_EXPERT', 'FAILED_TECHNICAL')),
        CONSTRAINT ck_consultations_encounter CHECK (encounter IN ('OUTPATIENT', 'INPATIENT')),
        CONSTRAINT ck_consultations_title CHECK (wanted_title IN
          ('NONE', 'JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR', 'SENIOR')),
        CONSTRAINT ck_consultations_duration CHECK (duration_minutes BETWEEN 5 AND 480),
        CONSTRAINT ck_consultations_fee CHECK (fee_cents >= 0),
        CONSTRAINT ck_consultations_wanted CHECK (wanted_until > wanted_from),
        CONSTRAINT ck_consultations_required CHECK (required_experts IS NULL OR (required_experts > 0 AND type = 'MDT')),
        CONSTRAINT ck_consultations_time CHECK ((starts_at IS NULL) = (ends_at IS NULL) AND ends_at > starts_at),
        -- Whoever asked for it was there to be asked about: nothing is submitted without a number.
        CONSTRAINT ck_consultations_submitted CHECK ((consultation_no IS NULL) = (submitted_at IS NULL)
          AND (state IN ('DRAFT', 'CANCELLED') OR submitted_at IS NOT NULL)),
        CONSTRAINT ck_consultations_scheduled CHECK (state NOT IN ('SCHEDULED', 'IN_SESSION')
          OR (starts_at IS NOT NULL AND room_token IS NOT NULL)),
        CONSTRAINT ck_consultations_returned CHECK (state <> 'RETURNED_FOR_MATERIAL' OR cardinality(missing_codes) > 0),
        CONSTRAINT ck_consultations_delivered CHECK (state <> 'DELIVERED' OR delivered_at IS NOT NULL),
        -- The inviting side decides on every opinion before the case is over, and says why where it does not follow.
        CONSTRAINT ck_consultations_adopted CHECK ((adoption IS NULL) = (adopted_at IS NULL)
          AND (adoption IS NULL) = (adopted_by_staff_id IS NULL)
          AND (adoption IN ('ADOPTED', 'PARTLY', 'NOT_ADOPTED'))
          AND (adoption IS NULL OR adoption = 'ADOPTED' OR adoption_reason_code IS NOT NULL)),
        CONSTRAINT ck_consultations_closed CHECK (state <> 'CLOSED'
          OR (retained_until IS NOT NULL AND (adoption IS NOT NULL OR (type = 'TEACHING_ROUND' AND delivered_at IS NULL)))),
        CONSTRAINT ck_consultations_quality CHECK ((quality_verdict IS NULL) = (quality_at IS NULL)
          AND quality_verdict IN ('GOOD', 'ACCEPTABLE', 'DEFICIENT')),
        CONSTRAINT ck_consultations_rating CHECK ((rating IS NULL) = (rated_at IS NULL) AND rating BETWEEN 1 AND 5),
        CONSTRAINT ck_consultations_ended CHECK ((state IN ('CLOSED', 'DECLINED', 'CANCELLED')) = (ended_at IS NOT NULL))
      );
      CREATE INDEX ix_consultations_inviting ON consultations (inviting_institution_id, created_at, id);
      CREATE INDEX ix_consultations_inviting_open ON consultations (inviting_institution_id, author_staff_id, created_at, id)
        WHERE ended_at IS NULL;
      CREATE INDEX ix_consultations_centre ON consultations (centre_institution_id, submitted_at, id)
        WHERE submitted_at IS NOT NULL;
      CREATE INDEX ix_consultations_centre_state ON consultations (centre_institution_id, state, submitted_at, id)
        WHERE submitted_at IS NOT NULL AND ended_at IS NULL;
      CREATE INDEX ix_consultations_centre_due ON consultations (centre_institution_id, due_at, id)
        WHERE due_at IS NOT NULL AND ended_at IS NULL;
      CREATE INDEX ix_consultations_unchecked ON consultations (centre_institution_id, delivered_at, id)
        WHERE delivered_at IS NOT NULL AND quality_at IS NULL;
      CREATE INDEX ix_consultations_patient ON consultations (patient_id);

      CREATE TABLE consultation_invitations (
        id uuid NOT NULL,
        consultation_id uuid NOT NULL,
        expert_staff_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        is_chair boolean NOT NULL,
        state text NOT NULL,
        version integer NOT NULL,
        invited_at timestamptz,
        due_at timestamptz,
        answered_at timestamptz,
        reason_code text,
        comment text,
        created_at timestamptz NOT NULL,
        CONSTRAINT pk_consultation_invitations PRIMARY KEY (id),
        CONSTRAINT fk_consultation_invitations_consultation FOREIGN KEY (consultation_id) REFERENCES consultations (id),
        CONSTRAINT fk_consultation_invitations_expert FOREIGN KEY (expert_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_consultation_invitations_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_consultation_invitations_state CHECK (state IN
          ('PROPOSED', 'INVITED', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN')),
        CONSTRAINT ck_consultation_invitations_invited CHECK (state IN ('PROPOSED', 'WITHDRAWN') OR invited_at IS NOT NULL),
        CONSTRAINT ck_consultation_invitations_declined CHECK (state <> 'DECLINED' OR reason_code IS NOT NULL),
        CONSTRAINT ck_consultation_invitations_answered CHECK (
          (state IN ('ACCEPTED', 'DECLINED')) <= (answered_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX uq_consultation_invitations_live ON consultation_invitations (consultation_id, expert_staff_id)
        WHERE state IN ('PROPOSED', 'INVITED', 'ACCEPTED');
      CREATE UNIQUE INDEX uq_consultation_invitations_chair ON consultation_invitations (consultation_id)
        WHERE is_chair AND state IN ('PROPOSED', 'INVITED', 'ACCEPTED');
      CREATE INDEX ix_consultation_invitations_consultation ON consultation_invitations (consultation_id);
      CREATE INDEX ix_consultation_invitations_expert ON consultation_invitations (expert_staff_id, state, consultation_id);

      CREATE TABLE consultation_attendances (
        consultation_id uuid NOT NULL,
        session_no integer NOT NULL,
        staff_id uuid NOT NULL,
        side text NOT NULL,
        joined_at timestamptz NOT NULL,
        CONSTRAINT pk_consultation_attendances PRIMARY KEY (consultation_id, session_no, staff_id),
        CONSTRAINT fk_consultation_attendances_consultation FOREIGN KEY (consultation_id) REFERENCES consultations (id),
        CONSTRAINT fk_consultation_attendances_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT ck_consultation_attendances_side CHECK (side IN ('INVITER', 'EXPERT'))
      );

      CREATE TABLE consultation_attachments (
        id uuid NOT NULL,
        consultation_id uuid NOT NULL,
        file_id uuid NOT NULL,
        name_ciphertext text NOT NULL,
        attached_by_staff_id uuid NOT NULL,
        attached_at timestamptz NOT NULL,
        CONSTRAINT pk_consultation_attachments PRIMARY KEY (id),
        CONSTRAINT uq_consultation_attachments_file UNIQUE (file_id),
        CONSTRAINT fk_consultation_attachments_consultation FOREIGN KEY (consultation_id) REFERENCES consultations (id),
        CONSTRAINT fk_consultation_attachments_file FOREIGN KEY (file_id) REFERENCES stored_files (id),
        CONSTRAINT fk_consultation_attachments_staff FOREIGN KEY (attached_by_staff_id) REFERENCES staff (id)
      );
      CREATE INDEX ix_consultation_attachments_consultation ON consultation_attachments (consultation_id);

      CREATE TABLE consultation_opinions (
        id uuid NOT NULL,
        consultation_id uuid NOT NULL,
        revision integer NOT NULL,
        state text NOT NULL,
        version integer NOT NULL,
        diagnoses jsonb NOT NULL,
        diagnosis_text text,
        advice text NOT NULL,
        suggestion text NOT NULL,
        suggestion_text text,
        amended_because text,
        author_staff_id uuid NOT NULL,
        written_at timestamptz NOT NULL,
        signed_at timestamptz,
        CONSTRAINT pk_consultation_opinions PRIMARY KEY (id),
        CONSTRAINT uq_consultation_opinions_revision UNIQUE (consultation_id, revision),
        CONSTRAINT fk_consultation_opinions_consultation FOREIGN KEY (consultation_id) REFERENCES consultations (id),
        CONSTRAINT fk_consultation_opinions_author FOREIGN KEY (author_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_consultation_opinions_state CHECK (state IN ('DRAFTED', 'SIGNED', 'SUPERSEDED')),
        CONSTRAINT ck_consultation_opinions_signed CHECK ((state = 'DRAFTED') = (signed_at IS NULL)),
        CONSTRAINT ck_consultation_opinions_suggestion CHECK (suggestion IN ('TREAT_LOCALLY', 'REFER', 'FURTHER_EXAM')),
        -- What was delivered is amended for a reason, by a version of its own.
        CONSTRAINT ck_consultation_opinions_amended CHECK (revision > 0 AND (revision = 1) = (amended_because IS NULL))
      );
      CREATE UNIQUE INDEX uq_consultation_opinions_drafted ON consultation_opinions (consultation_id)
        WHERE state = 'DRAFTED';
      CREATE UNIQUE INDEX uq_consultation_opinions_signed ON consultation_opinions (consultation_id)
        WHERE state = 'SIGNED';

      CREATE TABLE consultation_signatures (
        opinion_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        position integer NOT NULL,
        content_hash text NOT NULL,
        signed_at timestamptz NOT NULL,
        CONSTRAINT pk_consultation_signatures PRIMARY KEY (opinion_id, staff_id),
        CONSTRAINT uq_consultation_signatures_position UNIQUE (opinion_id, position),
        CONSTRAINT fk_consultation_signatures_opinion FOREIGN KEY (opinion_id) REFERENCES consultation_opinions (id),
        CONSTRAINT fk_consultation_signatures_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
      );

      -- Nobody changes the words under a signature, whoever writes.
      CREATE FUNCTION consultation_opinion_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (OLD.diagnoses, OLD.diagnosis_text, OLD.advice, OLD.suggestion, OLD.suggestion_text, OLD.amended_because)
            IS DISTINCT FROM
           (NEW.diagnoses, NEW.diagnosis_text, NEW.advice, NEW.suggestion, NEW.suggestion_text, NEW.amended_because)
           AND EXISTS (SELECT 1 FROM consultation_signatures s WHERE s.opinion_id = OLD.id) THEN
          RAISE EXCEPTION 'A signed opinion is amended by a new version' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER tr_consultation_opinions_fixed BEFORE UPDATE ON consultation_opinions
        FOR EACH ROW EXECUTE FUNCTION consultation_opinion_is_fixed();

      CREATE TABLE consultation_rooms (
        institution_id uuid NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        template text NOT NULL,
        CONSTRAINT pk_consultation_rooms PRIMARY KEY (institution_id, effective_from),
        CONSTRAINT fk_consultation_rooms_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_consultation_rooms_template CHECK (template ~ '^https://[^ ]*[{]room[}][^ ]*$'),
        CONSTRAINT ck_consultation_rooms_effective CHECK (effective_to > effective_from)
      );
      CREATE UNIQUE INDEX uq_consultation_rooms_current ON consultation_rooms (institution_id) WHERE effective_to IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE consultation_rooms, consultation_signatures, consultation_opinions, consultation_attachments,
        consultation_attendances, consultation_invitations, consultations;
      DROP FUNCTION consultation_opinion_is_fixed;
      DROP SEQUENCE consultation_no_sequence;
    `);
  }
}
