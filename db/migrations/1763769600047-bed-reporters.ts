import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks whether every report of beds is somebody's: no lock that anybody feels. */
export class BedReporters1763769600047 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE capacity_bed_pools VALIDATE CONSTRAINT fk_capacity_bed_pools_machine;
      ALTER TABLE capacity_bed_pools VALIDATE CONSTRAINT ck_capacity_bed_pools_reported_by;
    `);
  }

  async down(): Promise<void> {
    // Nothing was changed but that PostgreSQL knows.
  }
}
