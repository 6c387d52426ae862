import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may consult whom, when the room of an institution is open, and how much each expert takes: as they count for periods. */
export class ConsultationSetUp1763769600076 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cooperation_agreements (
        inviting_institution_id uuid NOT NULL,
        invited_institution_id uuid NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        agreement_no text NOT NULL,
        CONSTRAINT pk_cooperation_agreements PRIMARY KEY (inviting_institution_id, invited_institution_id, effective_from),
        CONSTRAINT fk_cooperation_agreements_inviting FOREIGN KEY (inviting_institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_cooperation_agreements_invited FOREIGN KEY (invited_institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_cooperation_agreements_parties CHECK (inviting_institution_id <> invited_institution_id),
        CONSTRAINT ck_cooperation_agreements_effective CHECK (effective_to > effective_from)
      );

      -- Minutes since midnight, on working days; a half-day without them is closed.
      CREATE TABLE consultation_hours (
        institution_id uuid NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        morning_from integer,
        morning_to integer,
        afternoon_from integer,
        afternoon_to integer,
        CONSTRAINT pk_consultation_hours PRIMARY KEY (institution_id, effective_from),
        CONSTRAINT fk_consultation_hours_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_consultation_hours_morning CHECK ((morning_from IS NULL) = (morning_to IS NULL)
          AND morning_from >= 0 AND morning_from < morning_to AND morning_to <= 1440),
        CONSTRAINT ck_consultation_hours_afternoon CHECK ((afternoon_from IS NULL) = (afternoon_to IS NULL)
          AND afternoon_from >= 0 AND afternoon_from < afternoon_to AND afternoon_to <= 1440
          AND afternoon_from >= morning_to),
        CONSTRAINT ck_consultation_hours_effective CHECK (effective_to > effective_from)
      );

      CREATE TABLE consultation_weights (
        expert_id uuid NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        weight_percent integer NOT NULL,
        CONSTRAINT pk_consultation_weights PRIMARY KEY (expert_id, effective_from),
        CONSTRAINT fk_consultation_weights_expert FOREIGN KEY (expert_id) REFERENCES staff (id),
        CONSTRAINT ck_consultation_weights_weight CHECK (weight_percent BETWEEN 1 AND 1000),
        CONSTRAINT ck_consultation_weights_effective CHECK (effective_to > effective_from)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE consultation_weights, consultation_hours, cooperation_agreements;');
  }
}
