import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why somebody follows an expert who does not come, and by which figures. */
export class ConsultationChoices1763769600073 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE consultation_invitations
        ADD COLUMN choice_reason text,
        ADD COLUMN choice_taken integer,
        ADD COLUMN choice_weight_percent integer,
        ADD CONSTRAINT ck_consultation_invitations_choice CHECK (
          (choice_reason IN ('ONLY_ONE_FREE', 'FEWEST_FOR_SHARE', 'LEAST_RECENT'))
          AND (choice_reason IS NULL) = (choice_taken IS NULL) AND (choice_reason IS NULL) = (choice_weight_percent IS NULL)
        ) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE consultation_invitations
        DROP COLUMN choice_reason, DROP COLUMN choice_taken, DROP COLUMN choice_weight_percent;
    `);
  }
}
