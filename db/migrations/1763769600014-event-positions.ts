import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The order in which others read the event log. Every event waits in `unpositioned_events` from the statement that adds
 * it, whoever that is, until the relay gives it the next position.
 */
export class EventPositions1763769600014 implements MigrationInterface {
  name = 'EventPositions1763769600014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE unpositioned_events (
        seq bigint GENERATED ALWAYS AS IDENTITY,
        event_id uuid NOT NULL,
        CONSTRAINT pk_unpositioned_events PRIMARY KEY (seq)
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

      CREATE TABLE event_positions (
        position bigint NOT NULL,
        event_id uuid NOT NULL,
        CONSTRAINT pk_event_positions PRIMARY KEY (position),
        CONSTRAINT uq_event_positions_event UNIQUE (event_id)
      );

      CREATE TABLE event_head (
        id integer NOT NULL CONSTRAINT ck_event_head_single CHECK (id = 1),
        position bigint NOT NULL,
        CONSTRAINT pk_event_head PRIMARY KEY (id)
      ) WITH (fillfactor = 10);
      INSERT INTO event_head (id, position) VALUES (1, 0);

      CREATE TRIGGER tr_event_positions_append_only BEFORE UPDATE OR DELETE ON event_positions
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_event_positions_no_truncate BEFORE TRUNCATE ON event_positions
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
    await runner.query(`
      CREATE FUNCTION await_position() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO unpositioned_events (event_id) SELECT id FROM added;
        RETURN NULL;
      END $$;
      CREATE TRIGGER tr_domain_events_await_position AFTER INSERT ON domain_events
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION await_position();

      INSERT INTO unpositioned_events (event_id)
      SELECT id FROM domain_events ORDER BY occurred_at, aggregate_version, id;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER tr_domain_events_await_position ON domain_events;
      DROP FUNCTION await_position();
      DROP TABLE event_head, event_positions, unpositioned_events;
    `);
  }
}
