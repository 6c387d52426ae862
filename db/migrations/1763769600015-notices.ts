import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people are told: texts, announcements, inboxes, channels to the outside, and calls to be made. */
export class Notices1763769600015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notice_templates (
        code text NOT NULL,
        version integer NOT NULL,
        locale text NOT NULL,
        medium text NOT NULL,
        title text NOT NULL,
        body text NOT NULL,
        effective_from timestamptz NOT NULL,
        CONSTRAINT pk_notice_templates PRIMARY KEY (code, version, locale, medium),
        CONSTRAINT ck_notice_templates_version CHECK (version >= 1),
        CONSTRAINT ck_notice_templates_locale CHECK (locale IN ('zh-CN', 'en')),
        CONSTRAINT ck_notice_templates_medium CHECK (medium IN ('INBOX', 'EMAIL', 'ROBOT', 'SMS'))
      );

      CREATE TABLE notice_announcements (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        department_id uuid,
        domain text NOT NULL,
        template_code text NOT NULL,
        template_version integer NOT NULL,
        parameters jsonb NOT NULL,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        urgency text NOT NULL,
        created_at timestamptz NOT NULL,
        escalation_passed text[],
        acknowledged_at timestamptz,
        acknowledged_by_staff_id uuid,
        CONSTRAINT pk_notice_announcements PRIMARY KEY (id),
        CONSTRAINT fk_notice_announcements_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_notice_announcements_department FOREIGN KEY (department_id) REFERENCES departments (id),
        CONSTRAINT fk_notice_announcements_acknowledged_by FOREIGN KEY (acknowledged_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_notice_announcements_urgency CHECK (urgency IN ('ROUTINE', 'URGENT', 'EMERGENCY')),
        CONSTRAINT ck_notice_announcements_parameters CHECK (jsonb_typeof(parameters) = 'object'),
        CONSTRAINT ck_notice_announcements_acknowledged
          CHECK ((acknowledged_at IS NULL) = (acknowledged_by_staff_id IS NULL))
      );
      CREATE INDEX ix_notice_announcements_subject ON notice_announcements (subject_id);

      CREATE TABLE notices (
        id uuid NOT NULL,
        announcement_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        domain text NOT NULL,
        level integer NOT NULL,
        created_at timestamptz NOT NULL,
        read_at timestamptz,
        acknowledged_at timestamptz,
        CONSTRAINT pk_notices PRIMARY KEY (id),
        CONSTRAINT uq_notices_recipient UNIQUE (announcement_id, staff_id),
        CONSTRAINT fk_notices_announcement FOREIGN KEY (announcement_id) REFERENCES notice_announcements (id),
        CONSTRAINT fk_notices_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT ck_notices_level CHECK (level >= 0),
        CONSTRAINT ck_notices_acknowledged CHECK (acknowledged_at IS NULL OR read_at IS NOT NULL)
      );
      CREATE INDEX ix_notices_inbox ON notices (staff_id, id);
      CREATE INDEX ix_notices_unread ON notices (staff_id, domain, id) WHERE read_at IS NULL;
      CREATE INDEX ix_notices_unacknowledged ON notices (staff_id, domain, id) WHERE acknowledged_at IS NULL;

      CREATE TABLE notice_quiet_hours (
        staff_id uuid NOT NULL,
        from_minutes integer NOT NULL,
        to_minutes integer NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_notice_quiet_hours PRIMARY KEY (staff_id),
        CONSTRAINT fk_notice_quiet_hours_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT ck_notice_quiet_hours_minutes CHECK (from_minutes BETWEEN 0 AND 1439 AND to_minutes BETWEEN 0 AND 1439)
      );

      CREATE TABLE notice_channels (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        department_id uuid,
        kind text NOT NULL,
        name text NOT NULL,
        url text NOT NULL,
        secrets_ciphertext text,
        sender text,
        mail_to text[],
        lowest_urgency text NOT NULL,
        domains text[],
        active boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_notice_channels PRIMARY KEY (id),
        CONSTRAINT fk_notice_channels_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_notice_channels_department FOREIGN KEY (department_id, institution_id)
          REFERENCES departments (id, institution_id),
        CONSTRAINT ck_notice_channels_kind
          CHECK (kind IN ('WEBHOOK', 'WECOM_ROBOT', 'DINGTALK_ROBOT', 'SMS_GATEWAY', 'SMTP')),
        CONSTRAINT ck_notice_channels_urgency CHECK (lowest_urgency IN ('ROUTINE', 'URGENT', 'EMERGENCY')),
        CONSTRAINT ck_notice_channels_mail CHECK ((kind = 'SMTP') = (sender IS NOT NULL AND mail_to IS NOT NULL))
      );
      CREATE INDEX ix_notice_channels_institution ON notice_channels (institution_id, id);

      CREATE TABLE notice_deliveries (
        id uuid NOT NULL,
        announcement_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        phone_ciphertext text,
        person_id uuid,
        patient_id uuid,
        relation text,
        state text NOT NULL,
        due_at timestamptz NOT NULL,
        attempts integer NOT NULL,
        status integer,
        failure text,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT pk_notice_deliveries PRIMARY KEY (id),
        CONSTRAINT fk_notice_deliveries_announcement FOREIGN KEY (announcement_id) REFERENCES notice_announcements (id),
        CONSTRAINT fk_notice_deliveries_channel FOREIGN KEY (channel_id) REFERENCES notice_channels (id),
        CONSTRAINT fk_notice_deliveries_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_notice_deliveries_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT ck_notice_deliveries_state CHECK (state IN ('WAITING', 'SENDING', 'SENT', 'FAILED')),
        CONSTRAINT ck_notice_deliveries_relation
          CHECK (relation IN ('STAFF', 'PATIENT', 'EMERGENCY_CONTACT', 'VILLAGE_DOCTOR')),
        CONSTRAINT ck_notice_deliveries_ended CHECK ((state IN ('SENT', 'FAILED')) = (ended_at IS NOT NULL))
      );
      CREATE INDEX ix_notice_deliveries_institution ON notice_deliveries (institution_id, id);

      CREATE TABLE notice_calls (
        id uuid NOT NULL,
        announcement_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        patient_id uuid NOT NULL,
        relation text NOT NULL,
        phone_ciphertext text,
        state text NOT NULL,
        attempts integer NOT NULL,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        version integer NOT NULL,
        CONSTRAINT pk_notice_calls PRIMARY KEY (id),
        CONSTRAINT fk_notice_calls_announcement FOREIGN KEY (announcement_id) REFERENCES notice_announcements (id),
        CONSTRAINT fk_notice_calls_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_notice_calls_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
        CONSTRAINT ck_notice_calls_relation CHECK (relation IN ('PATIENT', 'EMERGENCY_CONTACT', 'VILLAGE_DOCTOR')),
        CONSTRAINT ck_notice_calls_state CHECK (state IN ('OPEN', 'REACHED', 'GIVEN_UP')),
        CONSTRAINT ck_notice_calls_ended CHECK ((state = 'OPEN') = (ended_at IS NULL))
      );
      CREATE INDEX ix_notice_calls_open ON notice_calls (institution_id, id) WHERE ended_at IS NULL;

      CREATE TABLE notice_call_attempts (
        id uuid NOT NULL,
        call_id uuid NOT NULL,
        outcome text NOT NULL,
        note text,
        staff_id uuid NOT NULL,
        made_at timestamptz NOT NULL,
        CONSTRAINT pk_notice_call_attempts PRIMARY KEY (id),
        CONSTRAINT fk_notice_call_attempts_call FOREIGN KEY (call_id) REFERENCES notice_calls (id),
        CONSTRAINT fk_notice_call_attempts_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT ck_notice_call_attempts_outcome
          CHECK (outcome IN ('REACHED', 'NO_ANSWER', 'WRONG_NUMBER', 'REFUSED', 'GIVEN_UP'))
      );
      CREATE INDEX ix_notice_call_attempts_call ON notice_call_attempts (call_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE notice_call_attempts, notice_calls, notice_deliveries, notice_channels,
      notice_quiet_hours, notices, notice_announcements, notice_templates;`);
  }
}
