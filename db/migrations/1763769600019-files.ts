import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that were uploaded, and the attachments of clinical packages. */
export class Files1763769600019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stored_files (
        id uuid NOT NULL,
        purpose text NOT NULL,
        account_id uuid NOT NULL,
        state text NOT NULL,
        content_type text,
        size integer,
        sha256 text,
        refusal_rule text,
        received_at timestamptz NOT NULL,
        unused_since timestamptz,
        CONSTRAINT pk_stored_files PRIMARY KEY (id),
        CONSTRAINT ck_stored_files_state CHECK (state IN ('RECEIVED', 'CHECKED', 'REFUSED')),
        CONSTRAINT ck_stored_files_checked CHECK (
          (state = 'CHECKED') = (content_type IS NOT NULL AND size IS NOT NULL AND sha256 IS NOT NULL)),
        CONSTRAINT ck_stored_files_refused CHECK ((state = 'REFUSED') = (refusal_rule IS NOT NULL)),
        CONSTRAINT ck_stored_files_used CHECK (unused_since IS NOT NULL OR state = 'CHECKED')
      );
      CREATE INDEX ix_stored_files_unused ON stored_files (unused_since) WHERE unused_since IS NOT NULL;

      CREATE TABLE referral_attachments (
        id uuid NOT NULL,
        package_id uuid NOT NULL,
        file_id uuid NOT NULL,
        name_ciphertext text NOT NULL,
        attached_by_staff_id uuid NOT NULL,
        attached_at timestamptz NOT NULL,
        CONSTRAINT pk_referral_attachments PRIMARY KEY (id),
        CONSTRAINT uq_referral_attachments_file UNIQUE (file_id),
        CONSTRAINT fk_referral_attachments_package FOREIGN KEY (package_id) REFERENCES clinical_packages (id),
        CONSTRAINT fk_referral_attachments_file FOREIGN KEY (file_id) REFERENCES stored_files (id),
        CONSTRAINT fk_referral_attachments_staff FOREIGN KEY (attached_by_staff_id) REFERENCES staff (id)
      );
      CREATE INDEX ix_referral_attachments_package ON referral_attachments (package_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE referral_attachments, stored_files;');
  }
}
