import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the referral library publishes of its referrals for indicators: one row each, without anything clinical. */
export class IndicatorReferrals1763769600099 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW indicator_referrals AS
      SELECT r.id, r.direction, r.kind, r.retrospective, r.state, r.patient_id,
        r.from_institution_id AS sender_id, r.from_department_id AS sender_department_id,
        r.to_institution_id AS receiver_id, r.to_department_id AS receiver_department_id,
        r.first_submitted_at AS submitted_at, r.received_at, r.arrived_at,
        -- The request lives on in the child: it is counted there.
        r.state = 'REDIRECTED' AND EXISTS (SELECT 1 FROM referrals c WHERE c.parent_id = r.id) AS continued,
        r.state = 'CANCELLED' AND NOT e.receiver_acted AS withdrawn,
        CASE WHEN r.state = 'COMPLETED' THEN r.ended_at END AS completed_at,
        e.answered_at, e.arranged, e.no_show, e.overdue_stage, e.rejected_for, e.declined_for, e.returned_from,
        e.returned_for, r.state = 'RETURNED_WITH_ADVICE' AS advised,
        CASE WHEN r.direction = 'DOWN' THEN e.confirmed_at END AS follow_up_at,
        m.referral_id IS NOT NULL AS emergency, m.acknowledged_at, o.appropriate,
        coalesce(g.started_at, r.first_submitted_at) AS started_at, g.departed_at,
        (t.due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS follow_up_due_at, t.recorded_at AS followed_up_at
      FROM referrals r
      CROSS JOIN LATERAL (${EVENTS}) e
      LEFT JOIN referral_emergencies m ON m.referral_id = r.id
      LEFT JOIN referral_outcomes o ON o.referral_id = r.id
      LEFT JOIN LATERAL (
        SELECT min(n.occurred_at) FILTER (WHERE n.node = 'REFERRAL_STARTED') AS started_at,
          min(n.occurred_at) FILTER (WHERE n.node = 'DEPARTURE') AS departed_at
        FROM referral_green_channel_times n
        WHERE n.referral_id = r.id AND n.superseded_at IS NULL AND r.kind <> 'ROUTINE'
      ) g ON true
      LEFT JOIN LATERAL (
        SELECT f.due_on, f.recorded_at FROM follow_up_tasks f WHERE f.referral_id = r.id AND r.direction = 'DOWN'
        ORDER BY f.created_at, f.id LIMIT 1
      ) t ON true
      WHERE r.first_submitted_at IS NOT NULL;

      CREATE VIEW indicator_institutions AS SELECT id, name, kind FROM institutions;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW indicator_institutions; DROP VIEW indicator_referrals;');
  }
}

const SYSTEM = `'00000000-0000-7000-8000-000000000000'`;
const ANSWERS = `('accept', 'reject', 'returnWithAdvice', 'redirect', 'forwardOnward', 'requestInformation', 'allocate',
  'receive', 'declineReceipt', 'refuse')`;
const OTHER_ACTS = `('claim', 'assign', 'release', 'arrange', 'noteNoFreeSlot', 'acknowledgeEmergency', 'confirmArrival',
  'reassign', 'reportNotArrived')`;
/** The log of a child begins with the redirection that made it, which is nobody's answer to it. */
const BY_RECEIVER = `x.account_id <> ${SYSTEM} AND (x.action <> 'redirect' OR x.to_state = 'REDIRECTED')
  AND (x.action IN ${ANSWERS} OR x.action = 'returnForEdit' AND x.from_state = 'PENDING_ACCEPTANCE')`;
const LATE = `(x.action = 'escalate' AND (x.payload->>'level')::int >= 1
  OR x.account_id = ${SYSTEM} AND x.action IN ('closeUnanswered', 'expire', 'declineReceipt', 'reportNotArrived'))`;

/** What the log says of one referral; the first of an act counts, of rejections the last. */
const EVENTS = `
  SELECT min(x.occurred_at) FILTER (WHERE ${BY_RECEIVER}) AS answered_at,
    coalesce(bool_or(${BY_RECEIVER} OR x.account_id <> ${SYSTEM} AND x.action IN ${OTHER_ACTS}), false) AS receiver_acted,
    min(x.occurred_at) FILTER (WHERE x.action = 'confirmArrival') AS confirmed_at,
    coalesce(bool_or(x.action = 'arrange'), false) AS arranged,
    coalesce(bool_or(x.action = 'markNoShow'), false) AS no_show,
    (array_agg(coalesce(x.payload->>'kind', x.action) ORDER BY x.aggregate_version, x.id) FILTER (WHERE ${LATE}))[1]
      AS overdue_stage,
    (array_agg(coalesce(x.reason_code, 'other') ORDER BY x.aggregate_version DESC, x.id DESC)
      FILTER (WHERE x.action IN ('reject', 'refuse')))[1] AS rejected_for,
    (array_agg(coalesce(x.reason_code, 'other') ORDER BY x.aggregate_version, x.id)
      FILTER (WHERE x.action = 'declineReceipt' AND x.account_id <> ${SYSTEM}))[1] AS declined_for,
    (array_agg(x.from_state ORDER BY x.aggregate_version, x.id) FILTER (WHERE x.action = 'returnForEdit'))[1] AS returned_from,
    (array_agg(coalesce(x.reason_code, 'other') ORDER BY x.aggregate_version, x.id)
      FILTER (WHERE x.action = 'returnForEdit'))[1] AS returned_for
  FROM domain_events x WHERE x.aggregate_id = r.id`;
