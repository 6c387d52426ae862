import { ALLIANCE_ZONE } from '#kernel';
import { MEASURE, passesAt, type Source } from './source.js';

/** Sessions of the month. Two of an expert on one day are one day. */
export const SESSIONS = `
  SELECT s.*, 1.0 / nullif(count(*) FILTER (WHERE s.attended) OVER (PARTITION BY s.expert_id, s.day), 0) AS of_day
  FROM indicator_sessions s
  WHERE s.day >= ($1::timestamptz AT TIME ZONE '${ALLIANCE_ZONE}')::date
    AND s.day < ($2::timestamptz AT TIME ZONE '${ALLIANCE_ZONE}')::date`;

/** Experts who are sent: of their institution, and of the township that they go to. */
export const rotas: Source = {
  codes: ['EXP-01', 'EXP-02', 'EXP-04'],
  relations: { sessions: SESSIONS },
  sql: `
    SELECT 'ROTA_SESSION', s.id, s.starts_at, s.sender_id, s.sender_department_id, s.receiver_id, NULL::uuid, m.*
    FROM sessions s CROSS JOIN LATERAL (VALUES
      ('EXP-01', 'ALL', s.attended, false, true, 1::numeric, 1, NULL::timestamptz),
      ('EXP-01', 'DAYS', s.attended, false, true, s.of_day, 1, NULL),
      ('EXP-02', 'ALL', true, s.state = 'SUBSTITUTED', s.ended OR s.ends_at <= $3, s.attended::int, 1,
        ${passesAt('s.ends_at', 'NOT s.ended')}),
      ('EXP-04', 'ALL', s.attended, false, s.patients_seen IS NOT NULL, s.patients_seen, 1, NULL),
      ('EXP-04', 'WARD_ROUNDS', s.attended, false, s.ward_rounds IS NOT NULL, s.ward_rounds, 1, NULL),
      ('EXP-04', 'SURGERIES', s.attended, false, s.surgeries IS NOT NULL, s.surgeries, 1, NULL),
      ('EXP-04', 'TEACHING_MINUTES', s.attended, false, s.teaching_minutes IS NOT NULL, s.teaching_minutes, 1, NULL)
    ) AS m(${MEASURE})
    WHERE m.counts`,
};
