import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whose turn it is besides: a referral centre reviews beside heads who take too long, and whoever may act in somebody's name has
 * their notices.
 */
export class ReviewLimits1763769600058 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE referrals ADD COLUMN centre_reviews boolean NOT NULL DEFAULT false;
      ALTER TABLE referral_escalations DROP CONSTRAINT ck_referral_escalations_target,
        ADD CONSTRAINT ck_referral_escalations_target CHECK (target IN ('REVIEWER', 'REFERRAL_COORDINATOR',
          'MEDICAL_AFFAIRS', 'AUTHOR', 'TOWNSHIP_HEAD', 'FOLLOW_UP_TEAM', 'DUTY_DOCTOR', 'DUTY_HEAD',
          'MEDICAL_AFFAIRS_DUTY', 'GENERAL_DUTY')) NOT VALID;
      ALTER TABLE notices ADD COLUMN for_staff_id uuid,
        ADD CONSTRAINT fk_notices_for_staff FOREIGN KEY (for_staff_id) REFERENCES staff (id) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notices DROP COLUMN for_staff_id;
      ALTER TABLE referrals DROP COLUMN centre_reviews;
      ALTER TABLE referral_escalations DROP CONSTRAINT ck_referral_escalations_target,
        ADD CONSTRAINT ck_referral_escalations_target CHECK (target IN ('REFERRAL_COORDINATOR', 'MEDICAL_AFFAIRS', 'AUTHOR',
          'TOWNSHIP_HEAD', 'FOLLOW_UP_TEAM', 'DUTY_DOCTOR', 'DUTY_HEAD', 'MEDICAL_AFFAIRS_DUTY', 'GENERAL_DUTY')) NOT VALID;
    `);
  }
}
