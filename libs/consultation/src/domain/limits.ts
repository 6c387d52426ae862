import {
  ALLIANCE_ZONE,
  addDays,
  after,
  days,
  hours,
  localDate,
  minutes,
  startOfDay,
  type Duration,
  type LocalDate,
} from '#kernel';
import type { ConsultationState, ConsultationType } from './consultation.js';
import type { SessionTimes } from './consultation.facts.js';

/** How many days ahead sessions may be booked. */
export const BOOK_AHEAD = 'consultation.book_ahead_days';
/** How far apart sessions may begin. */
export const SLOT_STEP = 'consultation.slot_step_minutes';

/** Settings that consultations go by; the unit is the end of the key. */
export const limitKeys = [
  'consultation.hold_minutes',
  'consultation.tentative_hours',
  'consultation.triage_minutes',
  'consultation.answer_minutes',
  'consultation.report_minutes',
  'consultation.mdt_report_minutes',
  'consultation.completion_minutes',
  'consultation.emergency_join_minutes',
  'consultation.emergency_orders_minutes',
  'consultation.join_before_minutes',
  'consultation.no_show_minutes',
  'consultation.mdt_notice_hours',
  BOOK_AHEAD,
  SLOT_STEP,
  'consultation.practice_years',
  'consultation.access_days',
  'consultation.outpatient_retention_years',
  'consultation.inpatient_retention_years',
  'consultation.attachment_limit_files',
] as const;
export type ConsultationLimits = Readonly<Record<(typeof limitKeys)[number], number>>;

export const ConsultationDeadline = {
  TRIAGE: 'consultation.triage',
  /** The next in the chain is called. */
  EMERGENCY_JOIN: 'consultation.emergency-join',
  EMERGENCY_ORDERS: 'consultation.emergency-orders',
  WINDOW: 'consultation.window',
  NO_SHOW: 'consultation.no-show',
  REPORT: 'consultation.report',
  COMPLETION: 'consultation.completion',
} as const;
export type ConsultationDeadline = (typeof ConsultationDeadline)[keyof typeof ConsultationDeadline];

/** Of an invitation: who does not answer is followed by somebody else. */
export const ANSWER_LIMIT = 'consultation.answer';

const limit = (limits: ConsultationLimits, name: string): Duration =>
  minutes(limits[`consultation.${name}_minutes` as keyof ConsultationLimits]);

export function sessionTimes(limits: ConsultationLimits): SessionTimes {
  return {
    joinBefore: limit(limits, 'join_before'),
    noShowAfter: limit(limits, 'no_show'),
    mdtNotice: hours(limits['consultation.mdt_notice_hours']),
    bookAheadDays: limits[BOOK_AHEAD],
  };
}

/** The case as far as its limits depend on it. */
export interface Timed {
  readonly type: ConsultationType;
  readonly startsAt: Date | null;
  readonly submittedAt: Date | null;
}

type Limit = {
  readonly kind: ConsultationDeadline;
  readonly clock: 'WORK' | 'WALL';
  readonly levels: readonly [{ due: Date | Duration }];
};

const wall = (kind: ConsultationDeadline, due: Date | Duration): Limit => ({ kind, clock: 'WALL', levels: [{ due }] });

/** Since when a session counts as under way, or would. */
const BEFORE: readonly ConsultationState[] = ['SUBMITTED', 'RETURNED_FOR_MATERIAL', 'INVITING', 'SCHEDULED'];
const WAITED_FOR: readonly ConsultationState[] = [...BEFORE, 'IN_SESSION', 'AWAITING_OPINION'];

/** The limits that begin in a state; what was open and is not kept has been met or ends. */
export function deadlinesIn(state: ConsultationState, timed: Timed, { now, limits }: At) {
  const sets = limitsOf(state, timed, { now, limits });
  const running = sets.map(({ kind }) => kind);
  const keeps = keptIn(state);
  const ends = Object.values(ConsultationDeadline).filter((kind) => running.includes(kind) || !keeps.includes(kind));
  return { ends, as: 'FINISHED' as const, sets };
}

interface At {
  readonly now: Date;
  readonly limits: ConsultationLimits;
}

/** What began earlier and goes on. */
function keptIn(state: ConsultationState): ConsultationDeadline[] {
  const { COMPLETION, EMERGENCY_JOIN, EMERGENCY_ORDERS } = ConsultationDeadline;
  if (!WAITED_FOR.includes(state)) return [];
  return [COMPLETION, EMERGENCY_ORDERS, ...(state === 'INVITING' || state === 'SCHEDULED' ? [EMERGENCY_JOIN] : [])];
}

function limitsOf(state: ConsultationState, timed: Timed, { now, limits }: At): Limit[] {
  const { COMPLETION, EMERGENCY_JOIN, EMERGENCY_ORDERS, REPORT, TRIAGE } = ConsultationDeadline;
  const isEmergency = timed.type === 'EMERGENCY';
  const completed = after(later(timed.submittedAt ?? now, timed.startsAt), limit(limits, 'completion'));
  const completion = isEmergency ? [] : [wall(COMPLETION, completed)];
  const emergency = [
    wall(EMERGENCY_JOIN, limit(limits, 'emergency_join')),
    wall(EMERGENCY_ORDERS, limit(limits, 'emergency_orders')),
  ];
  switch (state) {
    case 'SUBMITTED':
      return [{ kind: TRIAGE, clock: 'WORK', levels: [{ due: limit(limits, 'triage') }] }, ...completion];
    case 'INVITING':
      return isEmergency ? emergency : [];
    case 'SCHEDULED':
      return [...sessionLimits(timed.startsAt ?? now, { now, limits }), ...completion];
    case 'AWAITING_OPINION':
      return [wall(REPORT, limit(limits, timed.type === 'MDT' ? 'mdt_report' : 'report'))];
    default:
      return [];
  }
}

/** When one may join, where that is to come, and when nobody waits any longer. */
function sessionLimits(begin: Date, { now, limits }: At): Limit[] {
  const { NO_SHOW, WINDOW } = ConsultationDeadline;
  const { joinBefore, noShowAfter } = sessionTimes(limits);
  const window = new Date(+begin - joinBefore);
  const opens = window > now ? [wall(WINDOW, window)] : [];
  return [...opens, wall(NO_SHOW, new Date(+begin + noShowAfter))];
}

const later = (one: Date, other: Date | null): Date => (other !== null && other > one ? other : one);

/** Since when the case counts as overdue as it is; null for what waits for nobody. Working time counts as wall time here. */
export function dueAtIn(state: ConsultationState, timed: Timed, at: At): Date | null {
  const dues = limitsOf(state, timed, at).filter(({ kind }) => kind !== ConsultationDeadline.WINDOW);
  const [first] = dues;
  if (!first) return null;
  const [{ due }] = first.levels;
  return due instanceof Date ? due : after(at.now, due);
}

/** Until when time stays with an invitation that nobody has confirmed; never past its begin. */
export function heldUntil(now: Date, startsAt: Date, limits: ConsultationLimits): Date {
  const until = after(now, hours(limits['consultation.tentative_hours']));
  return until < startsAt ? until : startsAt;
}

/** The last day on which a session may begin, and the instant after it, as the alliance's clocks say. */
export function horizon(now: Date, bookAheadDays: number): { readonly lastDay: LocalDate; readonly end: Date } {
  const lastDay = addDays(localDate(now, ALLIANCE_ZONE), bookAheadDays);
  return { lastDay, end: startOfDay(addDays(lastDay, 1), ALLIANCE_ZONE) };
}

/** The same limit once more, after it has passed and nothing has happened. */
export function repeatedLimit(kind: ConsultationDeadline, { type }: Pick<Timed, 'type'>, limits: ConsultationLimits) {
  const { EMERGENCY_JOIN, TRIAGE } = ConsultationDeadline;
  if (kind === EMERGENCY_JOIN) return wall(kind, limit(limits, 'emergency_join'));
  if (kind === TRIAGE) return { kind, clock: 'WORK', levels: [{ due: limit(limits, 'triage') }] } as const;
  return wall(kind, limit(limits, type === 'MDT' ? 'mdt_report' : 'report'));
}

/** How long time is held while the invitation is written. */
export function heldWhileWriting(now: Date, limits: ConsultationLimits): Date {
  return after(now, limit(limits, 'hold'));
}

export function answerLimit(limits: ConsultationLimits) {
  return { kind: ANSWER_LIMIT, clock: 'WORK', levels: [{ due: limit(limits, 'answer') }] } as const;
}

/** Until when those who gave advice may still look at the patient. */
export function accessUntil(endedAt: Date, limits: ConsultationLimits): Date {
  return after(endedAt, days(limits['consultation.access_days']));
}

/** Whoever has practised on their own since later than that is no expert yet. */
export function practisedSince(now: Date, limits: ConsultationLimits): Date {
  return yearsFrom(now, -limits['consultation.practice_years']);
}

/** Until when the record has to be kept at least. */
export function retainedUntil(from: Date, encounter: 'OUTPATIENT' | 'INPATIENT', limits: ConsultationLimits): Date {
  const kind = encounter === 'INPATIENT' ? 'inpatient' : 'outpatient';
  return yearsFrom(from, limits[`consultation.${kind}_retention_years`]);
}

function yearsFrom(at: Date, years: number): Date {
  const moved = new Date(at);
  moved.setUTCFullYear(moved.getUTCFullYear() + years);
  return moved;
}
