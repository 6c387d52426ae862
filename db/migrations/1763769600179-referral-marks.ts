import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When whoever a referral waits for was last urged. And what lists of referrals are found by stands on the referral itself: when a place
 * was last looked for in vain, and whether a time limit has turned to its sender or receiver. Triggers keep it in step, also for the version that does not know of it.
 */
export class ReferralMarks1763769600179 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE referrals ADD COLUMN urged_at timestamptz,
        ADD COLUMN slot_searched_at timestamptz,
        ADD COLUMN escalated_to_sender boolean NOT NULL DEFAULT false,
        ADD COLUMN escalated_to_receiver boolean NOT NULL DEFAULT false;

      CREATE FUNCTION mark_escalated_referral() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        referral uuid := coalesce(NEW.referral_id, OLD.referral_id);
      BEGIN
        -- Whoever has it locked may be about to change the same: what they leave is what counts.
        PERFORM 1 FROM referrals WHERE id = referral FOR NO KEY UPDATE;
        UPDATE referrals r SET escalated_to_sender = turn.sender, escalated_to_receiver = turn.receiver
        FROM (SELECT coalesce(bool_or(e.institution_id = o.from_institution_id), false) AS sender,
            coalesce(bool_or(e.institution_id = o.to_institution_id), false) AS receiver
          FROM referrals o JOIN referral_escalations e ON e.referral_id = o.id AND e.ended_at IS NULL AND e.level > 0
          WHERE o.id = referral) turn
        WHERE r.id = referral
          AND (r.escalated_to_sender, r.escalated_to_receiver) IS DISTINCT FROM (turn.sender, turn.receiver);
        RETURN NULL;
      END $$;
      CREATE TRIGGER tr_referral_escalations_mark AFTER INSERT OR UPDATE OR DELETE ON referral_escalations
        FOR EACH ROW EXECUTE FUNCTION mark_escalated_referral();

      CREATE FUNCTION mark_searched_referral() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE referrals SET slot_searched_at = NEW.searched_at
        WHERE id = NEW.referral_id AND (slot_searched_at IS NULL OR slot_searched_at < NEW.searched_at);
        RETURN NULL;
      END $$;
      CREATE TRIGGER tr_referral_slot_searches_mark AFTER INSERT ON referral_slot_searches
        FOR EACH ROW EXECUTE FUNCTION mark_searched_referral();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER tr_referral_slot_searches_mark ON referral_slot_searches;
      DROP TRIGGER tr_referral_escalations_mark ON referral_escalations;
      DROP FUNCTION mark_searched_referral(), mark_escalated_referral();
      ALTER TABLE referrals DROP COLUMN urged_at, DROP COLUMN slot_searched_at, DROP COLUMN escalated_to_sender,
        DROP COLUMN escalated_to_receiver;
    `);
  }
}
