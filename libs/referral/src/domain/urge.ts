import type { Verdict } from '#kernel';
import type { DownState } from './down-state.js';
import type { UpState } from './referral-state.js';

/** Whom a referral waits for: its author, the doctor who has it, all who could take it on, heads, or a follow-up team. */
export const Awaited = {
  AUTHOR: 'AUTHOR',
  OWNER: 'OWNER',
  RECEIVERS: 'RECEIVERS',
  TOWNSHIP_HEAD: 'TOWNSHIP_HEAD',
  REVIEWERS: 'REVIEWERS',
  FOLLOW_UP_TEAM: 'FOLLOW_UP_TEAM',
} as const;
export type Awaited = (typeof Awaited)[keyof typeof Awaited];

const { AUTHOR, OWNER, RECEIVERS, TOWNSHIP_HEAD, REVIEWERS, FOLLOW_UP_TEAM } = Awaited;

/** An up-referral as far as it says whom it waits for. */
export interface AwaitingUp {
  readonly state: UpState;
  readonly ownerStaffId: string | null;
  readonly sentAsEmergency: boolean;
  readonly acknowledgedAt: Date | null;
  readonly visitTime: Date | null;
  readonly outcomeRecorded: boolean;
}

/** A down-referral likewise. */
export interface AwaitingDown {
  readonly state: DownState;
  /** Whether the referral centre reviews it: then it waits for those who would urge. */
  readonly centreReviews: boolean;
  /** The day by which the team is to look after the patient; null where it has nothing to do. */
  readonly followUpOn: string | null;
}

/** Whom an up-referral waits for at the instant; null where it is the referral centre's own turn, or nobody's yet. */
export function awaitedUp(referral: AwaitingUp, now: Date): Awaited | null {
  const { state, ownerStaffId, outcomeRecorded } = referral;
  const doctor = ownerStaffId === null ? RECEIVERS : OWNER;
  switch (state) {
    case 'RETURNED_FOR_EDIT':
    case 'AWAITING_INFORMATION':
      return AUTHOR;
    case 'PENDING_ACCEPTANCE':
      return doctor;
    case 'ARRANGED':
      return awaitedBeforeArrival(referral, now);
    case 'ARRIVED':
      return outcomeRecorded ? null : doctor;
    default:
      return null;
  }
}

/** Somebody has to see that an emergency comes; then the sender knows where the patient is who should be there. */
function awaitedBeforeArrival({ sentAsEmergency, acknowledgedAt, visitTime }: AwaitingUp, now: Date): Awaited | null {
  if (sentAsEmergency) return acknowledgedAt ? AUTHOR : RECEIVERS;
  return visitTime && visitTime > now ? null : AUTHOR;
}

/** Whom a down-referral waits for in each state; the review and the follow-ups are asked about. */
const AWAITED_DOWN: Readonly<Partial<Record<DownState, Awaited>>> = {
  RETURNED_FOR_EDIT: AUTHOR,
  PENDING_INTERNAL_REVIEW: REVIEWERS,
  PENDING_ALLOCATION: TOWNSHIP_HEAD,
  PENDING_REASSIGNMENT: TOWNSHIP_HEAD,
  PENDING_RECEIPT: OWNER,
  IN_TRANSIT: OWNER,
  NOT_ARRIVED: OWNER,
  FOLLOW_UP: FOLLOW_UP_TEAM,
};

/** Whom a down-referral waits for on the day. */
export function awaitedDown({ state, centreReviews, followUpOn }: AwaitingDown, today: string): Awaited | null {
  const awaited = AWAITED_DOWN[state] ?? null;
  if (awaited === REVIEWERS && centreReviews) return null;
  return awaited === FOLLOW_UP_TEAM && (followUpOn === null || followUpOn > today) ? null : awaited;
}

/** Whether there is anybody to urge. */
export const isAwaited = (awaited: Awaited | null): Verdict => awaited !== null || { rule: 'NOBODY_AWAITED' };

/** Who has just been urged is left in peace for a while; whoever urges second hears until when. */
export function mayUrgeAgain(again: Date | null, now: Date): Verdict {
  return again === null || now >= again || { rule: 'URGED_LATELY', facts: { again: again.toISOString() } };
}
