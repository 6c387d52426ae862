import { ALLIANCE_ZONE, dayOf, days, hours, type LocalDate } from '#kernel';
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
import { DOWN_END_STATES, type DownState } from './down-state.js';
import type { ReferralLimits } from './limits.js';

const { DOWN_REVIEW, RECEIPT, ALLOCATION, TRANSIT, FOLLOW_UP } = ReferralDeadlineKind;

/** The kinds of limits that a down-referral can have. */
export const DOWN_DEADLINES = [DOWN_REVIEW, RECEIPT, ALLOCATION, TRANSIT, FOLLOW_UP] as const;
export type DownDeadlineKind = (typeof DOWN_DEADLINES)[number];
type DownWait = Wait<DownDeadlineKind>;

/** The down-referral as its time limits see it. */
export interface DownTimed {
  readonly state: DownState;
  readonly ownerStaffId: string | null;
  /** The day by which the team is to look after the patient next; null where it has nothing to do. */
  readonly followUpOn: LocalDate | null;
}

/** What is waited for before anybody has been sent down. */
export const BEFORE_SENDING: DownTimed = { state: 'DRAFT', ownerStaffId: null, followUpOn: null };

/** The limits that a change ends and those that it sets: the difference between what is waited for before and after it. */
export function downDeadlinesAfter(
  before: DownTimed,
  after: DownTimed & { readonly now: Date },
  limits: ReferralLimits,
): DeadlinesAfter {
  const { ends, begins, as } = changeOfWaits(downWaitsFor(before), downWaitsFor(after), ENDED.has(after.state));
  return { ends, as, sets: begins.map((kind) => limitOf(kind, after, limits)), time: 'unchanged' };
}

/** What a down-referral waits for. */
export function downWaitsFor(referral: DownTimed): Waits<DownDeadlineKind> {
  return new Map(waitsOf(referral));
}

function waitsOf({ state, ownerStaffId, followUpOn }: DownTimed): readonly DownWait[] {
  switch (state) {
    case 'PENDING_INTERNAL_REVIEW':
      return [[DOWN_REVIEW, '']];
    case 'PENDING_RECEIPT':
      return [[RECEIPT, ownerStaffId ?? '']];
    case 'PENDING_ALLOCATION':
    case 'PENDING_REASSIGNMENT':
      return [[ALLOCATION, state]];
    case 'IN_TRANSIT':
      return [[TRANSIT, '']];
    case 'FOLLOW_UP':
      return followUpOn === null ? [] : [[FOLLOW_UP, followUpOn]];
    default:
      return [];
  }
}

const ENDED: ReadonlySet<DownState> = new Set(DOWN_END_STATES);

/**
 * Once it is sent, all of them count all time. A patient who is on the way home is not looked after by anybody, also over a holiday, and
 * the first follow-up is a date: 48 hours of work would be over only after it.
 */
function limitOf(
  kind: DownDeadlineKind,
  { now, followUpOn }: DownTimed & { readonly now: Date },
  limits: ReferralLimits,
): ReferralLimit {
  if (kind === DOWN_REVIEW) return reviewLimit(kind, now, limits);
  const hoursOf = (key: keyof ReferralLimits): Level => ({ due: hours(limits[key]) });
  const levels: Readonly<Record<typeof kind, ReferralLimit['levels']>> = {
    [RECEIPT]: [hoursOf('referral.receipt_limit_hours')],
    [ALLOCATION]: [
      hoursOf('referral.allocation_limit_hours'),
      hoursOf('referral.allocation_second_limit_hours'),
      hoursOf('referral.allocation_third_limit_hours'),
    ],
    [TRANSIT]: [hoursOf('referral.transit_limit_hours')],
    [FOLLOW_UP]: [{ due: days(0) }, hoursOf('referral.follow_up_escalation_hours')],
  };
  // A day is the team's to its end.
  const from = followUpOn === null ? now : dayOf(followUpOn, ALLIANCE_ZONE).end;
  return { kind, clock: 'WALL', from, levels: levels[kind] };
}
