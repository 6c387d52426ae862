import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Event log, audit trail (partitioned by month, append-only) and idempotency keys. */
export class Platform1763769600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE domain_events (
        id uuid NOT NULL,
        topic text NOT NULL,
        aggregate_type text NOT NULL,
        aggregate_id uuid NOT NULL,
        aggregate_version integer NOT NULL,
        action text,
        from_state text,
        to_state text,
        reason_code text,
        comment text,
        payload jsonb NOT NULL,
        occurred_at timestamptz NOT NULL,
        account_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        on_behalf_of_staff_id uuid,
        request_id text NOT NULL,
        CONSTRAINT pk_domain_events PRIMARY KEY (id)
      );
      CREATE INDEX ix_domain_events_aggregate ON domain_events (aggregate_id, aggregate_version, id);
      CREATE INDEX ix_domain_events_occurred_at ON domain_events (occurred_at);

      CREATE TABLE audit_entries (
        id uuid NOT NULL,
        occurred_at timestamptz NOT NULL,
        account_id uuid,
        staff_id uuid,
        institution_id uuid,
        on_behalf_of_staff_id uuid,
        request_id text NOT NULL,
        address text,
        action text NOT NULL,
        object_type text,
        object_id uuid,
        patient_ids uuid[],
        basis text,
        result text NOT NULL CONSTRAINT ck_audit_entries_result CHECK (result IN ('OK', 'REFUSED', 'DENIED')),
        code text,
        rule text,
        CONSTRAINT pk_audit_entries PRIMARY KEY (id, occurred_at)
      ) PARTITION BY RANGE (occurred_at);
      CREATE TABLE audit_entries_default PARTITION OF audit_entries DEFAULT;
      CREATE INDEX ix_audit_entries_object ON audit_entries (object_id, occurred_at);
      CREATE INDEX ix_audit_entries_account ON audit_entries (account_id, occurred_at);
      CREATE INDEX ix_audit_entries_patients ON audit_entries USING gin (patient_ids);

      CREATE TABLE idempotency_keys (
        account_id uuid NOT NULL,
        key text NOT NULL,
        request_hash text NOT NULL,
        aggregate_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT pk_idempotency_keys PRIMARY KEY (account_id, key)
      );
      CREATE INDEX ix_idempotency_keys_created_at ON idempotency_keys (created_at);

      CREATE TABLE reason_codes (
        list text NOT NULL,
        code text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        position integer NOT NULL,
        label_zh text NOT NULL,
        label_en text NOT NULL,
        comment_is_mandatory boolean NOT NULL,
        CONSTRAINT pk_reason_codes PRIMARY KEY (list, code, effective_from),
        CONSTRAINT ck_reason_codes_period CHECK (effective_to IS NULL OR effective_to > effective_from)
      );
      CREATE TABLE reference_settings (
        key text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        value integer NOT NULL,
        CONSTRAINT pk_reference_settings PRIMARY KEY (key, effective_from),
        CONSTRAINT ck_reference_settings_period CHECK (effective_to IS NULL OR effective_to > effective_from)
      );
    `);
    await runner.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER tr_domain_events_append_only BEFORE UPDATE OR DELETE ON domain_events
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_domain_events_no_truncate BEFORE TRUNCATE ON domain_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
    // The serving role may not change the schema, so it calls this function of the owner to make partitions ahead of time.
    await runner.query(`
      CREATE FUNCTION ensure_audit_partitions(from_day date, months integer) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        lower_bound timestamptz;
        upper_bound timestamptz;
        partition text;
      BEGIN
        FOR i IN 0..least(months, 36) LOOP
          lower_bound := (date_trunc('month', from_day::timestamp) + make_interval(months => i)) AT TIME ZONE 'UTC';
          upper_bound := (date_trunc('month', from_day::timestamp) + make_interval(months => i + 1)) AT TIME ZONE 'UTC';
          partition := 'audit_entries_' || to_char(lower_bound AT TIME ZONE 'UTC', 'YYYY_MM');
          -- A month that has begun in the default partition stays there: it cannot be taken out while rows are added.
          CONTINUE WHEN to_regclass('public.' || partition) IS NOT NULL OR EXISTS (
            SELECT 1 FROM audit_entries_default WHERE occurred_at >= lower_bound AND occurred_at < upper_bound);
          EXECUTE format(
            'CREATE TABLE %I PARTITION OF audit_entries FOR VALUES FROM (%L) TO (%L)',
            partition, lower_bound, upper_bound);
        END LOOP;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION ensure_audit_partitions(date, integer);
      DROP TABLE reference_settings, reason_codes, idempotency_keys, audit_entries, domain_events;
      DROP FUNCTION refuse_change();
    `);
  }
}
