import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Verifications are told apart by the value that was verified, and what was there before is checked. */
export class CriticalValueRevisionsChecked1763769600195 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE critical_values VALIDATE CONSTRAINT ck_critical_values_revision;
      ALTER TABLE critical_value_verifications DROP CONSTRAINT pk_critical_value_verifications,
        ADD CONSTRAINT pk_critical_value_verifications PRIMARY KEY
          USING INDEX uq_critical_value_verifications_revision;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE critical_value_verifications DROP CONSTRAINT pk_critical_value_verifications,
        ADD CONSTRAINT pk_critical_value_verifications PRIMARY KEY (critical_value_id, position);
      CREATE UNIQUE INDEX uq_critical_value_verifications_revision
        ON critical_value_verifications (critical_value_id, revision, position);
      ALTER TABLE critical_values DROP CONSTRAINT ck_critical_values_revision,
        ADD CONSTRAINT ck_critical_values_revision
          CHECK (revision >= 1 AND (revision = 1 OR NOT drill)) NOT VALID;
    `);
  }
}
