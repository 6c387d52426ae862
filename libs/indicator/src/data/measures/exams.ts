import { MEASURE, begunWithin, limitOf, passesAt, type Source } from './source.js';

const reportedBy = `x.started_at + ${limitOf('IMG-01')}`;

/** Imaging and ECG: of whoever performs, and of the centre that reads. The first final report counts, not its amendments. */
export const exams: Source = {
  codes: ['IMG-01', 'IMG-VOL'],
  sql: `
    SELECT 'EXAM', x.id, x.registered_at, x.sender_id, NULL::uuid, x.receiver_id, NULL::uuid, m.*
    FROM (SELECT * FROM indicator_exams x WHERE ${begunWithin('x.registered_at')}) x
    CROSS JOIN limits l CROSS JOIN LATERAL (VALUES
      ('IMG-01', 'ALL', x.urgency IN ('GREEN', 'EMERGENCY') AND x.group_code IN ('DR', 'CT'), x.ended,
        x.started_at IS NOT NULL AND (x.reported_at IS NOT NULL OR ${reportedBy} <= $3),
        coalesce(x.reported_at <= ${reportedBy}, false)::int::numeric, 1, ${passesAt(reportedBy, 'x.reported_at IS NULL')}),
      ('IMG-VOL', 'ALL', x.reported_at IS NOT NULL, false, true, 1, 1, NULL),
      ('IMG-VOL', x.domain, x.reported_at IS NOT NULL, false, true, 1, 1, NULL)
    ) AS m(${MEASURE})
    WHERE m.counts`,
};
