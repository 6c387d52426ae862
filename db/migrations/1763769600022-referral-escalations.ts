import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose turn it is when a time limit of a referral has passed. */
export class ReferralEscalations1763769600022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE referral_escalations (
        id uuid NOT NULL,
        referral_id uuid NOT NULL,
        kind text NOT NULL,
        level integer NOT NULL,
        position integer NOT NULL,
        target text NOT NULL,
        institution_id uuid NOT NULL,
        staff_id uuid,
        is_gap boolean NOT NULL,
        due_at timestamptz NOT NULL,
        escalated_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT pk_referral_escalations PRIMARY KEY (id),
        CONSTRAINT fk_referral_escalations_referral FOREIGN KEY (referral_id) REFERENCES referrals (id),
        CONSTRAINT fk_referral_escalations_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_referral_escalations_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT ck_referral_escalations_target CHECK (target IN ('REFERRAL_COORDINATOR', 'MEDICAL_AFFAIRS', 'AUTHOR',
          'DUTY_DOCTOR', 'DUTY_HEAD', 'MEDICAL_AFFAIRS_DUTY', 'GENERAL_DUTY')),
        CONSTRAINT ck_referral_escalations_level CHECK (level >= 0),
        CONSTRAINT ck_referral_escalations_gap CHECK (NOT is_gap OR staff_id IS NULL)
      );
      CREATE INDEX ix_referral_escalations_open ON referral_escalations (referral_id) WHERE ended_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE referral_escalations;');
  }
}
