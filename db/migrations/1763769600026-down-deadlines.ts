import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Limits of patients who are sent down turn to heads and teams; those who are on the way have their limits from now on. */
export class DownDeadlines1763769600026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE referral_escalations DROP CONSTRAINT ck_referral_escalations_target;
      ALTER TABLE referral_escalations ADD CONSTRAINT ck_referral_escalations_target CHECK (target IN (
        'REFERRAL_COORDINATOR', 'MEDICAL_AFFAIRS', 'AUTHOR', 'TOWNSHIP_HEAD', 'FOLLOW_UP_TEAM', 'DUTY_DOCTOR',
        'DUTY_HEAD', 'MEDICAL_AFFAIRS_DUTY', 'GENERAL_DUTY'));
    `);
    // With the hours that a new installation begins with; settings are seeded only after the migrations.
    await runner.query(`
      INSERT INTO deadlines (id, subject_type, subject_id, kind, level, clock, state, due_at, attempt_at, attempts,
        institution_id, set_at)
      SELECT gen_random_uuid(), 'Referral', r.id, l.kind, l.level, 'WALL', 'RUNNING', due.at, due.at, 0,
        r.to_institution_id, now()
      FROM referrals r
      JOIN (VALUES ('PENDING_RECEIPT', 'referral.receipt', 1, 48), ('PENDING_ALLOCATION', 'referral.allocation', 1, 24),
          ('PENDING_ALLOCATION', 'referral.allocation', 2, 48), ('PENDING_ALLOCATION', 'referral.allocation', 3, 72),
          ('PENDING_REASSIGNMENT', 'referral.allocation', 1, 24), ('PENDING_REASSIGNMENT', 'referral.allocation', 2, 48),
          ('PENDING_REASSIGNMENT', 'referral.allocation', 3, 72), ('IN_TRANSIT', 'referral.transit', 1, 72),
          ('FOLLOW_UP', 'referral.follow-up', 1, 0), ('FOLLOW_UP', 'referral.follow-up', 2, 24))
        AS l(state, kind, level, hours) ON l.state = r.state
      LEFT JOIN follow_up_tasks t ON t.referral_id = r.id AND t.state = 'OPEN'
      CROSS JOIN LATERAL (SELECT l.hours * interval '1 hour' + CASE r.state
          WHEN 'FOLLOW_UP' THEN (t.due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' ELSE now() END AS at) due
      WHERE r.direction = 'DOWN' AND due.at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM deadlines
        WHERE kind IN ('referral.receipt', 'referral.allocation', 'referral.transit', 'referral.follow-up');
      DELETE FROM referral_escalations WHERE target IN ('TOWNSHIP_HEAD', 'FOLLOW_UP_TEAM');
      ALTER TABLE referral_escalations DROP CONSTRAINT ck_referral_escalations_target;
      ALTER TABLE referral_escalations ADD CONSTRAINT ck_referral_escalations_target CHECK (target IN (
        'REFERRAL_COORDINATOR', 'MEDICAL_AFFAIRS', 'AUTHOR', 'DUTY_DOCTOR', 'DUTY_HEAD', 'MEDICAL_AFFAIRS_DUTY',
        'GENERAL_DUTY'));
    `);
  }
}
