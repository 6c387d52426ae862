import { MEASURE, begunWithin, limitOf, passesAt, type Source } from './source.js';

const joinedBy = `c.submitted_at + ${limitOf('CON-01')}`;
const signedBy = `c.submitted_at + ${limitOf('CON-02')}`;

/** Remote consultations: of whoever invites, and of the centre that is asked. An opinion counts when it was first signed. */
export const consultations: Source = {
  codes: ['CON-01', 'CON-02', 'CON-03', 'CON-VOL'],
  sql: `
    SELECT 'CONSULTATION', c.id, c.submitted_at, c.sender_id, c.sender_department_id, c.receiver_id,
      c.receiver_department_id, m.*
    FROM (SELECT * FROM indicator_consultations c WHERE ${begunWithin('c.submitted_at')}) c
    CROSS JOIN limits l CROSS JOIN LATERAL (VALUES
      ('CON-01', 'ALL', c.type = 'EMERGENCY', c.withdrawn, c.joined_at IS NOT NULL OR ${joinedBy} <= $3,
        coalesce(c.joined_at <= ${joinedBy}, false)::int::numeric, 1, ${passesAt(joinedBy, 'c.joined_at IS NULL')}),
      ('CON-02', 'ALL', c.type = 'ORDINARY', c.withdrawn, c.signed_at IS NOT NULL OR ${signedBy} <= $3,
        coalesce(c.signed_at <= ${signedBy}, false)::int, 1, ${passesAt(signedBy, 'c.signed_at IS NULL')}),
      ('CON-03', 'ALL', c.signed_at IS NOT NULL, false, c.adoption IS NOT NULL, (c.adoption = 'ADOPTED')::int, 1, NULL),
      ('CON-03', 'PARTLY', c.signed_at IS NOT NULL, false, c.adoption IS NOT NULL, (c.adoption = 'PARTLY')::int, 1, NULL),
      ('CON-03', 'NOT_ADOPTED', c.signed_at IS NOT NULL, false, c.adoption IS NOT NULL,
        (c.adoption = 'NOT_ADOPTED')::int, 1, NULL),
      ('CON-VOL', 'ALL', c.held, false, true, 1, 1, NULL),
      ('CON-VOL', c.type, c.held, false, true, 1, 1, NULL)
    ) AS m(${MEASURE})
    WHERE m.counts`,
};
