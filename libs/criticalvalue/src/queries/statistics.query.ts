import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, addDays, daysBetween, startOfDay, type LocalDate } from '#kernel';
import { Database, statement, type ActorContext } from '#platform';
import { requireRegisterDays } from './register.query.js';

/** How critical values of one month, one institution and one kind of encounter were dealt with; lengths in minutes. */
export interface CriticalValueFigures {
  readonly month: string;
  readonly institutionId: string;
  readonly institutionName: string;
  readonly encounter: string;
  readonly detected: number;
  readonly excluded: number;
  readonly notified: number;
  readonly notifiedInTime: number;
  readonly acknowledged: number;
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
  readonly handled: number;
  readonly handledSameDay: number;
}

const zoned = (instant: string): string => `(${instant} AT TIME ZONE '${ALLIANCE_ZONE}')`;
// What was told first was answered in that time, whatever it was corrected to later.
const ACKNOWLEDGED = 'coalesce(f.acknowledged_at, c.acknowledged_at)';
const HANDLED = 'coalesce(f.handled_at, c.handled_at)';
const minutes = (share: number): string =>
  `round(extract(epoch FROM percentile_cont(${share}) WITHIN GROUP (ORDER BY ${ACKNOWLEDGED} - c.detected_at)
     FILTER (WHERE c.state <> 'CANCELLED')) / 60)::int`;
const counted = (condition: string): string => `count(*) FILTER (WHERE c.state <> 'CANCELLED' AND ${condition})::int`;

// The limit that counted when it was seen; what two people held to be false is left out, and said apart.
const FIGURES = statement(
  'critical-value.figures',
  `WITH limits AS MATERIALIZED (SELECT value AS minutes, effective_from, effective_to FROM reference_settings
     WHERE key = 'critical-value.notice_minutes')
   SELECT to_char(${zoned('c.detected_at')}, 'YYYY-MM') AS month, i.id AS "institutionId", i.name AS "institutionName",
     c.encounter, ${counted('true')} AS detected, count(*) FILTER (WHERE c.state = 'CANCELLED')::int AS excluded,
     ${counted('c.notified_at IS NOT NULL')} AS notified,
     ${counted('c.notified_at <= c.detected_at + make_interval(mins => l.minutes)')} AS "notifiedInTime",
     ${counted(`${ACKNOWLEDGED} IS NOT NULL`)} AS acknowledged,
     ${minutes(0.5)} AS "medianMinutes", ${minutes(0.9)} AS "p90Minutes",
     ${counted(`${HANDLED} IS NOT NULL`)} AS handled,
     ${counted(`${zoned(HANDLED)}::date = ${zoned('c.detected_at')}::date`)} AS "handledSameDay"
   FROM (SELECT * FROM critical_values WHERE centre_institution_id = $1 AND detected_at >= $2 AND detected_at < $3
     UNION ALL SELECT * FROM critical_values WHERE ordering_institution_id = $1 AND centre_institution_id <> $1
       AND detected_at >= $2 AND detected_at < $3) c
   JOIN institutions i ON i.id = c.ordering_institution_id
   LEFT JOIN LATERAL (SELECT min(k.from_acknowledged_at) AS acknowledged_at, min(k.from_handled_at) AS handled_at
     FROM critical_value_corrections k WHERE k.critical_value_id = c.id AND c.revision > 1) f ON true
   LEFT JOIN limits l ON l.effective_from <= c.detected_at
     AND (l.effective_to IS NULL OR l.effective_to > c.detected_at)
   WHERE NOT c.drill GROUP BY month, i.id, i.name, c.encounter ORDER BY month, i.name, i.id, c.encounter`,
);

/** How critical values were dealt with that an institution has found or asked for. Drills are none. */
@Injectable()
export class CriticalValueStatistics {
  constructor(private readonly database: Database) {}

  /** Of those detected on the days from `from` to `to`, both included. @throws InvalidInputError */
  async read({ institutionId }: ActorContext, from: LocalDate, to: LocalDate): Promise<CriticalValueFigures[]> {
    requireRegisterDays(daysBetween(from, to) + 1);
    const period = [startOfDay(from, ALLIANCE_ZONE), startOfDay(addDays(to, 1), ALLIANCE_ZONE)];
    return this.database.query<CriticalValueFigures & object>(FIGURES, [institutionId, ...period]);
  }
}
