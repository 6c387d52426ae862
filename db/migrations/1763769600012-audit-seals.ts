import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Seals over the audit trail, anchors of their chain, and an index for every question that an auditor asks. */
export class AuditSeals1763769600012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_seals (
        number bigint NOT NULL,
        key_id text NOT NULL,
        previous_hash text,
        sealed_at timestamptz NOT NULL,
        complete_before timestamptz,
        entry_count integer NOT NULL,
        entries_digest text NOT NULL,
        hash text NOT NULL,
        mac text NOT NULL,
        CONSTRAINT pk_audit_seals PRIMARY KEY (number),
        CONSTRAINT ck_audit_seals_number CHECK (number > 0)
      );
      CREATE TABLE audit_sealed_entries (
        entry_id uuid NOT NULL,
        occurred_at timestamptz NOT NULL,
        seal_number bigint NOT NULL,
        position integer NOT NULL,
        hash bytea NOT NULL,
        CONSTRAINT pk_audit_sealed_entries PRIMARY KEY (occurred_at, entry_id),
        CONSTRAINT uq_audit_sealed_entries_position UNIQUE (seal_number, position)
      );
      CREATE TABLE audit_anchors (
        day date NOT NULL,
        seal_number bigint NOT NULL,
        hash text NOT NULL,
        anchored_at timestamptz NOT NULL,
        CONSTRAINT pk_audit_anchors PRIMARY KEY (day)
      );
      CREATE TABLE audit_sealing_progress (
        id integer NOT NULL,
        complete_to timestamptz,
        swept_to timestamptz NOT NULL,
        CONSTRAINT pk_audit_sealing_progress PRIMARY KEY (id),
        CONSTRAINT ck_audit_sealing_progress_only_one CHECK (id = 1)
      );
      INSERT INTO audit_sealing_progress (id, swept_to) VALUES (1, '-infinity');
    `);
    for (const table of ['audit_seals', 'audit_sealed_entries', 'audit_anchors']) {
      await runner.query(`
        CREATE TRIGGER tr_${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
          FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER tr_${table}_no_truncate BEFORE TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      `);
    }
    await runner.query(`
      ALTER TABLE audit_entries ADD COLUMN detail jsonb;
      DROP INDEX ix_audit_entries_object;
      DROP INDEX ix_audit_entries_account;
      CREATE INDEX ix_audit_entries_time ON audit_entries (occurred_at, id);
      CREATE INDEX ix_audit_entries_object ON audit_entries (object_id, occurred_at, id);
      CREATE INDEX ix_audit_entries_account ON audit_entries (account_id, occurred_at, id);
      CREATE INDEX ix_audit_entries_staff ON audit_entries (staff_id, occurred_at, id);
      CREATE INDEX ix_audit_entries_institution ON audit_entries (institution_id, occurred_at, id);
      CREATE INDEX ix_audit_entries_action ON audit_entries (action, occurred_at, id);
      CREATE INDEX ix_audit_entries_failed ON audit_entries (result, occurred_at, id) WHERE result <> 'OK';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX ix_audit_entries_failed, ix_audit_entries_action, ix_audit_entries_institution, ix_audit_entries_staff,
        ix_audit_entries_account, ix_audit_entries_object, ix_audit_entries_time;
      CREATE INDEX ix_audit_entries_object ON audit_entries (object_id, occurred_at);
      CREATE INDEX ix_audit_entries_account ON audit_entries (account_id, occurred_at);
      ALTER TABLE audit_entries DROP COLUMN detail;
      DROP TABLE audit_sealing_progress, audit_anchors, audit_sealed_entries, audit_seals;
    `);
  }
}
