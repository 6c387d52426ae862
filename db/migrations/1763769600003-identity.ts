import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, their sessions, who holds which role where, and attempts to sign in. */
export class Identity1763769600003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE accounts (
        id uuid NOT NULL,
        login_name text NOT NULL,
        staff_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        status text NOT NULL,
        password_hash text NOT NULL,
        previous_password_hashes text[] NOT NULL,
        must_change_password boolean NOT NULL,
        password_changed_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_accounts PRIMARY KEY (id),
        CONSTRAINT uq_accounts_login_name UNIQUE (login_name),
        CONSTRAINT uq_accounts_staff UNIQUE (staff_id),
        CONSTRAINT fk_accounts_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT fk_accounts_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        -- Together with the unique constraint: upper and lower case never make two accounts.
        CONSTRAINT ck_accounts_login_name CHECK (login_name ~ '^[a-z0-9][a-z0-9._@-]{1,63}$'),
        CONSTRAINT ck_accounts_status CHECK (status IN ('ACTIVE', 'DISABLED')),
        CONSTRAINT ck_accounts_password_hash CHECK (password_hash LIKE '$argon2id$%')
      );
      CREATE INDEX ix_accounts_institution ON accounts (institution_id, login_name);

      CREATE TABLE sessions (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        token_hash bytea NOT NULL,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        address text,
        device text,
        CONSTRAINT pk_sessions PRIMARY KEY (id),
        CONSTRAINT uq_sessions_token_hash UNIQUE (token_hash),
        CONSTRAINT fk_sessions_account FOREIGN KEY (account_id) REFERENCES accounts (id),
        CONSTRAINT fk_sessions_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_sessions_token_hash CHECK (octet_length(token_hash) = 32),
        CONSTRAINT ck_sessions_expires_at CHECK (expires_at > created_at)
      );
      CREATE INDEX ix_sessions_account ON sessions (account_id, created_at);
    `);
    await runner.query(`
      CREATE TABLE role_assignments (
        id uuid NOT NULL,
        staff_id uuid NOT NULL,
        role text NOT NULL,
        institution_id uuid NOT NULL,
        department_id uuid,
        valid_from timestamptz NOT NULL,
        valid_to timestamptz,
        CONSTRAINT pk_role_assignments PRIMARY KEY (id),
        CONSTRAINT fk_role_assignments_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
        CONSTRAINT fk_role_assignments_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_role_assignments_department FOREIGN KEY (department_id, institution_id)
          REFERENCES departments (id, institution_id),
        CONSTRAINT ck_role_assignments_role CHECK (role IN (
          'VILLAGE_DOCTOR', 'TOWNSHIP_DOCTOR', 'TOWNSHIP_HEAD', 'COUNTY_DOCTOR', 'DEPT_HEAD', 'REFERRAL_COORDINATOR',
          'REGISTRAR', 'CONSULT_COORDINATOR', 'EXPERT', 'ROTA_MANAGER', 'TECHNICIAN', 'REPORTER', 'REVIEWER',
          'CENTER_HEAD', 'MEDICAL_AFFAIRS', 'QUALITY', 'DIRECTOR', 'GENERAL_DUTY', 'API_CLIENT', 'SYSTEM_ADMIN',
          'SECURITY_ADMIN', 'AUDITOR')),
        -- Equal where a role was taken back before it began.
        CONSTRAINT ck_role_assignments_period CHECK (valid_to >= valid_from)
      );
      CREATE INDEX ix_role_assignments_staff ON role_assignments (staff_id, institution_id);
      CREATE INDEX ix_role_assignments_institution ON role_assignments (institution_id, role);
      CREATE UNIQUE INDEX uq_role_assignments_open_ended
        ON role_assignments (staff_id, institution_id, role, department_id) NULLS NOT DISTINCT WHERE valid_to IS NULL;

      CREATE TABLE sign_in_attempts (
        id uuid NOT NULL,
        occurred_at timestamptz NOT NULL,
        login_key text NOT NULL,
        account_id uuid,
        address text,
        outcome text NOT NULL,
        CONSTRAINT pk_sign_in_attempts PRIMARY KEY (id),
        CONSTRAINT fk_sign_in_attempts_account FOREIGN KEY (account_id) REFERENCES accounts (id),
        CONSTRAINT ck_sign_in_attempts_outcome
          CHECK (outcome IN ('STARTED', 'SUCCEEDED', 'FAILED', 'FORGIVEN', 'REFUSED'))
      );
      CREATE INDEX ix_sign_in_attempts_login ON sign_in_attempts (login_key, occurred_at);
      CREATE INDEX ix_sign_in_attempts_address ON sign_in_attempts (address, occurred_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_attempts, role_assignments, sessions, accounts');
  }
}
