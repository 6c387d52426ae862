import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far a search is, and whether it was called off; secondments that were withdrawn before they began. */
export class RotaSearches1763769600057 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dispatch_plans ADD COLUMN search_progress jsonb, ADD COLUMN cancel_requested_at timestamptz;

      -- A stay of its own, since those of the other table stand in each other's way.
      CREATE TABLE dispatch_withdrawn_secondments (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        expert_id uuid NOT NULL,
        host_institution_id uuid NOT NULL,
        from_day date NOT NULL,
        to_day date NOT NULL,
        reason_code text NOT NULL,
        created_by_staff_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        withdrawn_at timestamptz NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_dispatch_withdrawn_secondments PRIMARY KEY (id),
        CONSTRAINT fk_dispatch_withdrawn_secondments_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_dispatch_withdrawn_secondments_expert FOREIGN KEY (expert_id) REFERENCES staff (id),
        CONSTRAINT fk_dispatch_withdrawn_secondments_host FOREIGN KEY (host_institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_dispatch_withdrawn_secondments_period CHECK (from_day <= to_day)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE dispatch_withdrawn_secondments;
      ALTER TABLE dispatch_plans DROP COLUMN search_progress, DROP COLUMN cancel_requested_at;`);
  }
}
