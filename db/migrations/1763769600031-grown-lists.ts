import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists of a county that has grown: referrals of one state and those that have ended lately from indexes of their own,
 * work lists counted without their rows, sessions of a period.
 */
export class GrownLists1763769600031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX ix_referrals_sent_state ON referrals (from_institution_id, state, id)
        INCLUDE (author_staff_id, from_department_id, ended_at) WHERE archived_at IS NULL;
      CREATE INDEX ix_referrals_received_state ON referrals (to_institution_id, state, id)
        INCLUDE (to_department_id, ended_at) WHERE received_at IS NOT NULL;
      CREATE INDEX ix_referrals_received_ended ON referrals (to_institution_id, ended_at) INCLUDE (to_department_id)
        WHERE received_at IS NOT NULL AND ended_at IS NOT NULL;
      CREATE INDEX ix_capacity_sessions_time ON capacity_sessions (starts_at, department_id) WHERE withdrawn_at IS NULL;
      CREATE INDEX ix_capacity_sessions_department ON capacity_sessions (department_id, ends_at)
        WHERE withdrawn_at IS NULL;
    `);
    for (const [name, list] of Object.entries(LISTS)) {
      await runner.query(`DROP INDEX ${name}; ${indexSql(name, list)} INCLUDE (${list.counted}) WHERE ${list.where}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, list] of Object.entries(LISTS)) {
      await runner.query(`DROP INDEX ${name}; ${indexSql(name, list)} WHERE ${list.where}`);
    }
    await runner.query(`DROP INDEX ix_referrals_sent_state, ix_referrals_received_state, ix_referrals_received_ended,
      ix_capacity_sessions_time, ix_capacity_sessions_department`);
  }
}

const indexSql = (name: string, { of, at }: { of: string; at: string }): string =>
  `CREATE INDEX ${name} ON referrals (${of}, ${ORDER_CLASS}, (${at}), id)`;

const ORDER_CLASS = `(CASE kind WHEN 'GREEN_CHANNEL' THEN 0 WHEN 'EMERGENCY' THEN 1 ELSE 2 END)`;
const SUBMITTED = 'coalesce(first_submitted_at, created_at)';
const EXPECTED = 'coalesce(visit_time, first_submitted_at)';

/** `counted` is what decides, beside the order, whether a referral is in somebody's list. */
const LISTS = {
  ix_referrals_author_open: {
    of: 'author_staff_id',
    at: SUBMITTED,
    counted: 'from_institution_id, received_at',
    where: 'ended_at IS NULL AND archived_at IS NULL',
  },
  ix_referrals_to_claim: {
    of: 'to_department_id',
    at: SUBMITTED,
    counted: 'to_institution_id, received_at',
    where: `state = 'PENDING_ACCEPTANCE' AND owner_staff_id IS NULL`,
  },
  ix_referrals_to_review: {
    of: 'reviewing_institution_id',
    at: SUBMITTED,
    counted: `from_institution_id, from_department_id, author_staff_id, to_institution_id, to_department_id, received_at,
      ended_at, state`,
    where: `state = 'PENDING_INTERNAL_REVIEW'`,
  },
  ix_referrals_to_allocate: {
    of: 'to_institution_id',
    at: SUBMITTED,
    counted: 'to_department_id, received_at',
    where: `state IN ('PENDING_ALLOCATION', 'PENDING_REASSIGNMENT')`,
  },
  ix_referrals_to_arrange: {
    of: 'to_institution_id',
    at: SUBMITTED,
    // With what the order is made of, so that those without a place are found without reading the others.
    counted: 'to_department_id, received_at, handling, kind, first_submitted_at, created_at',
    where: `state = 'ACCEPTED'`,
  },
  ix_referrals_expected: {
    of: 'to_institution_id, state',
    at: EXPECTED,
    counted: 'to_department_id, received_at, visit_time, first_submitted_at',
    where: `state IN ('ARRANGED', 'NO_SHOW')`,
  },
  ix_referrals_emergencies: {
    of: 'to_institution_id',
    at: SUBMITTED,
    counted: 'to_department_id, received_at',
    where: `kind <> 'ROUTINE' AND ended_at IS NULL`,
  },
} as const;
