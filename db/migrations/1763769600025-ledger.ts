import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Registers are read in the order of the first submit, a month or a year at a time. */
export class Ledger1763769600025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX ix_referrals_sent_submitted ON referrals (from_institution_id, first_submitted_at, id)
        WHERE first_submitted_at IS NOT NULL;
      CREATE INDEX ix_referrals_received_submitted ON referrals (to_institution_id, first_submitted_at, id)
        WHERE received_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_referrals_sent_submitted, ix_referrals_received_submitted');
  }
}
