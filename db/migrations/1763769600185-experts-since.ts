import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when somebody is sent to townships; who was sent before this was known has been there for long. */
export class ExpertsSince1763769600185 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE dispatch_experts ADD COLUMN enrolled_on date');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE dispatch_experts DROP COLUMN enrolled_on');
  }
}
