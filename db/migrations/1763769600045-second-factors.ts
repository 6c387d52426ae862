import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second factors of accounts, codes on paper for lost devices, and the moment between password and second factor. */
export class SecondFactors1763769600045 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE second_factors (
        account_id uuid NOT NULL,
        secret_ciphertext text NOT NULL,
        created_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        last_step integer,
        CONSTRAINT pk_second_factors PRIMARY KEY (account_id),
        CONSTRAINT fk_second_factors_account FOREIGN KEY (account_id) REFERENCES accounts (id),
        CONSTRAINT ck_second_factors_last_step CHECK (last_step IS NULL OR confirmed_at IS NOT NULL)
      );

      CREATE TABLE recovery_codes (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        code_hash bytea NOT NULL,
        created_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT pk_recovery_codes PRIMARY KEY (id),
        CONSTRAINT fk_recovery_codes_account FOREIGN KEY (account_id) REFERENCES accounts (id),
        CONSTRAINT uq_recovery_codes_code_hash UNIQUE (account_id, code_hash),
        CONSTRAINT ck_recovery_codes_code_hash CHECK (octet_length(code_hash) = 32)
      );

      CREATE TABLE sign_in_tickets (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        account_version integer NOT NULL,
        token_hash bytea NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT pk_sign_in_tickets PRIMARY KEY (id),
        CONSTRAINT fk_sign_in_tickets_account FOREIGN KEY (account_id) REFERENCES accounts (id),
        CONSTRAINT uq_sign_in_tickets_token_hash UNIQUE (token_hash),
        CONSTRAINT ck_sign_in_tickets_token_hash CHECK (octet_length(token_hash) = 32)
      );
      CREATE INDEX ix_sign_in_tickets_expires_at ON sign_in_tickets (expires_at);

      ALTER TABLE sessions ADD COLUMN second_factor_at timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sessions DROP COLUMN second_factor_at;
      DROP TABLE sign_in_tickets, recovery_codes, second_factors;
    `);
  }
}
