import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where referrals are suggested to go and what was chosen; green channels, their centres and their timelines. */
export class Routing1763769600020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createRouting(runner);
    await this.createGreenChannels(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE referral_green_channel_times, referral_green_channels, green_channel_centres, green_channel_nodes,
        green_channel_rules, referral_routing_choices, referral_department_statistics, institution_capabilities;
      DROP INDEX ix_referrals_department_submitted;
    `);
  }

  private async createRouting(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A department's referrals of a period, for its statistics.
      CREATE INDEX ix_referrals_department_submitted ON referrals (to_department_id, first_submitted_at)
        WHERE first_submitted_at IS NOT NULL;

      CREATE TABLE institution_capabilities (
        institution_id uuid NOT NULL,
        kind text NOT NULL,
        code text NOT NULL,
        name text NOT NULL,
        CONSTRAINT pk_institution_capabilities PRIMARY KEY (institution_id, kind, code),
        CONSTRAINT fk_institution_capabilities_institution FOREIGN KEY (institution_id) REFERENCES institutions (id),
        CONSTRAINT ck_institution_capabilities_kind CHECK (kind IN ('DRUG', 'EQUIPMENT', 'REHABILITATION'))
      );

      CREATE TABLE referral_department_statistics (
        department_id uuid NOT NULL,
        since timestamptz NOT NULL,
        decided integer NOT NULL,
        accepted integer NOT NULL,
        answered integer NOT NULL,
        median_response_minutes double precision,
        computed_at timestamptz NOT NULL,
        CONSTRAINT pk_referral_department_statistics PRIMARY KEY (department_id),
        CONSTRAINT fk_referral_department_statistics_department FOREIGN KEY (department_id) REFERENCES departments (id),
        CONSTRAINT ck_referral_department_statistics_accepted CHECK (accepted <= decided),
        CONSTRAINT ck_referral_department_statistics_median
          CHECK ((answered = 0) = (median_response_minutes IS NULL))
      );

      CREATE TABLE referral_routing_choices (
        id uuid NOT NULL,
        referral_id uuid NOT NULL,
        chosen_department_id uuid NOT NULL,
        chosen_rank integer,
        chosen_score double precision,
        failing_filter text,
        candidates integer NOT NULL,
        suggested jsonb NOT NULL,
        reason_code text,
        chosen_by_staff_id uuid NOT NULL,
        chosen_at timestamptz NOT NULL,
        CONSTRAINT pk_referral_routing_choices PRIMARY KEY (id),
        CONSTRAINT fk_referral_routing_choices_referral FOREIGN KEY (referral_id) REFERENCES referrals (id),
        CONSTRAINT fk_referral_routing_choices_department FOREIGN KEY (chosen_department_id) REFERENCES departments (id),
        CONSTRAINT fk_referral_routing_choices_chosen_by FOREIGN KEY (chosen_by_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_referral_routing_choices_rank CHECK (chosen_rank BETWEEN 1 AND candidates),
        CONSTRAINT ck_referral_routing_choices_filter CHECK (chosen_rank IS NULL OR failing_filter IS NULL)
      );
      CREATE INDEX ix_referral_routing_choices_referral ON referral_routing_choices (referral_id, id);
    `);
  }

  private async createGreenChannels(runner: QueryRunner): Promise<void> {
    const channels = `('CHEST_PAIN', 'STROKE', 'TRAUMA', 'CRITICAL_MATERNAL', 'CRITICAL_CHILD')`;
    await runner.query(`
      CREATE TABLE green_channel_rules (
        channel text NOT NULL,
        diagnosis_prefix text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        priority text NOT NULL,
        minimum_age integer,
        maximum_age integer,
        pregnant boolean,
        CONSTRAINT pk_green_channel_rules PRIMARY KEY (channel, diagnosis_prefix, effective_from),
        CONSTRAINT ck_green_channel_rules_channel CHECK (channel IN ${channels}),
        CONSTRAINT ck_green_channel_rules_priority CHECK (priority IN ('I', 'II')),
        CONSTRAINT ck_green_channel_rules_period CHECK (effective_to IS NULL OR effective_to > effective_from)
      );

      CREATE TABLE green_channel_nodes (
        channel text NOT NULL,
        node text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        position integer NOT NULL,
        limit_minutes integer,
        limit_from text,
        CONSTRAINT pk_green_channel_nodes PRIMARY KEY (channel, node, effective_from),
        CONSTRAINT ck_green_channel_nodes_channel CHECK (channel IN ${channels}),
        CONSTRAINT ck_green_channel_nodes_limit CHECK (limit_minutes > 0 AND (limit_minutes IS NULL) = (limit_from IS NULL)),
        CONSTRAINT ck_green_channel_nodes_period CHECK (effective_to IS NULL OR effective_to > effective_from)
      );

      CREATE TABLE green_channel_centres (
        channel text NOT NULL,
        effective_from timestamptz NOT NULL,
        effective_to timestamptz,
        institution_id uuid NOT NULL,
        department_id uuid NOT NULL,
        CONSTRAINT pk_green_channel_centres PRIMARY KEY (channel, effective_from),
        CONSTRAINT fk_green_channel_centres_department FOREIGN KEY (department_id, institution_id)
          REFERENCES departments (id, institution_id),
        CONSTRAINT ck_green_channel_centres_channel CHECK (channel IN ${channels}),
        CONSTRAINT ck_green_channel_centres_period CHECK (effective_to IS NULL OR effective_to > effective_from),
        CONSTRAINT ex_green_channel_centres_one_at_a_time EXCLUDE USING gist (channel WITH =,
          tstzrange(effective_from, effective_to) WITH &&)
      );

      CREATE TABLE referral_green_channels (
        referral_id uuid NOT NULL,
        channel text NOT NULL,
        opened_by_staff_id uuid NOT NULL,
        opened_at timestamptz NOT NULL,
        told_institution_id uuid NOT NULL,
        told_department_id uuid NOT NULL,
        told_function text,
        told_staff_id uuid,
        duty_gaps text[] NOT NULL,
        CONSTRAINT pk_referral_green_channels PRIMARY KEY (referral_id),
        CONSTRAINT fk_referral_green_channels_referral FOREIGN KEY (referral_id) REFERENCES referrals (id),
        CONSTRAINT fk_referral_green_channels_opened_by FOREIGN KEY (opened_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_referral_green_channels_told FOREIGN KEY (told_department_id, told_institution_id)
          REFERENCES departments (id, institution_id),
        CONSTRAINT fk_referral_green_channels_told_staff FOREIGN KEY (told_staff_id) REFERENCES staff (id),
        CONSTRAINT ck_referral_green_channels_channel CHECK (channel IN ${channels}),
        CONSTRAINT ck_referral_green_channels_told CHECK ((told_function IS NULL) = (told_staff_id IS NULL))
      );

      CREATE TABLE referral_green_channel_times (
        id uuid NOT NULL,
        referral_id uuid NOT NULL,
        node text NOT NULL,
        version integer NOT NULL,
        occurred_at timestamptz NOT NULL,
        recorded_by_staff_id uuid NOT NULL,
        recorded_institution_id uuid NOT NULL,
        recorded_at timestamptz NOT NULL,
        reason_code text,
        comment text,
        superseded_at timestamptz,
        CONSTRAINT pk_referral_green_channel_times PRIMARY KEY (id),
        CONSTRAINT uq_referral_green_channel_times_version UNIQUE (referral_id, node, version),
        CONSTRAINT fk_referral_green_channel_times_channel FOREIGN KEY (referral_id)
          REFERENCES referral_green_channels (referral_id),
        CONSTRAINT fk_referral_green_channel_times_staff FOREIGN KEY (recorded_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_referral_green_channel_times_institution FOREIGN KEY (recorded_institution_id)
          REFERENCES institutions (id),
        CONSTRAINT ck_referral_green_channel_times_corrected CHECK ((version = 1) = (reason_code IS NULL))
      );
      -- Each node once; what was corrected stays beside what counts.
      CREATE UNIQUE INDEX uq_referral_green_channel_times_once ON referral_green_channel_times (referral_id, node)
        WHERE superseded_at IS NULL;
    `);
  }
}
