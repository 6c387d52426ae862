import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** Sessions of a month, wherever they are, for the figures of the alliance; and units of indicators as all rows have them. */
export class IndicatorSessionIndex1763769600102 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      ix_dispatch_sessions_day: 'dispatch_sessions (day, id) WHERE published_at IS NOT NULL',
    });
    await runner.query('ALTER TABLE indicator_definitions VALIDATE CONSTRAINT ck_indicator_definitions_unit');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_dispatch_sessions_day');
  }
}
