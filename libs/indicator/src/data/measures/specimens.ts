import { MEASURE, begunWithin, minutes, type Source } from './source.js';

/** Specimens: of whoever collects, and of the laboratory. The first final report counts, not its amendments. */
export const specimens: Source = {
  codes: ['LAB-01', 'LAB-02', 'LAB-03'],
  sql: `
    SELECT 'SPECIMEN', s.id, s.collected_at, s.sender_id, NULL::uuid, s.receiver_id, NULL::uuid, m.*
    FROM (SELECT * FROM indicator_specimens s WHERE ${begunWithin('s.collected_at')}) s CROSS JOIN LATERAL (VALUES
      ('LAB-01', 'ALL', true, s.rejected_for IS NOT NULL AND s.received_at IS NULL, s.received_at IS NOT NULL,
        ${minutes('(s.received_at - s.collected_at)')}, 1, NULL::timestamptz),
      ('LAB-02', 'ALL', s.received_at IS NOT NULL, s.rejected_for IS NOT NULL, s.reported_at IS NOT NULL,
        ${minutes('(s.reported_at - s.received_at)')}, 1, NULL),
      ('LAB-03', 'ALL', true, false, coalesce(s.received_at, s.rejected_at) IS NOT NULL, (s.rejected_for IS NOT NULL)::int, 1,
        NULL),
      ('LAB-03', 'REASON.' || s.rejected_for, s.rejected_for IS NOT NULL, false, true, 1, 0, NULL)
    ) AS m(${MEASURE})
    WHERE m.counts`,
};
