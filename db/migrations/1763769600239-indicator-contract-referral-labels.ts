import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Takes away a view with names of patients that nothing reads since rows of all kinds have their labels in one. */
export class IndicatorReferralLabels1763769600239 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW indicator_referral_labels');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW indicator_referral_labels AS
      SELECT r.id AS referral_id, r.referral_no, r.state, r.patient_id, p.name AS patient_name
      FROM referrals r JOIN patients p ON p.id = r.patient_id`);
  }
}
