import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/**
 * What a doctor has taken on or still owes, what was looked for in vain, and who was sent back and has not come: pages of these
 * lists come from their index alone, in its order. As long as the table had to be asked, PostgreSQL read the whole list and sorted it.
 */
export class ListsFromIndexes1763769600220 implements MigrationInterface {
  /** Indexes are built beside writers. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_referrals_taken_on: `${OWNED} INCLUDE (${OWNED_BY_WHOM}, ${SUBMITTED_AS}) WHERE ${TAKEN_ON}`,
      ix_referrals_owed: `${OWED} INCLUDE (from_institution_id, archived_at, ${SUBMITTED_AS}) WHERE ${ASKED}`,
      ix_referrals_placeless: `${PLACELESS} INCLUDE (to_institution_id, received_at, handling, ${SUBMITTED_AS}) WHERE ${IN_VAIN}`,
      ix_referrals_astray: `${ASTRAY} INCLUDE (to_institution_id, kind, visit_time, first_submitted_at) WHERE ${NOT_ARRIVED}`,
    });
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS ix_referrals_owned');
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS ix_referrals_author_asked');
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS ix_referrals_tried_in_vain');
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS ix_referrals_not_arrived_sent');
  }

  async down(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_referrals_owned: `${OWNED} INCLUDE (${OWNED_BY_WHOM}) WHERE ${TAKEN_ON}`,
      ix_referrals_author_asked: `${OWED} WHERE ${ASKED}`,
      ix_referrals_tried_in_vain: `${PLACELESS} WHERE ${IN_VAIN}`,
      ix_referrals_not_arrived_sent: `${ASTRAY} WHERE ${NOT_ARRIVED}`,
    });
    await runner.query(
      'DROP INDEX ix_referrals_taken_on, ix_referrals_owed, ix_referrals_placeless, ix_referrals_astray',
    );
  }
}

const ORDER_CLASS = `(CASE kind WHEN 'GREEN_CHANNEL' THEN 0 WHEN 'EMERGENCY' THEN 1 ELSE 2 END)`;
const IN_TURN = `${ORDER_CLASS}, (coalesce(first_submitted_at, created_at)), id`;
/** What the order is made of: an index gives an expression back only with the columns that it is of. */
const SUBMITTED_AS = 'kind, first_submitted_at, created_at';

const OWNED = `referrals (owner_staff_id, ${IN_TURN})`;
const OWNED_BY_WHOM = 'author_staff_id, to_institution_id, to_department_id, received_at, state, direction';
const TAKEN_ON = 'ended_at IS NULL AND owner_staff_id IS NOT NULL';

const OWED = `referrals (author_staff_id, ${IN_TURN})`;
const ASKED = `state IN ('RETURNED_FOR_EDIT', 'AWAITING_INFORMATION')`;

const PLACELESS = `referrals (to_department_id, (coalesce(handling = 'INPATIENT', false)), ${IN_TURN})`;
const IN_VAIN = `state = 'ACCEPTED' AND slot_searched_at >= state_changed_at`;

const ASTRAY = `referrals (from_institution_id, ${ORDER_CLASS}, (coalesce(visit_time, first_submitted_at)), id)`;
const NOT_ARRIVED = `state = 'NOT_ARRIVED'`;
