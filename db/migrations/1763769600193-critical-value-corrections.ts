import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was told of a critical value may turn out to be another value: each is kept, and everything done belongs to one. */
export class CriticalValueCorrections1763769600193 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE critical_values ADD COLUMN revision integer NOT NULL DEFAULT 1;
      ALTER TABLE critical_value_verifications ADD COLUMN revision integer NOT NULL DEFAULT 1;
      ALTER TABLE critical_value_read_backs ADD COLUMN revision integer NOT NULL DEFAULT 1;
      ALTER TABLE critical_value_contacts ADD COLUMN revision integer NOT NULL DEFAULT 1;
      ALTER TABLE critical_value_turns ADD COLUMN revision integer NOT NULL DEFAULT 1;
      -- A drill is about nobody, so that no result of it is ever corrected.
      ALTER TABLE critical_values ADD CONSTRAINT ck_critical_values_revision
        CHECK (revision >= 1 AND (revision = 1 OR NOT drill)) NOT VALID;

      CREATE TABLE critical_value_corrections (
        critical_value_id uuid NOT NULL,
        revision integer NOT NULL,
        outcome text NOT NULL,
        from_value text NOT NULL,
        from_unit text NOT NULL,
        from_threshold_id uuid,
        to_value text NOT NULL,
        to_unit text NOT NULL,
        to_threshold_id uuid,
        from_state text NOT NULL,
        from_acknowledged_at timestamptz,
        from_acknowledged_by_staff_id uuid,
        from_handled_at timestamptz,
        from_handled_by_staff_id uuid,
        from_measures text,
        corrected_at timestamptz NOT NULL,
        corrected_by_staff_id uuid,
        successor_id uuid,
        CONSTRAINT pk_critical_value_corrections PRIMARY KEY (critical_value_id, revision),
        CONSTRAINT fk_critical_value_corrections_critical_value FOREIGN KEY (critical_value_id)
          REFERENCES critical_values (id),
        CONSTRAINT fk_critical_value_corrections_from_threshold FOREIGN KEY (from_threshold_id)
          REFERENCES critical_thresholds (id),
        CONSTRAINT fk_critical_value_corrections_to_threshold FOREIGN KEY (to_threshold_id)
          REFERENCES critical_thresholds (id),
        CONSTRAINT fk_critical_value_corrections_acknowledged_by FOREIGN KEY (from_acknowledged_by_staff_id)
          REFERENCES staff (id),
        CONSTRAINT fk_critical_value_corrections_handled_by FOREIGN KEY (from_handled_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_critical_value_corrections_corrected_by FOREIGN KEY (corrected_by_staff_id) REFERENCES staff (id),
        CONSTRAINT fk_critical_value_corrections_successor FOREIGN KEY (successor_id) REFERENCES critical_values (id),
        CONSTRAINT ck_critical_value_corrections_revision CHECK (revision >= 2),
        CONSTRAINT ck_critical_value_corrections_outcome CHECK (outcome IN ('CRITICAL', 'NOT_CRITICAL')),
        CONSTRAINT ck_critical_value_corrections_other CHECK (from_value <> to_value OR from_unit <> to_unit),
        CONSTRAINT ck_critical_value_corrections_successor CHECK (successor_id IS NULL
          OR (outcome = 'CRITICAL' AND from_state = 'CLOSED'))
      );

      -- The first receipt and the first act count: what was told first was answered in that time.
      CREATE OR REPLACE VIEW indicator_critical_values AS
      SELECT v.id, v.domain, v.encounter, v.ordering_institution_id AS sender_id,
        v.ordering_department_id AS sender_department_id, v.centre_institution_id AS receiver_id, v.detected_at,
        v.notified_at, coalesce(f.acknowledged_at, v.acknowledged_at) AS acknowledged_at,
        coalesce(f.handled_at, v.handled_at) AS handled_at, v.state = 'CANCELLED' AS withdrawn,
        v.finding_text <> '' AS worded,
        v.detected_by_staff_id IS NOT NULL
          OR EXISTS (SELECT 1 FROM critical_value_verifications c WHERE c.critical_value_id = v.id) AS signed
      FROM critical_values v LEFT JOIN LATERAL (
        SELECT min(c.from_acknowledged_at) AS acknowledged_at, min(c.from_handled_at) AS handled_at
        FROM critical_value_corrections c WHERE c.critical_value_id = v.id AND v.revision > 1) f ON true
      WHERE NOT v.drill;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE VIEW indicator_critical_values AS
      SELECT v.id, v.domain, v.encounter, v.ordering_institution_id AS sender_id,
        v.ordering_department_id AS sender_department_id, v.centre_institution_id AS receiver_id, v.detected_at,
        v.notified_at, v.acknowledged_at, v.handled_at, v.state = 'CANCELLED' AS withdrawn, v.finding_text <> '' AS worded,
        v.detected_by_staff_id IS NOT NULL
          OR EXISTS (SELECT 1 FROM critical_value_verifications c WHERE c.critical_value_id = v.id) AS signed
      FROM critical_values v WHERE NOT v.drill;
      DROP TABLE critical_value_corrections;
      ALTER TABLE critical_value_turns DROP COLUMN revision;
      ALTER TABLE critical_value_contacts DROP COLUMN revision;
      ALTER TABLE critical_value_read_backs DROP COLUMN revision;
      ALTER TABLE critical_value_verifications DROP COLUMN revision;
      ALTER TABLE critical_values DROP COLUMN revision;
    `);
  }
}
