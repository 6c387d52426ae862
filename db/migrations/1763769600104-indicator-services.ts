import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the libraries of consultations, imaging, laboratories, critical values and recognition publish for indicators, without
 * anything clinical; and what rows of figures are called.
 */
export class IndicatorServices1763769600104 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.publishConsultations(runner);
    await this.publishExaminations(runner);
    await this.publishCriticalValues(runner);
    await this.publishLabels(runner);
    await runner.query(`
      ALTER TABLE indicator_definitions DROP CONSTRAINT ck_indicator_definitions_unit;
      ALTER TABLE indicator_definitions ADD CONSTRAINT ck_indicator_definitions_unit
        CHECK (unit IN ('RATIO', 'MINUTES', 'COUNT', 'PER_SESSION', 'MONEY')) NOT VALID;
    `);
  }

  private async publishConsultations(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW indicator_consultations AS
      SELECT c.id, c.type, c.inviting_institution_id AS sender_id, c.inviting_department_id AS sender_department_id,
        c.centre_institution_id AS receiver_id, c.wanted_department_id AS receiver_department_id, c.submitted_at,
        j.joined_at, o.signed_at, c.adoption,
        c.state = 'CANCELLED' AND j.joined_at IS NULL AND o.signed_at IS NULL AS withdrawn,
        coalesce(c.session_ended_at, o.signed_at) IS NOT NULL AS held
      FROM consultations c
      CROSS JOIN LATERAL (
        SELECT min(a.joined_at) AS joined_at FROM consultation_attendances a
        WHERE a.consultation_id = c.id AND a.side = 'EXPERT'
      ) j
      -- An opinion that is amended later was there before.
      CROSS JOIN LATERAL (SELECT min(o.signed_at) AS signed_at FROM consultation_opinions o WHERE o.consultation_id = c.id) o
      WHERE c.submitted_at IS NOT NULL;
    `);
  }

  private async publishExaminations(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW indicator_exams AS
      SELECT x.id, x.domain, x.group_code, x.urgency, x.performing_institution_id AS sender_id,
        x.reading_institution_id AS receiver_id, x.registered_at, x.started_at, x.reported_at, x.ended_at IS NOT NULL AS ended
      FROM exams x;

      CREATE VIEW indicator_specimens AS
      SELECT s.id, s.from_institution_id AS sender_id, s.to_institution_id AS receiver_id, s.collected_at, s.received_at,
        s.rejected_at, s.reason_code AS rejected_for, r.reported_at
      FROM specimens s
      CROSS JOIN LATERAL (
        SELECT min(r.published_at) AS reported_at FROM lab_reports r WHERE r.specimen_id = s.id AND r.kind = 'FINAL'
      ) r;

      -- Whoever asked for it, whoever reported, and when that was first done.
      CREATE VIEW indicator_centre_reports AS
      SELECT x.ordering_institution_id AS ordering_id, x.reading_institution_id AS centre_id, x.reported_at
      FROM exams x WHERE x.reported_at IS NOT NULL
      UNION ALL
      SELECT r.ordering_institution_id, r.institution_id, r.published_at
      FROM lab_reports r WHERE r.published_at IS NOT NULL AND r.kind = 'FINAL' AND NOT r.corrected;

      CREATE VIEW indicator_recognitions AS
      SELECT d.id, d.institution_id AS sender_id, d.source_institution_id AS receiver_id, d.decided_at, d.decision,
        d.decline_code, d.saved_cents, i.state = 'CANCELLED' AS withdrawn
      FROM recognition_decisions d JOIN exam_order_items i ON i.id = d.order_item_id;
    `);
  }

  private async publishCriticalValues(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW indicator_critical_values AS
      SELECT v.id, v.domain, v.encounter, v.ordering_institution_id AS sender_id,
        v.ordering_department_id AS sender_department_id, v.centre_institution_id AS receiver_id, v.detected_at,
        v.notified_at, v.acknowledged_at, v.handled_at, v.state = 'CANCELLED' AS withdrawn, v.finding_text <> '' AS worded,
        v.detected_by_staff_id IS NOT NULL
          OR EXISTS (SELECT 1 FROM critical_value_verifications c WHERE c.critical_value_id = v.id) AS signed
      FROM critical_values v WHERE NOT v.drill;
    `);
  }

  private async publishLabels(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW indicator_labels AS
      SELECT 'REFERRAL' AS kind, r.id, r.referral_no AS number, r.state, r.patient_id FROM referrals r
      UNION ALL SELECT 'CONSULTATION', c.id, c.consultation_no, c.state, c.patient_id FROM consultations c
      UNION ALL SELECT 'EXAM', x.id, x.accession_no, x.state, x.patient_id FROM exams x
      UNION ALL SELECT 'SPECIMEN', s.id, s.barcode, s.state, s.patient_id FROM specimens s
      UNION ALL SELECT 'CRITICAL_VALUE', v.id, v.critical_no, v.state, v.patient_id FROM critical_values v
      UNION ALL SELECT 'RECOGNITION', d.id, NULL, d.decision, d.patient_id FROM recognition_decisions d;

      CREATE VIEW indicator_patients AS SELECT id, name FROM patients;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW indicator_patients, indicator_labels, indicator_critical_values, indicator_recognitions,
        indicator_centre_reports, indicator_specimens, indicator_exams, indicator_consultations;
      DELETE FROM indicator_definitions WHERE unit = 'MONEY';
      ALTER TABLE indicator_definitions DROP CONSTRAINT ck_indicator_definitions_unit;
      ALTER TABLE indicator_definitions ADD CONSTRAINT ck_indicator_definitions_unit
        CHECK (unit IN ('RATIO', 'MINUTES', 'COUNT', 'PER_SESSION'));
    `);
  }
}
