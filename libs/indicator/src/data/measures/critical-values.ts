import { ALLIANCE_ZONE } from '#kernel';
import { MEASURE, begunWithin, limitOf, minutes, passesAt, type Source } from './source.js';

const notifiedBy = (code: string): string => `v.detected_at + ${limitOf(code)}`;
const notified = (code: string): string => `v.notified_at IS NOT NULL OR ${notifiedBy(code)} <= $3`;
const localDay = (column: string): string => `(${column} AT TIME ZONE '${ALLIANCE_ZONE}')::date`;
const dayOver = `(${localDay('v.detected_at')} + 1)::timestamp AT TIME ZONE '${ALLIANCE_ZONE}'`;

/** Critical values: of whoever has ordered, and of the centre that has found them. Drills are none. */
export const criticalValues: Source = {
  codes: ['IMG-02', 'CV-01', 'CV-02', 'CV-03'],
  sql: `
    SELECT 'CRITICAL_VALUE', v.id, v.detected_at, v.sender_id, v.sender_department_id, v.receiver_id, NULL::uuid, m.*
    FROM (SELECT * FROM indicator_critical_values v WHERE ${begunWithin('v.detected_at')}) v
    CROSS JOIN limits l CROSS JOIN LATERAL (VALUES
      -- Told in time, by name, and with what was found.
      ('IMG-02', 'ALL', v.domain = 'IMAGING', v.withdrawn, ${notified('IMG-02')},
        coalesce(v.notified_at <= ${notifiedBy('IMG-02')} AND v.signed AND v.worded, false)::int::numeric, 1,
        ${passesAt(notifiedBy('IMG-02'), 'v.notified_at IS NULL')}),
      ('CV-01', 'ALL', true, v.withdrawn, v.acknowledged_at IS NOT NULL, ${minutes('(v.acknowledged_at - v.detected_at)')}, 1,
        NULL),
      ('CV-01', v.encounter, true, v.withdrawn, v.acknowledged_at IS NOT NULL,
        ${minutes('(v.acknowledged_at - v.detected_at)')}, 1, NULL),
      ('CV-02', 'ALL', true, v.withdrawn, v.handled_at IS NOT NULL OR ${dayOver} <= $3,
        coalesce(v.handled_at < ${dayOver}, false)::int, 1, ${passesAt(dayOver, 'v.handled_at IS NULL')}),
      ('CV-03', 'ALL', true, v.withdrawn, ${notified('CV-03')},
        coalesce(v.notified_at <= ${notifiedBy('CV-03')}, false)::int, 1,
        ${passesAt(notifiedBy('CV-03'), 'v.notified_at IS NULL')}),
      ('CV-03', 'NOTIFIED', true, v.withdrawn, ${notified('CV-03')}, (v.notified_at IS NOT NULL)::int, 1,
        ${passesAt(notifiedBy('CV-03'), 'v.notified_at IS NULL')})
    ) AS m(${MEASURE})
    WHERE m.counts`,
};
