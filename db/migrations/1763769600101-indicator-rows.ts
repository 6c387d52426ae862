import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the libraries of referrals and rotas publish beside, so that figures open their rows and rotas are told as well. */
export class IndicatorRows1763769600101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW indicator_referral_labels AS
      SELECT r.id AS referral_id, r.referral_no, r.state, r.patient_id, p.name AS patient_name
      FROM referrals r JOIN patients p ON p.id = r.patient_id;

      -- Ended without what it was for: where it stood then, and by which act. A rejection is an answer.
      CREATE VIEW indicator_endings AS
      SELECT r.id AS referral_id, e.from_state, e.action
      FROM referrals r
      CROSS JOIN LATERAL (
        SELECT x.from_state, x.action FROM domain_events x
        WHERE x.aggregate_id = r.id AND x.to_state = r.state AND x.from_state <> x.to_state
        ORDER BY x.aggregate_version DESC, x.id DESC LIMIT 1
      ) e
      WHERE r.state IN ('CANCELLED', 'CLOSED', 'EXPIRED');

      CREATE VIEW indicator_sessions AS
      SELECT s.id, s.expert_id, t.name AS expert_name, s.institution_id AS sender_id,
        t.department_id AS sender_department_id, s.township_id AS receiver_id, s.day, s.half, s.state, s.starts_at, s.ends_at,
        s.completed_at IS NOT NULL AS attended, s.ended_at IS NOT NULL AS ended, s.patients_seen, s.ward_rounds,
        s.surgeries, s.teaching_minutes
      FROM dispatch_sessions s JOIN staff t ON t.id = s.expert_id
      WHERE s.published_at IS NOT NULL AND NOT s.leaving;

      CREATE VIEW indicator_experts AS
      SELECT e.id, e.institution_id, e.weight_percent FROM dispatch_experts e WHERE e.active;

      CREATE OR REPLACE VIEW indicator_institutions AS SELECT id, name, kind, active FROM institutions;

      ALTER TABLE indicator_definitions DROP CONSTRAINT ck_indicator_definitions_unit;
      ALTER TABLE indicator_definitions ADD CONSTRAINT ck_indicator_definitions_unit
        CHECK (unit IN ('RATIO', 'MINUTES', 'COUNT', 'PER_SESSION')) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM indicator_definitions WHERE unit IN ('COUNT', 'PER_SESSION');
      ALTER TABLE indicator_definitions DROP CONSTRAINT ck_indicator_definitions_unit;
      ALTER TABLE indicator_definitions ADD CONSTRAINT ck_indicator_definitions_unit CHECK (unit IN ('RATIO', 'MINUTES'));
      DROP VIEW indicator_institutions;
      CREATE VIEW indicator_institutions AS SELECT id, name, kind FROM institutions;
      DROP VIEW indicator_experts, indicator_sessions, indicator_endings, indicator_referral_labels;
    `);
  }
}
