import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lists that people work by, each from an index that holds what it lists and nothing else, in its order. */
export class WorkLists1763769600023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE referrals ADD COLUMN visit_time timestamptz;
      UPDATE referrals r SET visit_time = a.visit_time FROM referral_arrangements a
        WHERE a.referral_id = r.id AND a.replaced_at IS NULL;
    `);
    for (const [name, { of, at, where }] of Object.entries(LISTS)) {
      await runner.query(`CREATE INDEX ${name} ON referrals (${of}, ${ORDER_CLASS}, (${at}), id) WHERE ${where}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ${Object.keys(LISTS).join(', ')}`);
    await runner.query('ALTER TABLE referrals DROP COLUMN visit_time');
  }
}

const ORDER_CLASS = `(CASE kind WHEN 'GREEN_CHANNEL' THEN 0 WHEN 'EMERGENCY' THEN 1 ELSE 2 END)`;
const SUBMITTED = 'coalesce(first_submitted_at, created_at)';
const EXPECTED = 'coalesce(visit_time, first_submitted_at)';

const LISTS = {
  ix_referrals_author_open: {
    of: 'author_staff_id',
    at: SUBMITTED,
    where: 'ended_at IS NULL AND archived_at IS NULL',
  },
  ix_referrals_author_asked: {
    of: 'author_staff_id',
    at: SUBMITTED,
    where: `state IN ('RETURNED_FOR_EDIT', 'AWAITING_INFORMATION')`,
  },
  ix_referrals_owner_open: {
    of: 'owner_staff_id',
    at: SUBMITTED,
    where: 'ended_at IS NULL AND owner_staff_id IS NOT NULL',
  },
  ix_referrals_to_claim: {
    of: 'to_department_id',
    at: SUBMITTED,
    where: `state = 'PENDING_ACCEPTANCE' AND owner_staff_id IS NULL`,
  },
  ix_referrals_to_review: {
    of: 'reviewing_institution_id',
    at: SUBMITTED,
    where: `state = 'PENDING_INTERNAL_REVIEW'`,
  },
  ix_referrals_to_allocate: {
    of: 'to_institution_id',
    at: SUBMITTED,
    where: `state IN ('PENDING_ALLOCATION', 'PENDING_REASSIGNMENT')`,
  },
  ix_referrals_to_arrange: { of: 'to_institution_id', at: SUBMITTED, where: `state = 'ACCEPTED'` },
  ix_referrals_expected: { of: 'to_institution_id, state', at: EXPECTED, where: `state IN ('ARRANGED', 'NO_SHOW')` },
  ix_referrals_emergencies: {
    of: 'to_institution_id',
    at: SUBMITTED,
    where: `kind <> 'ROUTINE' AND ended_at IS NULL`,
  },
} as const;
