import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Marks what has been escalated or looked for before there were marks, and lets lists be found by them. */
export class ReferralMarkLists1763769600180 implements MigrationInterface {
  /** Indexes are built beside writers, and referrals are marked one after the other. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // A referral is locked before what belongs to it, as the product does; the trigger then looks at how it stands.
    await runner.query(`
      DO $$
      DECLARE
        referral uuid;
      BEGIN
        FOR referral IN SELECT DISTINCT referral_id FROM referral_escalations WHERE ended_at IS NULL AND level > 0 LOOP
          PERFORM 1 FROM referrals WHERE id = referral FOR NO KEY UPDATE;
          UPDATE referral_escalations SET ended_at = ended_at
          WHERE id = (SELECT id FROM referral_escalations WHERE referral_id = referral AND ended_at IS NULL LIMIT 1);
          COMMIT;
        END LOOP;
      END $$;
    `);
    await runner.query(`
      DO $$
      DECLARE
        search record;
      BEGIN
        FOR search IN SELECT referral_id AS referral, max(searched_at) AS at FROM referral_slot_searches GROUP BY 1 LOOP
          UPDATE referrals SET slot_searched_at = search.at
          WHERE id = search.referral AND (slot_searched_at IS NULL OR slot_searched_at < search.at);
          COMMIT;
        END LOOP;
      END $$;
    `);
    const place = `to_department_id, (coalesce(handling = 'INPATIENT', false)), ${ORDER_CLASS}, (coalesce(first_submitted_at, created_at)), id`;
    const counted = 'to_institution_id, received_at, handling, kind, first_submitted_at, created_at';
    const untried = 'coalesce(slot_searched_at, coalesce(first_submitted_at, created_at))';
    const turn = `${ORDER_CLASS}, (coalesce(visit_time, first_submitted_at)), id`;
    const overdue =
      'to_institution_id, to_department_id, received_at, author_staff_id, state, visit_time, first_submitted_at';
    await buildIndexes(runner, {
      ix_referrals_to_place: `referrals (${place}) INCLUDE (${counted}) WHERE state = 'ACCEPTED'`,
      ix_referrals_tried_in_vain: `referrals (${place}) WHERE state = 'ACCEPTED' AND slot_searched_at >= state_changed_at`,
      ix_referrals_untried: `referrals (to_institution_id, (${untried}), id) WHERE state = 'ACCEPTED'`,
      ix_referrals_escalated_received: `referrals (to_institution_id, ${turn}) INCLUDE (${overdue}) WHERE escalated_to_receiver AND ended_at IS NULL`,
      ix_referrals_escalated_sent: `referrals (from_institution_id, ${turn}) INCLUDE (${overdue}) WHERE escalated_to_sender AND ended_at IS NULL`,
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP INDEX ix_referrals_to_place, ix_referrals_tried_in_vain, ix_referrals_untried, ix_referrals_escalated_received, ix_referrals_escalated_sent`,
    );
  }
}

const ORDER_CLASS = `(CASE kind WHEN 'GREEN_CHANNEL' THEN 0 WHEN 'EMERGENCY' THEN 1 ELSE 2 END)`;
