import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who people are at an OpenID provider, and sign-ins that have gone there. */
export class ProviderSignIns1763769600049 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE provider_identities (
        account_id uuid NOT NULL,
        issuer text NOT NULL,
        subject text NOT NULL,
        linked_at timestamptz NOT NULL,
        CONSTRAINT pk_provider_identities PRIMARY KEY (account_id),
        CONSTRAINT fk_provider_identities_account FOREIGN KEY (account_id) REFERENCES accounts (id),
        CONSTRAINT uq_provider_identities_subject UNIQUE (issuer, subject),
        CONSTRAINT ck_provider_identities_subject CHECK (char_length(subject) BETWEEN 1 AND 255)
      );

      CREATE TABLE provider_sign_ins (
        id uuid NOT NULL,
        state_hash bytea NOT NULL,
        browser_hash bytea NOT NULL,
        address text,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        account_id uuid,
        account_version integer,
        is_proven boolean,
        code_hash bytea,
        code_expires_at timestamptz,
        code_used_at timestamptz,
        CONSTRAINT pk_provider_sign_ins PRIMARY KEY (id),
        CONSTRAINT fk_provider_sign_ins_account FOREIGN KEY (account_id) REFERENCES accounts (id),
        CONSTRAINT uq_provider_sign_ins_state_hash UNIQUE (state_hash),
        CONSTRAINT uq_provider_sign_ins_code_hash UNIQUE (code_hash),
        CONSTRAINT ck_provider_sign_ins_hashes CHECK (
          octet_length(state_hash) = 32 AND octet_length(browser_hash) = 32
          AND (code_hash IS NULL OR octet_length(code_hash) = 32)
        ),
        CONSTRAINT ck_provider_sign_ins_answered CHECK (
          num_nonnulls(account_id, account_version, is_proven, code_hash, code_expires_at) IN (0, 5)
          AND (account_id IS NULL OR used_at IS NOT NULL)
        ),
        CONSTRAINT ck_provider_sign_ins_code_used CHECK (code_used_at IS NULL OR code_hash IS NOT NULL)
      );
      CREATE INDEX ix_provider_sign_ins_address ON provider_sign_ins (address, created_at);
      CREATE INDEX ix_provider_sign_ins_expires_at ON provider_sign_ins (expires_at);

      ALTER TABLE sessions ADD COLUMN by_provider boolean NOT NULL DEFAULT false;
      ALTER TABLE sign_in_tickets ADD COLUMN by_provider boolean NOT NULL DEFAULT false;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sign_in_tickets DROP COLUMN by_provider;
      ALTER TABLE sessions DROP COLUMN by_provider;
      DROP TABLE provider_sign_ins, provider_identities;
    `);
  }
}
