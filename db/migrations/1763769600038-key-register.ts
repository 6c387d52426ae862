import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which keys a database was written with, and a second column for each blind index, so that one key can replace the
 * other while both find every row.
 */
export class KeyRegister1763769600038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE key_register (
        purpose text NOT NULL,
        key_id text NOT NULL,
        check_value text NOT NULL,
        registered_at timestamptz NOT NULL,
        retired_at timestamptz,
        CONSTRAINT pk_key_register PRIMARY KEY (purpose, key_id),
        CONSTRAINT ck_key_register_purpose CHECK (purpose IN ('ENCRYPTION', 'BLIND_INDEX'))
      );

      ALTER TABLE patients
        ADD COLUMN id_number_index_2 text,
        ADD COLUMN phone_index_2 text,
        DROP CONSTRAINT ck_patients_id_number,
        DROP CONSTRAINT ck_patients_phone,
        ADD CONSTRAINT ck_patients_id_number CHECK (
          num_nonnulls(id_type, id_number_ciphertext, id_number_masked) IN (0, 3)
          AND (id_number_ciphertext IS NULL) = (coalesce(id_number_index, id_number_index_2) IS NULL)) NOT VALID,
        ADD CONSTRAINT ck_patients_phone CHECK (
          num_nonnulls(phone_ciphertext, phone_masked) IN (0, 2)
          AND (phone_ciphertext IS NULL) = (coalesce(phone_index, phone_index_2) IS NULL)) NOT VALID;

      ALTER TABLE referral_arrangements
        ADD COLUMN code_index_2 text,
        ALTER COLUMN code_index DROP NOT NULL,
        ADD CONSTRAINT ck_referral_arrangements_code CHECK (coalesce(code_index, code_index_2) IS NOT NULL) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE referral_arrangements
        DROP CONSTRAINT ck_referral_arrangements_code,
        ALTER COLUMN code_index SET NOT NULL,
        DROP COLUMN code_index_2;
      ALTER TABLE patients
        DROP CONSTRAINT ck_patients_phone,
        DROP CONSTRAINT ck_patients_id_number,
        DROP COLUMN phone_index_2,
        DROP COLUMN id_number_index_2,
        ADD CONSTRAINT ck_patients_id_number CHECK (
          num_nonnulls(id_type, id_number_ciphertext, id_number_index, id_number_masked) IN (0, 4)),
        ADD CONSTRAINT ck_patients_phone CHECK (num_nonnulls(phone_ciphertext, phone_index, phone_masked) IN (0, 3));
      DROP TABLE key_register;
    `);
  }
}
