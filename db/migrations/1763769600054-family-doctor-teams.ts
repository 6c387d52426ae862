import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Teams of family doctors, and contracts that end before their day. */
export class FamilyDoctorTeams1763769600054 implements MigrationInterface {
  /** Constraints are checked and indexes built beside writers, which no transaction may be around. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE IF NOT EXISTS family_doctor_teams (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        name text NOT NULL,
        doctor_staff_id uuid NOT NULL,
        active boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_family_doctor_teams PRIMARY KEY (id),
        CONSTRAINT uq_family_doctor_teams_name UNIQUE (institution_id, name),
        CONSTRAINT fk_family_doctor_teams_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_family_doctor_teams_doctor FOREIGN KEY (doctor_staff_id) REFERENCES staff (id)
      );
      CREATE TABLE IF NOT EXISTS family_doctor_team_members (
        team_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        function text NOT NULL,
        CONSTRAINT pk_family_doctor_team_members PRIMARY KEY (team_id, staff_id),
        CONSTRAINT fk_family_doctor_team_members_team FOREIGN KEY (team_id) REFERENCES family_doctor_teams (id),
        CONSTRAINT fk_family_doctor_team_members_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT ck_family_doctor_team_members_function
          CHECK (function IN ('DOCTOR', 'VILLAGE_DOCTOR', 'NURSE', 'PUBLIC_HEALTH'))
      );

      ALTER TABLE family_doctor_contracts
        ADD COLUMN IF NOT EXISTS team_id uuid,
        ADD COLUMN IF NOT EXISTS agreed_to date,
        ADD COLUMN IF NOT EXISTS ended_at timestamptz,
        ADD COLUMN IF NOT EXISTS ended_by_staff_id uuid,
        ADD COLUMN IF NOT EXISTS end_reason_code text,
        ADD COLUMN IF NOT EXISTS end_comment text,
        DROP CONSTRAINT IF EXISTS fk_family_doctor_contracts_team,
        DROP CONSTRAINT IF EXISTS fk_family_doctor_contracts_ended_by,
        DROP CONSTRAINT IF EXISTS ck_family_doctor_contracts_end,
        ADD CONSTRAINT fk_family_doctor_contracts_team
          FOREIGN KEY (team_id) REFERENCES family_doctor_teams (id) NOT VALID,
        ADD CONSTRAINT fk_family_doctor_contracts_ended_by
          FOREIGN KEY (ended_by_staff_id) REFERENCES staff (id) NOT VALID,
        ADD CONSTRAINT ck_family_doctor_contracts_end CHECK (
          num_nonnulls(agreed_to, ended_at, ended_by_staff_id, end_reason_code) IN (0, 4)
          AND valid_to <= agreed_to) NOT VALID;
    `);
    await runner.query('ALTER TABLE family_doctor_contracts VALIDATE CONSTRAINT fk_family_doctor_contracts_team');
    await runner.query('ALTER TABLE family_doctor_contracts VALIDATE CONSTRAINT fk_family_doctor_contracts_ended_by');
    await runner.query('ALTER TABLE family_doctor_contracts VALIDATE CONSTRAINT ck_family_doctor_contracts_end');
    await buildIndexes(runner, {
      ix_family_doctor_contracts_team: 'family_doctor_contracts (team_id, valid_to, id)',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE family_doctor_contracts
        DROP COLUMN end_comment, DROP COLUMN end_reason_code, DROP COLUMN ended_by_staff_id, DROP COLUMN ended_at,
        DROP COLUMN agreed_to, DROP COLUMN team_id;
      DROP TABLE family_doctor_team_members, family_doctor_teams;
    `);
  }
}
