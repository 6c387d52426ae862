import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when those who gave advice see a case again that was closed long ago, so that they can amend their opinion. */
export class ConsultationAmendments1763769600188 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE consultations ADD COLUMN reopened_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE consultations DROP COLUMN reopened_at');
  }
}
