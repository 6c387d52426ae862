import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calendars that people subscribe to in a program of their own, by a link that nobody guesses and that can be taken back. */
export class CalendarFeeds1763769600077 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE calendar_feeds (
        id uuid NOT NULL,
        staff_id uuid NOT NULL,
        scope text NOT NULL,
        institution_id uuid NOT NULL,
        -- SHA-256 of what the link ends with; the link itself is nowhere.
        token_hash bytea NOT NULL,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz,
        version integer NOT NULL,
        CONSTRAINT pk_calendar_feeds PRIMARY KEY (id),
        CONSTRAINT uq_calendar_feeds_token UNIQUE (token_hash),
        CONSTRAINT fk_calendar_feeds_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT fk_calendar_feeds_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_calendar_feeds_scope CHECK (scope IN ('OWN', 'INSTITUTION')),
        CONSTRAINT ck_calendar_feeds_token CHECK (octet_length(token_hash) = 32)
      );
      CREATE INDEX ix_calendar_feeds_staff ON calendar_feeds (staff_id, created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE calendar_feeds;');
  }
}
