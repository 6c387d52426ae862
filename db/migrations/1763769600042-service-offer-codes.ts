import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** One offer of a department has a code. */
export class ServiceOfferCodes1763769600042 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, { uq_service_offers_code: 'UNIQUE service_offers (department_id, code)' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS uq_service_offers_code');
  }
}
