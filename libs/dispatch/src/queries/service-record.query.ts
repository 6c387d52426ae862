import { Inject, Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, NotFoundError, localDate, type Clock, type LocalDate } from '#kernel';
import { CLOCK, Database, Parameters, ReferenceData, actingFor, statement, type ActorContext } from '#platform';
import type { Attended } from '../domain/attendance.js';
import { grassrootsService, type GrassrootsService, type ServedStay } from '../domain/grassroots-service.js';
import { overseesRotas } from './session-visibility.js';

const PROMOTION = 'dispatch.promotion_service_days';

const PERSON = `SELECT s.name, s.staff_no AS "staffNo", s.title, h.name AS home, d.name AS department
  FROM staff s JOIN institutions h ON h.id = s.institution_id LEFT JOIN departments d ON d.id = s.department_id
  WHERE s.id = `;

/** Stays as far as they have been served by a day. */
const STAYS = statement(
  'dispatch.served-stays',
  `SELECT h.name AS host, c.from_day::text AS "fromDay", least(c.to_day, $2::date)::text AS "toDay", c.breaks
   FROM dispatch_secondments c JOIN institutions h ON h.id = c.host_institution_id
   WHERE c.expert_id = $1 AND c.state <> 'PLANNED' AND c.from_day <= $2::date AND c.to_day >= $3::date
   ORDER BY c.from_day, c.id`,
);
/** At most thirty years of five sessions a week. */
const SESSIONS = statement(
  'dispatch.served-sessions',
  `SELECT x.expert_id AS "expertId", t.name AS township, x.day::text AS day, x.state, x.patients_seen AS "patientsSeen",
     x.ward_rounds AS "wardRounds", x.surgeries, x.teaching_minutes AS "teachingMinutes", false AS far,
     0 AS booked, 0 AS attended, 0 AS "allowanceCents", 0 AS "farAllowanceCents"
   FROM dispatch_sessions x JOIN institutions t ON t.id = x.township_id
   WHERE x.expert_id = $1 AND x.published_at IS NOT NULL AND x.state = 'COMPLETED' AND x.day BETWEEN $3::date AND $2::date
   ORDER BY x.day, x.id LIMIT 10000`,
);

type NamedStay = ServedStay & { readonly host: string };

/** Somebody's service at the grassroots until a day. */
export interface ServiceRecord {
  readonly name: string;
  readonly staffNo: string;
  readonly title: string;
  readonly home: string;
  readonly department: string | null;
  readonly fromDay: LocalDate;
  readonly toDay: LocalDate;
  readonly stays: readonly NamedStay[];
  readonly sessions: readonly Attended[];
  readonly service: GrassrootsService;
  /** From how many days on it counts for a promotion. */
  readonly promotionDays: number;
}

/** What somebody has served at the grassroots: for themselves and whoever plans for their institution. */
@Injectable()
export class ServiceRecordQuery {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What lies ahead of today does not count. @throws NotFoundError for somebody who is none of the actor's business */
  async get(actor: ActorContext, expertId: string, period: { from: LocalDate; to: LocalDate }): Promise<ServiceRecord> {
    const parameters = new Parameters();
    const who = `${PERSON}${parameters.add(expertId)} AND (s.id = ${parameters.add(actingFor(actor))}
      OR (${parameters.add(overseesRotas(actor))} AND s.institution_id = ${parameters.add(actor.institutionId)}))`;
    type Person = Pick<ServiceRecord, 'name' | 'staffNo' | 'title' | 'home' | 'department'> & Record<string, unknown>;
    const person = await this.database.first<Person>(statement('dispatch.served-by', who), parameters.values);
    if (!person) throw new NotFoundError('Expert', expertId);
    const now = this.clock.now();
    const today = localDate(now, ALLIANCE_ZONE);
    const [fromDay, toDay] = [period.from, period.to < today ? period.to : today];
    const [stays, sessions, settings] = await Promise.all([
      this.database.query<NamedStay & object>(STAYS, [expertId, toDay, fromDay]),
      this.database.query<Attended & object>(SESSIONS, [expertId, toDay, fromDay]),
      this.reference.settings([PROMOTION], now),
    ]);
    const days = sessions.map(({ day }) => day);
    const service = grassrootsService({ fromDay, toDay }, stays, days);
    return { ...person, fromDay, toDay, stays, sessions, service, promotionDays: settings[PROMOTION] };
  }
}
