import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './concurrent-indexes.js';

/** A file may belong to several packages, once to each: what goes along with a patient who goes back stays where it was. */
export class CarriedAttachments1763769600221 implements MigrationInterface {
  /** The index is built beside writers. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      uq_referral_attachments_file_package: 'UNIQUE referral_attachments (file_id, package_id)',
    });
    await runner.query('ALTER TABLE referral_attachments DROP CONSTRAINT IF EXISTS uq_referral_attachments_file');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE referral_attachments ADD CONSTRAINT uq_referral_attachments_file UNIQUE (file_id)');
    await runner.query('DROP INDEX uq_referral_attachments_file_package');
  }
}
