import { DownState } from './down-state.js';

/** States of an up-referral and a lateral one. */
export const UpState = {
  DRAFT: 'DRAFT',
  PENDING_INTERNAL_REVIEW: 'PENDING_INTERNAL_REVIEW',
  RETURNED_FOR_EDIT: 'RETURNED_FOR_EDIT',
  PENDING_ACCEPTANCE: 'PENDING_ACCEPTANCE',
  AWAITING_INFORMATION: 'AWAITING_INFORMATION',
  ACCEPTED: 'ACCEPTED',
  ARRANGED: 'ARRANGED',
  NO_SHOW: 'NO_SHOW',
  ARRIVED: 'ARRIVED',
  COMPLETED: 'COMPLETED',
  RETURNED_WITH_ADVICE: 'RETURNED_WITH_ADVICE',
  REJECTED: 'REJECTED',
  REDIRECTED: 'REDIRECTED',
  CANCELLED: 'CANCELLED',
  CLOSED: 'CLOSED',
  EXPIRED: 'EXPIRED',
} as const;
export type UpState = (typeof UpState)[keyof typeof UpState];

/** States from which nothing leads on. */
export const END_STATES = [
  'COMPLETED',
  'RETURNED_WITH_ADVICE',
  'REJECTED',
  'REDIRECTED',
  'CANCELLED',
] as const satisfies readonly UpState[];

export const Direction = { UP: 'UP', LATERAL: 'LATERAL', DOWN: 'DOWN' } as const;
export type Direction = (typeof Direction)[keyof typeof Direction];

/** A green channel is an emergency whose way is followed by the minute. */
export const ReferralKind = { ROUTINE: 'ROUTINE', EMERGENCY: 'EMERGENCY', GREEN_CHANNEL: 'GREEN_CHANNEL' } as const;
export type ReferralKind = (typeof ReferralKind)[keyof typeof ReferralKind];

export const ReferralSource = { OUTPATIENT: 'OUTPATIENT', INPATIENT: 'INPATIENT', EMERGENCY: 'EMERGENCY' } as const;
export type ReferralSource = (typeof ReferralSource)[keyof typeof ReferralSource];

export const Priority = { I: 'I', II: 'II', III: 'III', IV: 'IV' } as const;
export type Priority = (typeof Priority)[keyof typeof Priority];

/** How a receiver who accepts a referral plans to treat the patient. */
export const PlannedHandling = { OUTPATIENT: 'OUTPATIENT', INPATIENT: 'INPATIENT' } as const;
export type PlannedHandling = (typeof PlannedHandling)[keyof typeof PlannedHandling];

export const Handling = { ...PlannedHandling, EMERGENCY: 'EMERGENCY' } as const;
export type Handling = (typeof Handling)[keyof typeof Handling];

export const Consciousness = {
  ALERT: 'ALERT',
  DROWSY: 'DROWSY',
  STUPOR: 'STUPOR',
  COMA: 'COMA',
} as const;
export type Consciousness = (typeof Consciousness)[keyof typeof Consciousness];

export const AllergyStatus = { HAS: 'HAS', NONE_KNOWN: 'NONE_KNOWN', UNKNOWN: 'UNKNOWN' } as const;
export type AllergyStatus = (typeof AllergyStatus)[keyof typeof AllergyStatus];

export const TransportFitness = {
  FIT: 'FIT',
  AFTER_ASSESSMENT: 'AFTER_ASSESSMENT',
  NOT_ADVISED: 'NOT_ADVISED',
} as const;
export type TransportFitness = (typeof TransportFitness)[keyof typeof TransportFitness];

/** What has to be there on the way; an ambulance is called by 120. */
export const TransportNeed = {
  OXYGEN: 'OXYGEN',
  MONITOR: 'MONITOR',
  STRETCHER: 'STRETCHER',
  ESCORT: 'ESCORT',
  AMBULANCE: 'AMBULANCE',
} as const;
export type TransportNeed = (typeof TransportNeed)[keyof typeof TransportNeed];

/** States of referrals in whatever direction. */
export const ReferralState = { ...UpState, ...DownState } as const;
export type ReferralState = UpState | DownState;

/** States in which there is an instant of the end, although from some a referral is reopened or redirected. */
export const ENDED_STATES: ReadonlySet<ReferralState> = new Set([...END_STATES, 'CLOSED', 'EXPIRED', 'REFUSED']);
