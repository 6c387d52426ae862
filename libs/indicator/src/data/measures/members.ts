import { SESSIONS } from './rotas.js';
import { MEASURE, type Source } from './source.js';

/** The townships of the alliance: which of them the others reach in a month. */
export const members: Source = {
  codes: ['EXP-COV', 'COV-01'],
  relations: { sessions: SESSIONS },
  sql: `
    SELECT 'INSTITUTION', i.id, $1::timestamptz, NULL::uuid, NULL::uuid, i.id, NULL::uuid, m.*
    FROM indicator_institutions i CROSS JOIN LATERAL (VALUES
      ('EXP-COV', 'ALL', true, false, true,
        (EXISTS (SELECT 1 FROM sessions s WHERE s.receiver_id = i.id AND s.attended))::int::numeric, 1, NULL::timestamptz),
      ('COV-01', 'ALL', true, false, true, (EXISTS (SELECT 1 FROM indicator_centre_reports r
          WHERE r.ordering_id = i.id AND r.centre_id <> i.id AND r.reported_at >= $1 AND r.reported_at < $2))::int, 1, NULL)
    ) AS m(${MEASURE})
    WHERE i.kind = 'TOWNSHIP_CENTER' AND i.active`,
};
