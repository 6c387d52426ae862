import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers the states of the settings, so that a process which has read them all knows from one number whether they still stand. */
export class SettingsRevision1763769600206 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE settings_revision (
        id integer CONSTRAINT pk_settings_revision PRIMARY KEY,
        revision integer NOT NULL,
        CONSTRAINT ck_settings_revision_single CHECK (id = 1)
      );
      CREATE SEQUENCE settings_revision_sequence AS integer;
      INSERT INTO settings_revision (id, revision) VALUES (1, nextval('settings_revision_sequence'));

      CREATE FUNCTION number_settings() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE settings_revision SET revision = nextval('settings_revision_sequence') WHERE id = 1;
        RETURN NULL;
      END $$;
      CREATE TRIGGER tr_reference_settings_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON reference_settings
        FOR EACH STATEMENT EXECUTE FUNCTION number_settings();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER tr_reference_settings_revision ON reference_settings;
      DROP FUNCTION number_settings();
      DROP TABLE settings_revision;
      DROP SEQUENCE settings_revision_sequence;
    `);
  }
}
