import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Sessions of an institution within a time, for the calendars of its people. */
export class ConsultationSessionIndex1763769600163 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_consultations_inviting_session:
        'consultations (inviting_institution_id, starts_at) WHERE starts_at IS NOT NULL',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_consultations_inviting_session');
  }
}
