import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Follow-ups are those of the whole team that the patient has a contract with. */
export class TeamTasks1763769600096 implements MigrationInterface {
  /** Constraints are checked and indexes built beside writers, which no transaction may be around. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE follow_up_tasks
        ADD COLUMN IF NOT EXISTS team_id uuid,
        DROP CONSTRAINT IF EXISTS fk_follow_up_tasks_team,
        ADD CONSTRAINT fk_follow_up_tasks_team FOREIGN KEY (team_id) REFERENCES family_doctor_teams (id) NOT VALID;
      UPDATE follow_up_tasks t SET team_id = c.team_id
      FROM referrals r JOIN family_doctor_contracts c ON c.patient_id = r.patient_id AND c.institution_id = r.to_institution_id
      WHERE r.id = t.referral_id AND t.state = 'OPEN' AND t.team_id IS NULL AND c.team_id IS NOT NULL
        AND t.doctor_staff_id = c.doctor_staff_id
        AND (now() AT TIME ZONE 'Asia/Shanghai')::date BETWEEN c.valid_from AND c.valid_to;
    `);
    await runner.query('ALTER TABLE follow_up_tasks VALIDATE CONSTRAINT fk_follow_up_tasks_team');
    await buildIndexes(runner, {
      ix_follow_up_tasks_team: `follow_up_tasks (team_id, due_on, id) WHERE state = 'OPEN'`,
      ix_family_doctor_team_members_staff: 'family_doctor_team_members (staff_id, team_id)',
      ix_family_doctor_contracts_doctor: 'family_doctor_contracts (doctor_staff_id, valid_to)',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX ix_family_doctor_contracts_doctor, ix_family_doctor_team_members_staff;
      ALTER TABLE follow_up_tasks DROP COLUMN team_id;
    `);
  }
}
