import { days, hours, minutes } from '#kernel';
import {
  ReferralDeadlineKind,
  changeOfWaits,
  reviewLimit,
  type DeadlinesAfter,
  type Level,
  type ReferralLimit,
  type Wait,
  type Waits,
} from './deadlines.js';
import type { ReferralLimits } from './limits.js';
import { END_STATES, type UpState } from './referral-state.js';
import type { UpAction } from './up.transitions.js';

const { REVIEW, CLAIM, ANSWER, ARRANGEMENT, ARRIVAL, ACKNOWLEDGEMENT, CONSENT } = ReferralDeadlineKind;

/** The kinds of limits that an up-referral can have. */
export const UP_DEADLINES = [REVIEW, CLAIM, ANSWER, ARRANGEMENT, ARRIVAL, ACKNOWLEDGEMENT, CONSENT] as const;
export type UpDeadlineKind = (typeof UP_DEADLINES)[number];
type UpWait = Wait<UpDeadlineKind>;

/** The referral as its time limits see it. */
export interface Timed {
  readonly state: UpState;
  /** A green channel alone does not make it an emergency that somebody has to acknowledge. */
  readonly sentAsEmergency: boolean;
  readonly ownerStaffId: string | null;
  readonly acknowledgedAt: Date | null;
  readonly visitTime: Date | null;
  /** When a consent becomes due that was not waited for; only where the transition says so. */
  readonly consentDueAt?: Date | null;
}

/** What a transition makes of it. */
export interface TimedTransition {
  readonly action: UpAction;
  readonly to: UpState;
  readonly now: Date;
  readonly visitTime?: Date | undefined;
  readonly changes?: Partial<Pick<Timed, 'ownerStaffId' | 'consentDueAt'>> | undefined;
}

/**
 * The limits that a transition ends and those that it sets, which are the difference between what is waited for before
 * and after it. DOMAIN: "time limits" of two-way referrals.
 */
export function deadlinesAfter(before: Timed, transition: TimedTransition, limits: ReferralLimits): DeadlinesAfter {
  const after = timedAfter(before, transition);
  const { ends, begins, as } = changeOfWaits(waitsFor(before), waitsFor(after), ENDED.has(after.state));
  return {
    ends,
    as,
    sets: begins.map((kind) => limitOf(kind, { ...after, now: transition.now }, limits)),
    time: timeOf(isOwed(before), isOwed(after), begins.length > 0),
  };
}

/** A child begins where its parent has come from: nobody there has claimed it yet. */
export function deadlinesOfChild(child: Timed, now: Date, limits: ReferralLimits): DeadlinesAfter {
  const before = { ...child, state: 'DRAFT', ownerStaffId: null } as const;
  return deadlinesAfter(before, { action: 'redirect', to: 'PENDING_ACCEPTANCE', now }, limits);
}

/** What an up-referral waits for. */
export function waitsFor(referral: Timed): Waits<UpDeadlineKind> {
  const { consentDueAt } = referral;
  const consent: readonly UpWait[] = consentDueAt ? [[CONSENT, consentDueAt.toISOString()]] : [];
  return new Map([...waitsOf(referral), ...consent]);
}

function waitsOf(referral: Timed): readonly UpWait[] {
  const { state, ownerStaffId } = referral;
  switch (state) {
    case 'PENDING_INTERNAL_REVIEW':
      return [[REVIEW, '']];
    case 'PENDING_ACCEPTANCE':
      return [ownerStaffId === null ? [CLAIM, ''] : [ANSWER, ownerStaffId]];
    // A doctor who asks for information keeps the referral, and the time that is left. Where they have left, nobody's time runs.
    case 'AWAITING_INFORMATION':
      return ownerStaffId === null ? [] : [[ANSWER, ownerStaffId]];
    case 'ACCEPTED':
      return [[ARRANGEMENT, '']];
    case 'ARRANGED':
      return waitsForPatient(referral);
    default:
      return [];
  }
}

function waitsForPatient({ sentAsEmergency, acknowledgedAt, visitTime }: Timed): readonly UpWait[] {
  const arrival: UpWait = [ARRIVAL, visitTime?.toISOString() ?? ''];
  return !sentAsEmergency || acknowledgedAt ? [arrival] : [arrival, [ACKNOWLEDGEMENT, '']];
}

/** Ends among which some can be reopened: nothing is waited for in any of them. */
const ENDED: ReadonlySet<UpState> = new Set([...END_STATES, 'CLOSED', 'EXPIRED']);

function timedAfter(before: Timed, { action, to, now, visitTime, changes }: TimedTransition): Timed {
  const { ownerStaffId = before.ownerStaffId, consentDueAt = null } = changes ?? {};
  return {
    ...before,
    state: to,
    ownerStaffId,
    consentDueAt,
    acknowledgedAt: acknowledgedAfter(action, before, now),
    visitTime: visitTime ?? before.visitTime,
  };
}

/** Whoever has acknowledged an emergency has not read what it was amended to. */
function acknowledgedAfter(action: UpAction, { acknowledgedAt }: Timed, now: Date): Date | null {
  if (action === 'acknowledgeEmergency') return now;
  return action === 'amendEmergency' ? null : acknowledgedAt;
}

const isOwed = ({ state }: Timed): boolean => state === 'AWAITING_INFORMATION';

/** What begins while information is owed waits for it as well. */
function timeOf(was: boolean, is: boolean, begins: boolean): DeadlinesAfter['time'] {
  if (is) return was && !begins ? 'unchanged' : 'pauses';
  return was ? 'goes-on' : 'unchanged';
}

/** The county allows no other limits for the claim, whatever has been set. */
const CLAIM_HOURS = { least: 1, most: 4 };

/**
 * Routine limits count working time, emergencies all of it. So does the confirmation of an arrival: a visit has a date,
 * and 48 working hours would be over only when the referral has expired.
 */
function limitOf(kind: UpDeadlineKind, at: Timed & { now: Date }, limits: ReferralLimits): ReferralLimit {
  const { now, visitTime } = at;
  const hoursOf = (key: keyof ReferralLimits): Level => ({ due: hours(limits[key]) });
  const minutesOf = (key: keyof ReferralLimits): Level => ({ due: minutes(limits[key]) });
  const claim = Math.min(CLAIM_HOURS.most, Math.max(CLAIM_HOURS.least, limits['referral.claim_limit_hours']));
  const of: Readonly<Record<UpDeadlineKind, Omit<ReferralLimit, 'kind'>>> = {
    [REVIEW]: reviewLimit(REVIEW, now, limits),
    [CLAIM]: { clock: 'WORK', from: now, levels: [{ due: hours(claim) }] },
    [ANSWER]: { clock: 'WORK', from: now, levels: [hoursOf('referral.answer_limit_hours')] },
    [ARRANGEMENT]: {
      clock: 'WORK',
      from: now,
      levels: [hoursOf('referral.arrangement_limit_hours'), hoursOf('referral.arrangement_escalation_hours')],
    },
    [ARRIVAL]: { clock: 'WALL', from: visitTime ?? now, levels: [hoursOf('referral.arrival_limit_hours')] },
    [ACKNOWLEDGEMENT]: {
      clock: 'WALL',
      from: now,
      // Whoever is on duty is called at once, so that a gap in the roster costs no time.
      levels: [
        { due: days(0) },
        minutesOf('referral.acknowledgement_limit_minutes'),
        minutesOf('referral.acknowledgement_second_limit_minutes'),
        minutesOf('referral.acknowledgement_third_limit_minutes'),
      ],
    },
    [CONSENT]: { clock: 'WALL', from: now, levels: [{ due: at.consentDueAt ?? now }] },
  };
  return { kind, ...of[kind] };
}
