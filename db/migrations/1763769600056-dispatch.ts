import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rotas of experts who are sent to townships: who can be sent, what is asked for, plans, their sessions and versions. */
export class Dispatch1763769600056 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dispatch_experts (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        weight_percent integer NOT NULL,
        max_per_week integer NOT NULL,
        max_consecutive_days integer NOT NULL,
        preferences jsonb NOT NULL,
        active boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_dispatch_experts PRIMARY KEY (id),
        CONSTRAINT fk_dispatch_experts_staff FOREIGN KEY (id) REFERENCES staff (id),
        CONSTRAINT fk_dispatch_experts_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_dispatch_experts_limits CHECK (weight_percent BETWEEN 1 AND 300 AND max_per_week BETWEEN 1 AND 14
          AND max_consecutive_days BETWEEN 1 AND 7)
      );
      CREATE INDEX ix_dispatch_experts_institution ON dispatch_experts (institution_id, id);

      CREATE TABLE dispatch_key_groups (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        name text NOT NULL,
        expert_ids uuid[] NOT NULL,
        max_away integer NOT NULL,
        active boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_dispatch_key_groups PRIMARY KEY (id),
        CONSTRAINT fk_dispatch_key_groups_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_dispatch_key_groups_away CHECK (max_away BETWEEN 0 AND 50 AND cardinality(expert_ids) > 1)
      );
      CREATE INDEX ix_dispatch_key_groups_institution ON dispatch_key_groups (institution_id, id);

      CREATE TABLE dispatch_demands (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        township_id uuid NOT NULL,
        specialty text NOT NULL,
        kind text NOT NULL,
        weekday integer NOT NULL,
        half text NOT NULL,
        minimum_title text NOT NULL,
        minimum integer NOT NULL,
        ideal integer NOT NULL,
        priority integer NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        version integer NOT NULL,
        CONSTRAINT pk_dispatch_demands PRIMARY KEY (id),
        CONSTRAINT fk_dispatch_demands_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_dispatch_demands_township FOREIGN KEY (township_id) REFERENCES institutions (id),
        CONSTRAINT ck_dispatch_demands_time CHECK (weekday BETWEEN 1 AND 7 AND half IN ('MORNING', 'AFTERNOON')),
        CONSTRAINT ck_dispatch_demands_kind CHECK (kind IN ('SUPPORT', 'ROUNDS', 'CLINIC', 'WARD_ROUND', 'SURGERY',
          'TEACHING', 'OUTREACH')),
        CONSTRAINT ck_dispatch_demands_title CHECK (minimum_title IN ('NONE', 'JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR',
          'SENIOR')),
        CONSTRAINT ck_dispatch_demands_wanted CHECK (minimum BETWEEN 0 AND ideal AND ideal BETWEEN 1 AND 20
          AND priority BETWEEN 1 AND 3),
        CONSTRAINT ck_dispatch_demands_validity CHECK (valid_to >= valid_from),
        CONSTRAINT ex_dispatch_demands_once EXCLUDE USING gist (institution_id WITH =, township_id WITH =,
          specialty WITH =, weekday WITH =, half WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
      );
      CREATE INDEX ix_dispatch_demands_institution ON dispatch_demands (institution_id, id);
      CREATE INDEX ix_dispatch_demands_township ON dispatch_demands (township_id, id);

      CREATE TABLE dispatch_plans (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        name text NOT NULL,
        from_day date NOT NULL,
        to_day date NOT NULL,
        state text NOT NULL,
        revision integer NOT NULL,
        generation jsonb,
        requested_at timestamptz,
        created_by_staff_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        published_at timestamptz,
        version integer NOT NULL,
        CONSTRAINT pk_dispatch_plans PRIMARY KEY (id),
        CONSTRAINT fk_dispatch_plans_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_dispatch_plans_period CHECK (from_day <= to_day AND to_day - from_day <= 92),
        CONSTRAINT ck_dispatch_plans_state CHECK (state IN ('DRAFT', 'GENERATED', 'UNDER_REVIEW', 'PUBLISHED', 'AMENDING',
          'CLOSED', 'DISCARDED') AND (state IN ('PUBLISHED', 'AMENDING', 'CLOSED')) = (published_at IS NOT NULL)
          AND (published_at IS NULL) = (revision = 0)),
        -- Drafts may compete; of what is published, one counts on each day.
        CONSTRAINT ex_dispatch_plans_one_published EXCLUDE USING gist (institution_id WITH =,
          daterange(from_day, to_day, '[]') WITH &&) WHERE (published_at IS NOT NULL)
      );
      CREATE INDEX ix_dispatch_plans_institution ON dispatch_plans (institution_id, from_day, id);

      CREATE TABLE dispatch_plan_revisions (
        plan_id uuid NOT NULL,
        revision integer NOT NULL,
        published_at timestamptz NOT NULL,
        published_by_staff_id uuid NOT NULL,
        reason text,
        changes jsonb NOT NULL,
        CONSTRAINT pk_dispatch_plan_revisions PRIMARY KEY (plan_id, revision),
        CONSTRAINT fk_dispatch_plan_revisions_plan FOREIGN KEY (plan_id) REFERENCES dispatch_plans (id)
      );

      CREATE TABLE dispatch_sessions (
        id uuid NOT NULL,
        plan_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        township_id uuid NOT NULL,
        demand_id uuid NOT NULL,
        expert_id uuid NOT NULL,
        specialty text NOT NULL,
        kind text NOT NULL,
        day date NOT NULL,
        half text NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        state text NOT NULL,
        pinned boolean NOT NULL,
        published_at timestamptz,
        leaving boolean NOT NULL,
        replaces_session_id uuid,
        swap_expert_id uuid,
        reason_code text,
        confirmed_at timestamptz,
        checked_in_at timestamptz,
        completed_at timestamptz,
        ended_at timestamptz,
        patients_seen integer,
        ward_rounds integer,
        surgeries integer,
        teaching_minutes integer,
        version integer NOT NULL,
        CONSTRAINT pk_dispatch_sessions PRIMARY KEY (id),
        CONSTRAINT fk_dispatch_sessions_plan FOREIGN KEY (plan_id) REFERENCES dispatch_plans (id),
        CONSTRAINT fk_dispatch_sessions_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_dispatch_sessions_township FOREIGN KEY (township_id) REFERENCES institutions (id),
        CONSTRAINT fk_dispatch_sessions_demand FOREIGN KEY (demand_id) REFERENCES dispatch_demands (id),
        CONSTRAINT fk_dispatch_sessions_expert FOREIGN KEY (expert_id) REFERENCES dispatch_experts (id),
        CONSTRAINT fk_dispatch_sessions_swap FOREIGN KEY (swap_expert_id) REFERENCES dispatch_experts (id),
        CONSTRAINT fk_dispatch_sessions_replaces FOREIGN KEY (replaces_session_id) REFERENCES dispatch_sessions (id),
        CONSTRAINT ck_dispatch_sessions_half CHECK (half IN ('MORNING', 'AFTERNOON') AND starts_at < ends_at),
        CONSTRAINT ck_dispatch_sessions_kind CHECK (kind IN ('SUPPORT', 'ROUNDS', 'CLINIC', 'WARD_ROUND', 'SURGERY',
          'TEACHING', 'OUTREACH')),
        CONSTRAINT ck_dispatch_sessions_state CHECK (state IN ('PLANNED', 'CONFIRMED', 'CHECKED_IN', 'COMPLETED',
          'SWAP_PENDING', 'SUBSTITUTED', 'CANCELLED', 'NO_SHOW', 'SUSPENDED')
          AND (state IN ('COMPLETED', 'SUBSTITUTED', 'CANCELLED', 'NO_SHOW')) = (ended_at IS NOT NULL)
          AND (state = 'PLANNED' OR published_at IS NOT NULL)
          AND (state <> 'SWAP_PENDING' OR swap_expert_id IS NOT NULL)),
        CONSTRAINT ck_dispatch_sessions_attendance CHECK ((state = 'COMPLETED') = (completed_at IS NOT NULL)
          AND (completed_at IS NOT NULL OR num_nonnulls(patients_seen, ward_rounds, surgeries, teaching_minutes) = 0))
      );
      -- Nobody is at two places in one plan; what was cancelled or handed over stands in nobody's way.
      CREATE UNIQUE INDEX uq_dispatch_sessions_one_place ON dispatch_sessions (plan_id, expert_id, day, half)
        WHERE state NOT IN ('SUBSTITUTED', 'CANCELLED', 'SUSPENDED') AND NOT leaving;
      CREATE INDEX ix_dispatch_sessions_plan ON dispatch_sessions (plan_id, day, id);
      CREATE INDEX ix_dispatch_sessions_expert ON dispatch_sessions (expert_id, day, id) WHERE published_at IS NOT NULL;
      CREATE INDEX ix_dispatch_sessions_township ON dispatch_sessions (township_id, day, id)
        WHERE published_at IS NOT NULL;
      CREATE INDEX ix_dispatch_sessions_institution ON dispatch_sessions (institution_id, day, id)
        WHERE published_at IS NOT NULL;
      CREATE INDEX ix_dispatch_sessions_repair ON dispatch_sessions (institution_id, day, id)
        WHERE state IN ('SUSPENDED', 'SWAP_PENDING', 'NO_SHOW');

      CREATE TABLE dispatch_secondments (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        expert_id uuid NOT NULL,
        host_institution_id uuid NOT NULL,
        from_day date NOT NULL,
        to_day date NOT NULL,
        state text NOT NULL,
        breaks jsonb NOT NULL,
        reason_code text,
        created_by_staff_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        version integer NOT NULL,
        CONSTRAINT pk_dispatch_secondments PRIMARY KEY (id),
        CONSTRAINT fk_dispatch_secondments_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT fk_dispatch_secondments_expert FOREIGN KEY (expert_id) REFERENCES staff (id),
        CONSTRAINT fk_dispatch_secondments_host FOREIGN KEY (host_institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_dispatch_secondments_period CHECK (from_day <= to_day),
        CONSTRAINT ck_dispatch_secondments_state CHECK (state IN ('PLANNED', 'ACTIVE', 'ENDED', 'TERMINATED')
          AND (state IN ('ENDED', 'TERMINATED')) = (ended_at IS NOT NULL)),
        CONSTRAINT ex_dispatch_secondments_one_at_a_time EXCLUDE USING gist (expert_id WITH =,
          daterange(from_day, to_day, '[]') WITH &&)
      );
      CREATE INDEX ix_dispatch_secondments_institution ON dispatch_secondments (institution_id, from_day, id);
      CREATE INDEX ix_dispatch_secondments_host ON dispatch_secondments (host_institution_id, from_day, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE dispatch_secondments, dispatch_sessions, dispatch_plan_revisions, dispatch_plans,
      dispatch_demands, dispatch_key_groups, dispatch_experts;`);
  }
}
