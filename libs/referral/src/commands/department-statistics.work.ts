import { Inject, Injectable } from '@nestjs/common';
import { before, days, minutes, type Clock } from '#kernel';
import { BackgroundWork, CLOCK, Database, ReferenceData, statement } from '#platform';

const WINDOW = 'referral.routing_statistics_window_days';
const AGE = 'referral.routing_statistics_age_minutes';

/**
 * One department whose figures are too old, from the index of its referrals of the period and the first events of each.
 * Others who look for work meanwhile pass over it.
 */
const REFRESH = statement(
  'referral.department-statistics',
  `WITH due AS (
     SELECT d.id FROM departments d LEFT JOIN referral_department_statistics s ON s.department_id = d.id
     WHERE d.accepts_referrals AND d.active AND (s.computed_at IS NULL OR s.computed_at < $3)
     ORDER BY s.computed_at NULLS FIRST, d.id LIMIT 1 FOR NO KEY UPDATE OF d SKIP LOCKED
   )
   INSERT INTO referral_department_statistics AS old (department_id, since, decided, accepted, answered,
     median_response_minutes, computed_at)
   SELECT due.id, $2, f.decided, f.accepted, f.answered, f.median, $1 FROM due CROSS JOIN LATERAL (
     SELECT count(*) FILTER (WHERE a.accepted OR a.rejected)::int AS decided,
       count(*) FILTER (WHERE a.accepted)::int AS accepted, count(a.at)::int AS answered,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM a.at - r.first_submitted_at) / 60) AS median
     FROM referrals r CROSS JOIN LATERAL (
       SELECT min(e.occurred_at) AS at, coalesce(bool_or(e.action = 'accept'), false) AS accepted,
         coalesce(bool_or(e.action = 'reject'), false) AS rejected
       FROM domain_events e WHERE e.aggregate_id = r.id
         AND e.action IN ('accept', 'reject', 'returnForEdit', 'returnWithAdvice', 'redirect', 'requestInformation')
     ) a
     WHERE r.to_department_id = due.id AND r.first_submitted_at > $2 AND r.kind = 'ROUTINE' AND NOT r.retrospective
       AND r.direction <> 'DOWN'
   ) f
   ON CONFLICT (department_id) DO UPDATE SET since = excluded.since, decided = excluded.decided,
     accepted = excluded.accepted, answered = excluded.answered,
     median_response_minutes = excluded.median_response_minutes, computed_at = excluded.computed_at
   RETURNING 1 AS done`,
);

/**
 * Rolls up, department by department, how referrals were answered: what suggestions weigh. Nobody answers those that are
 * recorded afterwards, and emergencies wait for no answer.
 */
@Injectable()
export class DepartmentStatisticsWork extends BackgroundWork {
  readonly name = 'referral.department-statistics';
  readonly intervalMs = minutes(1);

  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  override async round(): Promise<boolean> {
    const now = this.clock.now();
    const settings = await this.reference.settings([WINDOW, AGE], now);
    const since = before(now, days(settings[WINDOW]));
    const done = await this.database.query(REFRESH, [now, since, before(now, minutes(settings[AGE]))]);
    return done.length > 0;
  }
}
