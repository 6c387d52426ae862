import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose turn it is, by the institution whose turn it is. */
export class EscalationTurns1763769600037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX ix_referral_escalations_turn ON referral_escalations (institution_id, target) WHERE ended_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_referral_escalations_turn');
  }
}
