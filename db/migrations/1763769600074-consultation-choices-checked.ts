import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Checks the invitations that were there before against the rule of the migration before. */
export class ConsultationChoicesChecked1763769600074 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE consultation_invitations VALIDATE CONSTRAINT ck_consultation_invitations_choice;');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE consultation_invitations
        DROP CONSTRAINT ck_consultation_invitations_choice,
        ADD CONSTRAINT ck_consultation_invitations_choice CHECK (
          (choice_reason IN ('ONLY_ONE_FREE', 'FEWEST_FOR_SHARE', 'LEAST_RECENT'))
          AND (choice_reason IS NULL) = (choice_taken IS NULL) AND (choice_reason IS NULL) = (choice_weight_percent IS NULL)
        ) NOT VALID;
    `);
  }
}
