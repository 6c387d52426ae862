import { Injectable } from '@nestjs/common';
import { FreeTimes, HALF_DAY_SETTINGS, HalfDay, halfDayInterval, type Busy, type HalfDayHours } from '#calendar';
import {
  ALLIANCE_ZONE,
  NotFoundError,
  dayOf,
  daysOf,
  monthsBefore,
  overlaps,
  weekdayOf,
  type Interval,
  type LocalDate,
  type WorkCalendar,
} from '#kernel';
import { ReferenceData, WorkCalendars, statement, type Queryable } from '#platform';
import { carryOverOf, type PastSessions } from '../domain/carry-over.js';
import { demandIdOn, halfDayOf, halfOf, slotOf, type Frame, type FrameSession } from '../domain/frame.js';
import { ROTA_SETTINGS } from '../domain/settings.js';
import type { SessionKind } from '../domain/session-state.js';
import {
  UnavailableReason,
  type Demand,
  type Expert,
  type ExpertTitle,
  type HalfDay as PlannedHalfDay,
  type KeyStaffGroup,
  type Preference,
  type SecondmentStay,
  type Travel,
  type Unavailable,
  type Visits,
} from '../domain/solver/model.js';

const EXPERTS = statement(
  'dispatch.frame-experts',
  `SELECT e.id, s.title, s.specialty_codes AS specialties, s.institution_id AS "homeId", e.weight_percent AS weight,
     e.max_per_week AS "maxPerWeek", e.max_consecutive_days AS "maxConsecutiveDays", e.preferences,
     e.enrolled_on::text AS "enrolledOn",
     coalesce((SELECT json_agg(json_build_object('from', c.from_day, 'to', c.to_day, 'institutionId', c.host_institution_id))
      FROM dispatch_secondments c WHERE c.expert_id = e.id AND c.to_day >= $2::date - 7 AND c.from_day <= $3::date + 7),
      '[]'::json) AS secondments
   FROM dispatch_experts e JOIN staff s ON s.id = e.id
   WHERE e.institution_id = $1 AND e.active AND s.active ORDER BY e.id`,
);
/** Whoever is seconded sets out from their host. */
const PAST = statement(
  'dispatch.frame-past',
  `SELECT x.expert_id AS "expertId", x.township_id AS "townshipId",
     coalesce(c.host_institution_id, x.institution_id) AS "fromId", count(*)::int AS sessions,
     (count(*) FILTER (WHERE coalesce(w.kind = 'HOLIDAY', extract(isodow FROM x.day) > 5)))::int AS weekends
   FROM dispatch_sessions x LEFT JOIN work_calendar_days w ON w.day = x.day
     LEFT JOIN dispatch_secondments c ON c.expert_id = x.expert_id AND x.day BETWEEN c.from_day AND c.to_day
   WHERE x.institution_id = $1 AND x.published_at IS NOT NULL AND x.day >= $2::date AND x.day < $3::date
     AND x.state NOT IN ('SUBSTITUTED', 'CANCELLED', 'SUSPENDED', 'NO_SHOW') GROUP BY 1, 2, 3`,
);
const JOINING = statement(
  'dispatch.frame-joining',
  `SELECT s.id, s.title, s.specialty_codes AS specialties, s.institution_id AS "homeId", '[]'::json AS preferences,
     '[]'::json AS secondments FROM staff s WHERE s.id = $1 AND s.institution_id = $2 AND s.active`,
);
const DEMANDS = statement(
  'dispatch.frame-demands',
  `SELECT d.id, d.township_id AS "townshipId", d.specialty, d.kind, d.weekday, d.half, d.minimum_title AS "minimumTitle",
     d.minimum AS min, d.ideal, d.priority, d.valid_from::text AS "validFrom", d.valid_to::text AS "validTo"
   FROM dispatch_demands d WHERE d.institution_id = $1 AND d.valid_from <= $3::date
     AND (d.valid_to IS NULL OR d.valid_to >= $2::date) ORDER BY d.id`,
);
const SESSIONS = statement(
  'dispatch.frame-sessions',
  `SELECT x.id, x.plan_id AS "planId", x.demand_id AS "demandId", x.township_id AS "townshipId", x.specialty,
     x.expert_id AS "expertId", x.day::text AS day, x.half, x.pinned, x.published_at IS NOT NULL AS published
   FROM dispatch_sessions x WHERE x.institution_id = $1 AND x.day BETWEEN $2::date - 7 AND $3::date + 7
     AND (x.published_at IS NOT NULL OR x.plan_id = $4::uuid) AND NOT x.leaving
     AND x.state NOT IN ('SUBSTITUTED', 'CANCELLED', 'SUSPENDED', 'NO_SHOW') ORDER BY x.id`,
);
const GROUPS = statement(
  'dispatch.frame-key-staff',
  `SELECT g.id, g.expert_ids AS "expertIds", g.max_away AS "maxAway" FROM dispatch_key_groups g
   WHERE g.institution_id = $1 AND g.active ORDER BY g.id`,
);
const TRAVEL = statement(
  'dispatch.frame-travel',
  'SELECT from_institution_id AS "fromId", to_institution_id AS "toId", minutes FROM travel_times',
);
const VISITS = statement(
  'dispatch.frame-visits',
  `SELECT x.expert_id AS "expertId", x.township_id AS "townshipId", count(*)::int AS sessions FROM dispatch_sessions x
   WHERE x.institution_id = $1 AND x.published_at IS NOT NULL AND x.day < $2::date AND x.state = 'COMPLETED'
   GROUP BY x.expert_id, x.township_id`,
);

/** A period of one institution's rota. */
export interface FrameOf {
  readonly institutionId: string;
  readonly fromDay: LocalDate;
  readonly toDay: LocalDate;
  /** The plan whose unpublished sessions count as well. */
  readonly planId: string | null;
  readonly now: Date;
  /** Somebody of the institution who is not sent so far, and might be. */
  readonly joining?: Joining | null;
}

/** Within which limits somebody would be sent. */
export interface Joining {
  readonly expertId: string;
  readonly weightPercent: number;
  readonly maxPerWeek: number;
  readonly maxConsecutiveDays: number;
}

interface ExpertRow extends Omit<Expert, 'unavailable' | 'title' | 'carryOver'> {
  readonly enrolledOn: LocalDate | null;
  readonly title: ExpertTitle;
  readonly preferences: readonly Preference[];
  readonly secondments: readonly SecondmentStay[];
}

interface DemandRow {
  readonly id: string;
  readonly townshipId: string;
  readonly specialty: string;
  readonly kind: SessionKind;
  readonly weekday: number;
  readonly half: HalfDay;
  readonly minimumTitle: ExpertTitle;
  readonly min: number;
  readonly ideal: number;
  readonly priority: number;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
}

const REASONS: Readonly<Partial<Record<Busy['kind'], UnavailableReason>>> = {
  LEAVE: UnavailableReason.LEAVE,
  ON_CALL: UnavailableReason.DUTY,
  NIGHT_REST: UnavailableReason.NIGHT_REST,
};

/** Reads everything that rules and solver look at; thirteen statements, however long the period is. */
@Injectable()
export class RotaFrameReader {
  constructor(
    private readonly times: FreeTimes,
    private readonly reference: ReferenceData,
    private readonly calendars: WorkCalendars,
  ) {}

  async read(on: Queryable, of: FrameOf): Promise<Frame> {
    const { fromDay, toDay, now } = of;
    const [settings, hours] = await Promise.all([
      this.reference.settings(ROTA_SETTINGS, now, on),
      this.reference.settings(HALF_DAY_SETTINGS, now, on),
    ]);
    const calendar = await this.calendars.load(on, now);
    const rows = await rowsOf(on, of, settings['dispatch.carry_over_months']);
    const { demands, keyStaff, minutes, sessions, visits } = rows;
    const travel = { farMinutes: settings['dispatch.far_minutes'], minutes };
    const experts = withCarryOver(rows, travel);
    const span = { start: dayOf(fromDay, ALLIANCE_ZONE).start, end: dayOf(toDay, ALLIANCE_ZONE).end };
    const busy = await this.times.busy(
      on,
      experts.map(({ id }) => id),
      span,
    );
    const halfDays = halfDaysOf(of, hours, calendar);
    return {
      settings,
      times: new Map(halfDays.map(({ date, half, interval }) => [slotOf(date, halfDayOf(half)), interval])),
      halfDays: halfDays.map(({ date, half, workday, past }) => ({ date, half, workday, past })),
      experts: experts.map((row) => ({ ...row, unavailable: unavailableOf(busy.get(row.id)!, halfDays) })),
      keyStaff,
      travel: {
        limitMinutes: settings['dispatch.travel_limit_minutes'],
        middayLimitMinutes: settings['dispatch.midday_travel_limit_minutes'],
        ...travel,
      },
      demands: daysOf(fromDay, toDay).flatMap((day) => demandsOn(demands, day, calendar)),
      kinds: new Map(demands.map(({ id, kind }) => [id, kind])),
      sessions,
      visits,
    };
  }
}

type Rows = Awaited<ReturnType<typeof rowsOf>>;

function withCarryOver({ experts, past, window }: Rows, travel: Pick<Travel, 'farMinutes' | 'minutes'>) {
  const shares = experts.map(({ weight, ...row }) => ({ ...row, weight: weight / 100 }));
  const carried = carryOverOf(shares, past, { window, travel });
  return shares.map((row) => ({ ...row, carryOver: carried.get(row.id)! }));
}

async function rowsOf(on: Queryable, of: FrameOf, months: number) {
  const { institutionId, fromDay, toDay, planId } = of;
  const window = { from: monthsBefore(fromDay, months), to: fromDay };
  const [enrolled, demands, sessions, keyStaff, minutes, visits, past] = await Promise.all([
    on.query<ExpertRow & object>(EXPERTS, [institutionId, fromDay, toDay]),
    on.query<DemandRow & object>(DEMANDS, [institutionId, fromDay, toDay]),
    on.query<FrameSession & object>(SESSIONS, [institutionId, fromDay, toDay, planId]),
    on.query<KeyStaffGroup & object>(GROUPS, [institutionId]),
    on.query<Travel['minutes'][number] & object>(TRAVEL),
    on.query<Visits & object>(VISITS, [institutionId, fromDay]),
    on.query<PastSessions & object>(PAST, [institutionId, window.from, window.to]),
  ]);
  const experts = await withJoining(on, of, enrolled);
  return { experts, demands, sessions, keyStaff, minutes, visits, past, window };
}

/** @throws NotFoundError for somebody of another institution */
async function withJoining(on: Queryable, { institutionId, fromDay, joining }: FrameOf, enrolled: ExpertRow[]) {
  if (!joining || enrolled.some(({ id }) => id === joining.expertId)) return enrolled;
  const { expertId, weightPercent: weight, maxPerWeek, maxConsecutiveDays } = joining;
  const [person] = await on.query<ExpertRow & object>(JOINING, [expertId, institutionId]);
  if (!person) throw new NotFoundError('Expert', expertId);
  return [...enrolled, { ...person, weight, maxPerWeek, maxConsecutiveDays, enrolledOn: fromDay }];
}

type TimedHalfDay = PlannedHalfDay & { readonly interval: Interval };

function halfDaysOf({ fromDay, toDay, now }: FrameOf, hours: HalfDayHours, calendar: WorkCalendar): TimedHalfDay[] {
  return daysOf(fromDay, toDay).flatMap((date) =>
    Object.values(HalfDay).map((half) => {
      const interval = halfDayInterval(date, half, hours);
      return { date, half: halfOf(half), workday: calendar.isWorkday(date), past: interval.start <= now, interval };
    }),
  );
}

/** Sessions of rotas are no obstacle here: rules count them themselves. */
function unavailableOf(busy: readonly Busy[], halfDays: readonly TimedHalfDay[]): Unavailable[] {
  const obstacles = busy.filter(({ kind, subject }) => kind !== 'SECONDMENT' && subject?.domain !== 'dispatch');
  return halfDays.flatMap(({ date, half, interval }) => {
    const obstacle = obstacles.find((time) => overlaps(time, interval));
    if (!obstacle) return [];
    const reason = REASONS[obstacle.kind] ?? UnavailableReason.COMMITMENT;
    return [{ date, half, reason, reference: obstacle.subject?.id ?? null }];
  });
}

/** On a public holiday nobody has to come, and whoever is put in by hand does. */
function demandsOn(demands: readonly DemandRow[], day: LocalDate, calendar: WorkCalendar): Demand[] {
  const isHoliday = calendar.isHoliday(day);
  return demands
    .filter(
      ({ weekday, validFrom, validTo }) =>
        weekday === weekdayOf(day) && validFrom <= day && (validTo === null || day <= validTo),
    )
    .map(({ id, half, townshipId, specialty, minimumTitle, min, ideal, priority }) => ({
      id: demandIdOn(id, day),
      date: day,
      half: halfOf(half),
      townshipId,
      specialty,
      minimumTitle,
      min: isHoliday ? 0 : min,
      ideal: isHoliday ? 0 : ideal,
      priority,
    }));
}
