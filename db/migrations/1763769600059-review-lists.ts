import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/**
 * What the sender's heads have to review, in the order of their list, also where a referral centre reviews beside them; and
 * limits for reviews that are under way: how much of a working day is over, only the product knows.
 */
export class ReviewLists1763769600059 implements MigrationInterface {
  /** Indexes are built beside writers, which no transaction may be around. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE referral_escalations VALIDATE CONSTRAINT ck_referral_escalations_target');
    await runner.query('ALTER TABLE notices VALIDATE CONSTRAINT fk_notices_for_staff');
    const order = `(CASE kind WHEN 'GREEN_CHANNEL' THEN 0 WHEN 'EMERGENCY' THEN 1 ELSE 2 END)`;
    const at = '(coalesce(first_submitted_at, created_at))';
    // What decides, beside the order, whether a referral is in somebody's list.
    const counted =
      'reviewing_institution_id, from_department_id, author_staff_id, to_institution_id, to_department_id, received_at, ended_at, state';
    const which = `state = 'PENDING_INTERNAL_REVIEW'`;
    await buildIndexes(runner, {
      ix_referrals_sent_to_review: `referrals (from_institution_id, ${order}, ${at}, id) INCLUDE (${counted}) WHERE ${which}`,
    });
    await runner.query(`
      INSERT INTO deadlines (id, subject_type, subject_id, kind, level, clock, state, due_at, attempt_at, attempts,
        institution_id, set_at)
      SELECT gen_random_uuid(), 'Referral', r.id, k.kind, l.level, 'WORK', 'RUNNING', l.due_at, l.due_at, 0,
        r.from_institution_id, now()
      FROM referrals r
      CROSS JOIN LATERAL (SELECT CASE r.direction WHEN 'DOWN' THEN 'referral.down-review' ELSE 'referral.review' END AS kind) k
      CROSS JOIN LATERAL (VALUES (1, now() + interval '1 day'), (2, now() + interval '2 days'), (3, now() + interval '4 days'))
        l(level, due_at)
      WHERE r.state = 'PENDING_INTERNAL_REVIEW' AND NOT EXISTS (
        SELECT 1 FROM deadlines d WHERE d.subject_id = r.id AND d.kind = k.kind AND d.ended_at IS NULL)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM deadlines WHERE kind IN ('referral.review', 'referral.down-review');
      DROP INDEX ix_referrals_sent_to_review;
    `);
  }
}
