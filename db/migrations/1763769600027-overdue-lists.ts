import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Patients who were sent down and have not come, in the order of the list that either side works by. */
export class OverdueLists1763769600027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, institution] of Object.entries(LISTS)) {
      await runner.query(
        `CREATE INDEX ${name} ON referrals (${institution}, ${ORDER_CLASS}, (${EXPECTED}), id) WHERE state = 'NOT_ARRIVED'`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ${Object.keys(LISTS).join(', ')}`);
  }
}

const ORDER_CLASS = `(CASE kind WHEN 'GREEN_CHANNEL' THEN 0 WHEN 'EMERGENCY' THEN 1 ELSE 2 END)`;
const EXPECTED = 'coalesce(visit_time, first_submitted_at)';

const LISTS = {
  ix_referrals_not_arrived_received: 'to_institution_id',
  ix_referrals_not_arrived_sent: 'from_institution_id',
} as const;
