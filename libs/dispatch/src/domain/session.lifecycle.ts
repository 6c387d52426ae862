import {
  ALLIANCE_ZONE,
  addDays,
  after,
  before,
  hours,
  minutes,
  startOfDay,
  type JsonRecord,
  type Lifecycle,
  type LocalDate,
  type Verdict,
} from '#kernel';
import { rulesWords } from './gap-words.js';
import { sessionTransitions } from './session.transitions.js';

/** Limits of sessions, as they count when they are asked for. */
export const SESSION_SETTINGS = [
  'dispatch.confirmation_limit_hours',
  'dispatch.swap_limit_hours',
  'dispatch.check_in_before_minutes',
  'dispatch.check_in_after_minutes',
  'dispatch.attendance_limit_days',
] as const;
export type SessionLimits = Readonly<Record<(typeof SESSION_SETTINGS)[number], number>>;

/** What the rules of a session look at. */
export interface SessionFacts {
  readonly now: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly day: LocalDate;
  readonly expertId: string;
  readonly swapExpertId: string | null;
  /** Everybody behind the act, by their staff ids. */
  readonly people: readonly string[];
  readonly isExpert: boolean;
  readonly isManager: boolean;
  readonly isMedicalAffairs: boolean;
  readonly isTownshipHead: boolean;
  readonly isSystem: boolean;
  readonly limits: SessionLimits;
}

/** What an attempt brings along. */
export interface SessionAttempt {
  readonly reasonProblem?: string | null;
  readonly otherExpertId?: string;
  /** Hard rules that the other expert, or the same again, would break. */
  readonly brokenRules?: readonly JsonRecord[];
  /** Patients who had a place and came, beside how many are said to have been seen. */
  readonly attended?: number;
  readonly patientsSeen?: number;
  /** Patients who have a place, beside how many places there are to be. */
  readonly booked?: number;
  readonly places?: number;
}

/** Attendance of a month is open until some days after its end. */
export function attendanceOpenUntil(day: LocalDate, days: number): Date {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return startOfDay(addDays(next, days), ALLIANCE_ZONE);
}

/** Whether what came of a day can still be put on record. */
export function attendanceOpen(now: Date, day: LocalDate, limitDays: number): Verdict {
  const until = attendanceOpenUntil(day, limitDays);
  return now < until || { rule: 'ATTENDANCE_CLOSED', facts: { until: until.toISOString() } };
}

/** From when until when somebody checks in. */
function checkInWindow({ startsAt, limits }: Pick<SessionFacts, 'startsAt' | 'limits'>): {
  from: Date;
  to: Date;
} {
  return {
    from: before(startsAt, minutes(limits['dispatch.check_in_before_minutes'])),
    to: after(startsAt, minutes(limits['dispatch.check_in_after_minutes'])),
  };
}

function withinWindow(facts: SessionFacts): Verdict {
  const { from, to } = checkInWindow(facts);
  const isWithin = from <= facts.now && facts.now <= to;
  return isWithin || { rule: 'OUTSIDE_CHECK_IN', facts: { from: from.toISOString(), to: to.toISOString() } };
}

/** What the names in the table of sessions mean. */
export const sessionLifecycle: Lifecycle<typeof sessionTransitions, SessionFacts, SessionAttempt> = {
  table: sessionTransitions,
  who: {
    expert: ({ isExpert }) => isExpert,
    manager: ({ isManager }) => isManager,
    medicalAffairs: ({ isMedicalAffairs }) => isMedicalAffairs,
    townshipHead: ({ isTownshipHead }) => isTownshipHead,
    system: ({ isSystem }) => isSystem,
  },
  guards: {
    notBegun: ({ now, startsAt }) => now < startsAt || { rule: 'BEGUN' },
    begun: ({ now, startsAt }) => now >= startsAt || { rule: 'NOT_BEGUN' },
    notOver: ({ now, endsAt }) => now < endsAt || { rule: 'OVER' },
    swapInTime: ({ now, startsAt, limits }) => {
      const limitHours = limits['dispatch.swap_limit_hours'];
      return after(now, hours(limitHours)) <= startsAt || { rule: 'SWAP_TOO_LATE', facts: { limitHours } };
    },
    notOwnSwap: ({ people, expertId, swapExpertId }) =>
      !people.some((id) => id === expertId || id === swapExpertId) || { rule: 'OWN_SWAP' },
    checkInWindow: withinWindow,
    attendanceOpen: ({ now, day, limits }) => attendanceOpen(now, day, limits['dispatch.attendance_limit_days']),
  },
  demands: {
    reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem },
    somebodyElse: ({ otherExpertId, expertId }) => otherExpertId !== expertId || { rule: 'SAME_EXPERT' },
    countsAttended: ({ attended = 0, patientsSeen = 0 }) =>
      patientsSeen >= attended || { rule: 'FEWER_THAN_ATTENDED', facts: { attended } },
    placesForBooked: ({ booked = 0, places = 0 }) =>
      places >= booked || { rule: 'FEWER_THAN_BOOKED', facts: { booked } },
    rulesKept: ({ brokenRules = [] }) =>
      brokenRules.length === 0 || {
        rule: 'ROTA_RULES_BROKEN',
        facts: { broken: [...brokenRules], words: { ...rulesWords(brokenRules) } },
      },
  },
  choices: {},
};
