import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Who is expected, and what a doctor has taken on, is counted from the index alone: it holds what decides and what orders it. */
export class ExpectedLists1763769600181 implements MigrationInterface {
  /** Indexes are built beside writers. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_referrals_awaited: `${EXPECTED}, kind) WHERE ${AWAITED}`,
      ix_referrals_owned: `${OWNED} INCLUDE (author_staff_id, to_institution_id, to_department_id, received_at, state, direction) WHERE ${OPEN}`,
    });
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS ix_referrals_expected');
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS ix_referrals_owner_open');
  }

  async down(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_referrals_expected: `${EXPECTED}) WHERE ${AWAITED}`,
      ix_referrals_owner_open: `${OWNED} WHERE ${OPEN}`,
    });
    await runner.query('DROP INDEX ix_referrals_awaited, ix_referrals_owned');
  }
}

const ORDER_CLASS = `(CASE kind WHEN 'GREEN_CHANNEL' THEN 0 WHEN 'EMERGENCY' THEN 1 ELSE 2 END)`;
const EXPECTED = `referrals (to_institution_id, state, ${ORDER_CLASS}, (coalesce(visit_time, first_submitted_at)), id) INCLUDE (to_department_id, received_at, visit_time, first_submitted_at`;
const AWAITED = `state IN ('ARRANGED', 'NO_SHOW')`;
const OWNED = `referrals (owner_staff_id, ${ORDER_CLASS}, (coalesce(first_submitted_at, created_at)), id)`;
const OPEN = 'ended_at IS NULL AND owner_staff_id IS NOT NULL';
