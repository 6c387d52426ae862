import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Places of outpatient sessions, empty beds, what is held of them for whom, and when a clinic is closed. */
export class Capacity1763769600018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE capacity_sessions (
        id uuid NOT NULL,
        plan_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        department_id uuid NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        places integer NOT NULL,
        released_at timestamptz,
        withdrawn_at timestamptz,
        version integer NOT NULL,
        CONSTRAINT pk_capacity_sessions PRIMARY KEY (id),
        CONSTRAINT uq_capacity_sessions_places UNIQUE (id, places),
        CONSTRAINT fk_capacity_sessions_department FOREIGN KEY (department_id, institution_id)
          REFERENCES departments (id, institution_id),
        CONSTRAINT ck_capacity_sessions_period CHECK (starts_at < ends_at),
        CONSTRAINT ck_capacity_sessions_places CHECK (places > 0),
        CONSTRAINT ex_capacity_sessions_one_at_a_time EXCLUDE USING gist (department_id WITH =,
          tstzrange(starts_at, ends_at) WITH &&) WHERE (withdrawn_at IS NULL)
      );
      CREATE INDEX ix_capacity_sessions_plan ON capacity_sessions (plan_id);
      CREATE INDEX ix_capacity_sessions_unreleased ON capacity_sessions (starts_at)
        WHERE released_at IS NULL AND withdrawn_at IS NULL;

      CREATE TABLE capacity_closures (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        department_id uuid NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        reason_code text NOT NULL,
        comment text,
        closed_by_staff_id uuid NOT NULL,
        closed_at timestamptz NOT NULL,
        reopened_at timestamptz,
        version integer NOT NULL,
        CONSTRAINT pk_capacity_closures PRIMARY KEY (id),
        CONSTRAINT fk_capacity_closures_department FOREIGN KEY (department_id, institution_id)
          REFERENCES departments (id, institution_id),
        CONSTRAINT fk_capacity_closures_staff FOREIGN KEY (closed_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_capacity_closures_period CHECK (starts_at < ends_at),
        CONSTRAINT ex_capacity_closures_one_at_a_time EXCLUDE USING gist (department_id WITH =,
          tstzrange(starts_at, ends_at) WITH &&) WHERE (reopened_at IS NULL)
      );

      CREATE TABLE capacity_bed_pools (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        department_id uuid NOT NULL,
        empty_beds integer NOT NULL,
        reported_at timestamptz NOT NULL,
        reported_by_staff_id uuid NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_capacity_bed_pools PRIMARY KEY (id),
        CONSTRAINT uq_capacity_bed_pools_department UNIQUE (department_id),
        CONSTRAINT fk_capacity_bed_pools_department FOREIGN KEY (department_id, institution_id)
          REFERENCES departments (id, institution_id),
        CONSTRAINT fk_capacity_bed_pools_staff FOREIGN KEY (reported_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_capacity_bed_pools_empty_beds CHECK (empty_beds >= 0)
      );

      CREATE TABLE capacity_holds (
        id uuid NOT NULL,
        subject_domain text NOT NULL,
        subject_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        session_id uuid,
        session_places integer,
        bed_pool_id uuid,
        position integer NOT NULL,
        state text NOT NULL,
        expires_at timestamptz,
        held_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT pk_capacity_holds PRIMARY KEY (id),
        CONSTRAINT fk_capacity_holds_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        -- The places of the session come along, so that nothing can be held beyond them.
        CONSTRAINT fk_capacity_holds_session FOREIGN KEY (session_id, session_places)
          REFERENCES capacity_sessions (id, places) ON UPDATE CASCADE,
        CONSTRAINT fk_capacity_holds_bed_pool FOREIGN KEY (bed_pool_id) REFERENCES capacity_bed_pools (id),
        CONSTRAINT ck_capacity_holds_wanted CHECK ((session_id IS NULL) <> (bed_pool_id IS NULL)),
        CONSTRAINT ck_capacity_holds_position CHECK (position > 0),
        CONSTRAINT ck_capacity_holds_within CHECK ((session_id IS NULL) = (session_places IS NULL)
          AND (state NOT IN ('TENTATIVE', 'CONFIRMED', 'USED') OR session_places IS NULL
            OR position <= session_places)),
        CONSTRAINT ck_capacity_holds_state CHECK (
          state IN ('TENTATIVE', 'CONFIRMED', 'USED', 'RELEASED', 'REPLACED', 'EXPIRED')
          AND (state IN ('TENTATIVE', 'CONFIRMED')) = (ended_at IS NULL)
          AND (state = 'TENTATIVE') = (expires_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX uq_capacity_holds_place ON capacity_holds (session_id, position)
        WHERE state IN ('TENTATIVE', 'CONFIRMED', 'USED');
      CREATE UNIQUE INDEX uq_capacity_holds_bed ON capacity_holds (bed_pool_id, position)
        WHERE state IN ('TENTATIVE', 'CONFIRMED');
      CREATE UNIQUE INDEX uq_capacity_holds_subject ON capacity_holds (subject_domain, subject_id)
        WHERE ended_at IS NULL;
      CREATE INDEX ix_capacity_holds_expiry ON capacity_holds (expires_at) WHERE state = 'TENTATIVE';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE capacity_holds, capacity_bed_pools, capacity_closures, capacity_sessions;');
  }
}
