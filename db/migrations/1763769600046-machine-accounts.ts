import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts of systems (HIS, LIS, PACS), their keys, how often each asks, and what they report. */
export class MachineAccounts1763769600046 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE machine_accounts (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        name text NOT NULL,
        kind text NOT NULL,
        scopes text[] NOT NULL,
        networks text[] NOT NULL,
        status text NOT NULL,
        created_at timestamptz NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_machine_accounts PRIMARY KEY (id),
        CONSTRAINT fk_machine_accounts_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT uq_machine_accounts_name UNIQUE (institution_id, name),
        CONSTRAINT ck_machine_accounts_kind CHECK (kind IN ('HIS', 'LIS', 'PACS', 'OTHER')),
        CONSTRAINT ck_machine_accounts_status CHECK (status IN ('ACTIVE', 'DISABLED'))
      );
      CREATE INDEX ix_machine_accounts_institution ON machine_accounts (institution_id, id);

      CREATE TABLE machine_keys (
        id uuid NOT NULL,
        machine_account_id uuid NOT NULL,
        prefix text NOT NULL,
        secret_hash bytea NOT NULL,
        created_at timestamptz NOT NULL,
        created_by_account_id uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        last_used_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT pk_machine_keys PRIMARY KEY (id),
        CONSTRAINT fk_machine_keys_machine FOREIGN KEY (machine_account_id) REFERENCES machine_accounts (id),
        CONSTRAINT fk_machine_keys_created_by FOREIGN KEY (created_by_account_id) REFERENCES accounts (id),
        CONSTRAINT uq_machine_keys_prefix UNIQUE (prefix),
        CONSTRAINT ck_machine_keys_secret_hash CHECK (octet_length(secret_hash) = 32),
        CONSTRAINT ck_machine_keys_expires_at CHECK (expires_at > created_at)
      );
      CREATE INDEX ix_machine_keys_machine ON machine_keys (machine_account_id, id);

      CREATE TABLE machine_requests (
        machine_account_id uuid NOT NULL,
        minute timestamptz NOT NULL,
        requests integer NOT NULL,
        CONSTRAINT pk_machine_requests PRIMARY KEY (machine_account_id),
        CONSTRAINT fk_machine_requests_machine FOREIGN KEY (machine_account_id) REFERENCES machine_accounts (id)
      );

      ALTER TABLE capacity_bed_pools
        ADD COLUMN reported_by_machine_id uuid,
        ALTER COLUMN reported_by_staff_id DROP NOT NULL,
        ADD CONSTRAINT fk_capacity_bed_pools_machine FOREIGN KEY (reported_by_machine_id)
          REFERENCES machine_accounts (id) NOT VALID,
        ADD CONSTRAINT ck_capacity_bed_pools_reported_by
          CHECK (num_nonnulls(reported_by_staff_id, reported_by_machine_id) = 1) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM capacity_bed_pools WHERE reported_by_staff_id IS NULL;
      ALTER TABLE capacity_bed_pools
        DROP CONSTRAINT ck_capacity_bed_pools_reported_by,
        DROP CONSTRAINT fk_capacity_bed_pools_machine,
        ALTER COLUMN reported_by_staff_id SET NOT NULL,
        DROP COLUMN reported_by_machine_id;
      DROP TABLE machine_requests, machine_keys, machine_accounts;
    `);
  }
}
