import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a referral says of inpatients, of the transport, of whom and what the sender asks for, and what was signed. */
export class ReferralForm1763769600036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE clinical_packages
        ADD COLUMN admitted_on date,
        ADD COLUMN treatment_plan text,
        ADD COLUMN condition_change text,
        ADD COLUMN transport_needs text[] NOT NULL DEFAULT '{}',
        ADD COLUMN consciousness text,
        ADD CONSTRAINT ck_clinical_packages_transport_needs
          CHECK (transport_needs <@ '{OXYGEN,MONITOR,STRETCHER,ESCORT,AMBULANCE}'::text[]),
        ADD CONSTRAINT ck_clinical_packages_consciousness
          CHECK (consciousness IN ('ALERT', 'DROWSY', 'STUPOR', 'COMA'));
      ALTER TABLE patient_consents
        ADD CONSTRAINT uq_patient_consents_file UNIQUE (file_id),
        ADD CONSTRAINT fk_patient_consents_file FOREIGN KEY (file_id) REFERENCES stored_files (id);
      ALTER TABLE referrals
        ADD COLUMN wanted_doctor_staff_id uuid,
        ADD COLUMN expected_handling text,
        ADD CONSTRAINT fk_referrals_wanted_doctor FOREIGN KEY (wanted_doctor_staff_id) REFERENCES staff (id),
        ADD CONSTRAINT ck_referrals_expected_handling CHECK (expected_handling IN ('OUTPATIENT', 'INPATIENT'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE patient_consents DROP CONSTRAINT fk_patient_consents_file, DROP CONSTRAINT uq_patient_consents_file;
      ALTER TABLE referrals DROP COLUMN wanted_doctor_staff_id, DROP COLUMN expected_handling;
      ALTER TABLE clinical_packages DROP COLUMN admitted_on, DROP COLUMN treatment_plan, DROP COLUMN condition_change,
        DROP COLUMN transport_needs, DROP COLUMN consciousness;
    `);
  }
}
