import { MEASURE, begunWithin, type Source } from './source.js';

/** What doctors decided about results of others when they ordered: of whoever orders, and of whoever had reported. */
export const recognitions: Source = {
  codes: ['MR-01', 'MR-02', 'MR-03', 'MR-04'],
  sql: `
    SELECT 'RECOGNITION', d.id, d.decided_at, d.sender_id, NULL::uuid, d.receiver_id, NULL::uuid, m.*
    FROM (
      SELECT d.*, d.decision <> 'NO_CANDIDATE' AS recognisable,
        -- Data that are missing and examinations in a row are no refusal.
        coalesce(d.decline_code IN ('98', '99'), false) AS justified
      FROM indicator_recognitions d WHERE ${begunWithin('d.decided_at')}
    ) d CROSS JOIN LATERAL (VALUES
      ('MR-01', 'ALL', d.recognisable, d.justified, true, (d.decision = 'RECOGNIZED')::int::numeric, 1, NULL::timestamptz),
      ('MR-02', 'ALL', d.recognisable, false, true, (d.decision = 'DECLINED')::int, 1, NULL),
      ('MR-02', 'REASON.' || d.decline_code, d.decline_code IS NOT NULL, false, true, 1, 0, NULL),
      ('MR-03', 'ALL', d.decision = 'RECOGNIZED', false, true, d.saved_cents, 1, NULL),
      ('MR-04', 'ALL', true, d.withdrawn OR d.justified, true, (d.decision = 'DECLINED')::int, 1, NULL)
    ) AS m(${MEASURE})
    WHERE m.counts`,
};
