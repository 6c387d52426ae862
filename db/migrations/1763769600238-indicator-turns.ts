import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose turn it is to tell months: of one worker at a time. */
export class IndicatorTurns1763769600238 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE indicator_turns (
        id integer NOT NULL,
        held_by uuid NOT NULL,
        held_until timestamptz NOT NULL,
        CONSTRAINT pk_indicator_turns PRIMARY KEY (id),
        CONSTRAINT ck_indicator_turns_single CHECK (id = 1)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE indicator_turns');
  }
}
