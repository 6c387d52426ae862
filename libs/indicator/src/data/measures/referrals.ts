import { MEASURE, limitOf, minutes, passesAt, type Source } from './source.js';

/** The log says when; what it says of one referral is published by the library of referrals. */
const facts = `
  SELECT r.*, r.submitted_at >= $1 AS within, r.retrospective OR r.withdrawn OR r.continued AS invalid
  FROM indicator_referrals r
  WHERE r.submitted_at >= $4 AND r.submitted_at < least($2::timestamptz, $5::timestamptz)
    -- What is measured some time after the submit of a down-referral belongs to the month in which it is due.
    AND (r.submitted_at >= $1 OR r.direction = 'DOWN')`;

const backAt = `f.follow_up_at + ${limitOf('REF-13')}`;
const acknowledgedBy = `f.submitted_at + ${limitOf('REF-09')}`;

/** Two-way referrals, each told of its sender and its receiver. */
export const referrals: Source = {
  codes: [
    'REF-01',
    'REF-03',
    'REF-04',
    'REF-06',
    'REF-07',
    'REF-08',
    'REF-09',
    'REF-11',
    'REF-12',
    'REF-13',
    'REF-14',
    'REF-TD',
    'REF-DL',
  ],
  relations: { facts },
  sql: `
    SELECT 'REFERRAL' AS kind, f.id, f.submitted_at AS at, f.sender_id, f.sender_department_id, f.receiver_id,
      f.receiver_department_id, m.*
    FROM facts f
    -- One by one, as few have ended so: all that ever did would be read otherwise.
    LEFT JOIN LATERAL (SELECT e.* FROM indicator_endings e WHERE e.referral_id = f.id OFFSET 0) e
      ON f.state IN ('CANCELLED', 'CLOSED', 'EXPIRED')
    CROSS JOIN limits l CROSS JOIN LATERAL (VALUES
      ('REF-01', 'ALL', f.within, f.invalid, true, (f.direction = 'UP')::int::numeric, (f.direction = 'DOWN')::int,
        NULL::timestamptz),
      ('REF-01', 'UP', f.within, f.invalid, true, (f.direction = 'UP')::int, 1, NULL),
      ('REF-01', 'DOWN', f.within, f.invalid, true, (f.direction = 'DOWN')::int, 1, NULL),
      ('REF-01', 'LATERAL', f.within, f.invalid, true, (f.direction = 'LATERAL')::int, 1, NULL),
      ('REF-03', 'ALL', f.within, f.invalid, true, (f.completed_at IS NOT NULL)::int, 1, NULL),
      ('REF-04', 'ALL', f.within AND f.kind = 'ROUTINE', f.retrospective OR f.withdrawn,
        f.answered_at IS NOT NULL AND f.received_at IS NOT NULL, ${minutes('(f.answered_at - f.received_at)')}, 1, NULL),
      ('REF-06', 'UP', f.within AND f.direction <> 'DOWN', f.invalid, f.completed_at IS NOT NULL,
        ${minutes('(f.completed_at - f.submitted_at)')}, 1, NULL),
      ('REF-06', 'DOWN', f.within AND f.direction = 'DOWN', f.invalid, f.follow_up_at IS NOT NULL,
        ${minutes('(f.follow_up_at - f.submitted_at)')}, 1, NULL),
      ('REF-07', 'ALL', f.within, f.invalid, true, (f.overdue_stage IS NOT NULL)::int, 1, NULL),
      ('REF-07', 'STAGE.' || f.overdue_stage, f.within AND f.overdue_stage IS NOT NULL, f.invalid, true, 1, 0, NULL),
      ('REF-08', 'ALL', f.within, f.invalid, true, (f.rejected_for IS NOT NULL)::int, 1, NULL),
      ('REF-08', f.direction || '.' || f.rejected_for, f.within AND f.rejected_for IS NOT NULL, f.invalid, true, 1, 0,
        NULL),
      ('REF-08', 'DOCTOR.' || f.declined_for, f.within AND f.declined_for IS NOT NULL, f.invalid, true, 1, 0, NULL),
      ('REF-08', CASE f.returned_from WHEN 'PENDING_INTERNAL_REVIEW' THEN 'RETURNED_BY_SENDER.'
        ELSE 'RETURNED_BY_RECEIVER.' END || f.returned_for, f.within AND f.returned_for IS NOT NULL, f.invalid, true, 1, 0,
        NULL),
      ('REF-08', 'ADVICE', f.within AND f.advised, f.invalid, true, 1, 0, NULL),
      ('REF-09', 'ALL', f.within AND f.emergency, f.invalid,
        f.acknowledged_at IS NOT NULL OR ${acknowledgedBy} <= $3,
        coalesce(f.acknowledged_at <= ${acknowledgedBy}, false)::int, 1,
        ${passesAt(acknowledgedBy, 'f.acknowledged_at IS NULL')}),
      ('REF-11', 'ALL', f.within AND f.arranged AND f.kind = 'ROUTINE', f.invalid, true, f.no_show::int, 1, NULL),
      ('REF-12', 'ALL', f.follow_up_due_at > $1 AND f.follow_up_due_at <= $2, f.invalid,
        f.follow_up_due_at <= $3 OR f.followed_up_at IS NOT NULL,
        (coalesce(f.followed_up_at < f.follow_up_due_at, false))::int, 1,
        ${passesAt('f.follow_up_due_at', 'f.followed_up_at IS NULL')}),
      ('REF-13', 'ALL', ${backAt} > $1 AND ${backAt} <= $2, f.invalid, ${backAt} <= $3,
        -- Looked up where it counts alone.
        CASE WHEN ${backAt} > $1 AND ${backAt} <= $2 THEN EXISTS (SELECT 1 FROM indicator_referrals u
          WHERE u.patient_id = f.patient_id AND u.direction = 'UP' AND NOT u.withdrawn AND NOT u.retrospective
            AND u.submitted_at > f.follow_up_at AND u.submitted_at <= ${backAt})::int END, 1, ${passesAt(backAt)}),
      ('REF-14', 'ALL', f.within AND f.direction <> 'DOWN' AND f.arrived_at IS NOT NULL, f.invalid,
        f.appropriate IS NOT NULL, (NOT f.appropriate)::int, 1, NULL),
      ('REF-TD', 'ALL', f.within AND f.kind <> 'ROUTINE', f.invalid, f.departed_at IS NOT NULL,
        (f.departed_at - f.started_at > ${limitOf('REF-TD')})::int, 1, NULL),
      ('REF-DL', 'ALL', f.within, f.invalid, true, (e.action IS NOT NULL)::int, 1, NULL),
      ('REF-DL', e.from_state || '.' || e.action, f.within AND e.action IS NOT NULL, f.invalid, true, 1, 0, NULL)
    ) AS m(${MEASURE})
    WHERE m.counts`,
};
