import { Inject, Injectable } from '@nestjs/common';
import type { Clock, LocalDate, WorkCalendar } from '#kernel';
import { CLOCK, Database, Parameters, WorkCalendars, statement, type ActorContext } from '#platform';
import { ATTENDED, BOOKED } from '../data/booking-sql.js';
import type { Attended } from '../domain/attendance.js';
import type { SessionKind } from '../domain/session-state.js';
import { requireLookable, visibleTo } from './session-visibility.js';

/** A published session as a line of a rota that is printed or posted: no telephone, no patient. */
export interface RotaLine extends Attended {
  readonly expert: string;
  readonly title: string;
  readonly home: string;
  readonly townshipId: string;
  readonly specialty: string;
  /** What the home calls the specialty; its code where no department bears it. */
  readonly specialtyName: string;
  readonly kind: SessionKind;
  readonly half: 'MORNING' | 'AFTERNOON';
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly checkedInAt: Date | null;
}

/** Which lines. */
export interface LineFilter {
  readonly townshipId?: string | null;
  readonly expertId?: string | null;
  /** Only as far as the actor goes themselves, or plans. */
  readonly ofHomeAlone?: boolean;
}

/** A quarter of a year of a county with 20 townships. */
const MOST_LINES = 5_000;

/** What a setting was on the day of a session. */
const settingThen = (key: string): string => `(SELECT v.value FROM reference_settings v WHERE v.key = '${key}'
  AND v.effective_from <= x.starts_at ORDER BY v.effective_from DESC LIMIT 1)`;

const SPECIALTY_NAME = `coalesce((SELECT d.name FROM departments d WHERE d.institution_id = x.institution_id
  AND d.specialty_code = x.specialty ORDER BY d.id LIMIT 1), x.specialty)`;

/** Whoever is seconded sets out from their host. */
const SETS_OUT = `coalesce((SELECT c.host_institution_id FROM dispatch_secondments c WHERE c.expert_id = x.expert_id
  AND x.day BETWEEN c.from_day AND c.to_day LIMIT 1), x.institution_id)`;
const FAR = `coalesce((SELECT min(w.minutes) FROM travel_times w
  WHERE (w.from_institution_id = ${SETS_OUT} AND w.to_institution_id = x.township_id)
     OR (w.to_institution_id = ${SETS_OUT} AND w.from_institution_id = x.township_id)), 0)
  >= ${settingThen('dispatch.far_minutes')}`;

const COLUMNS = `x.expert_id AS "expertId", s.name AS expert, s.title, h.short_name AS home, x.township_id AS "townshipId",
  t.short_name AS township, x.specialty, ${SPECIALTY_NAME} AS "specialtyName", x.kind, x.day::text AS day, x.half, x.state,
  x.starts_at AS "startsAt", x.ends_at AS "endsAt", x.checked_in_at AS "checkedInAt", ${BOOKED} AS booked, ${ATTENDED} AS attended, x.patients_seen AS "patientsSeen",
  x.ward_rounds AS "wardRounds", x.surgeries, x.teaching_minutes AS "teachingMinutes", ${FAR} AS far,
  ${settingThen('dispatch.allowance_session_cents')} AS "allowanceCents",
  ${settingThen('dispatch.allowance_far_session_cents')} AS "farAllowanceCents"`;

/** The rota of some days, as far as it is the actor's business. */
@Injectable()
export class RotaSheetQuery {
  constructor(
    private readonly database: Database,
    private readonly calendars: WorkCalendars,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** On which days people work. */
  workCalendar(): Promise<WorkCalendar> {
    return this.calendars.load(this.database, this.clock.now());
  }

  /** In the order of days. @throws InvalidInputError for a period that is empty or longer than a quarter of a year */
  lines(actor: ActorContext, from: LocalDate, to: LocalDate, filter: LineFilter = {}): Promise<RotaLine[]> {
    requireLookable(from, to, 'to');
    const { townshipId = null, expertId = null, ofHomeAlone = false } = filter;
    const parameters = new Parameters();
    const [township, expert] = [parameters.add(townshipId), parameters.add(expertId)];
    const sql = `SELECT ${COLUMNS}
      FROM dispatch_sessions x JOIN staff s ON s.id = x.expert_id JOIN institutions h ON h.id = x.institution_id
      JOIN institutions t ON t.id = x.township_id
      WHERE x.published_at IS NOT NULL AND x.day BETWEEN ${parameters.add(from)}::date AND ${parameters.add(to)}::date
        AND (${township}::uuid IS NULL OR x.township_id = ${township}) AND (${expert}::uuid IS NULL OR x.expert_id = ${expert})
        AND ${visibleTo(actor, parameters, ofHomeAlone)} ORDER BY x.day, x.starts_at, t.short_name, x.id LIMIT ${MOST_LINES}`;
    return this.database.query<RotaLine & object>(statement('dispatch.rota-lines', sql), parameters.values);
  }
}
