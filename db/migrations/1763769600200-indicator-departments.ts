import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which departments there are, so that a figure of none is not told as one of nothing. */
export class IndicatorDepartments1763769600200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE VIEW indicator_departments AS SELECT id, institution_id FROM departments');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW indicator_departments');
  }
}
