/** States of an up-referral and a lateral one. Others join as their actions do. */
export const UpState = {
  DRAFT: 'DRAFT',
  PENDING_ACCEPTANCE: 'PENDING_ACCEPTANCE',
  RETURNED_FOR_EDIT: 'RETURNED_FOR_EDIT',
  ACCEPTED: 'ACCEPTED',
  ARRANGED: 'ARRANGED',
  ARRIVED: 'ARRIVED',
  COMPLETED: 'COMPLETED',
  REJECTED: 'REJECTED',
} as const;
export type UpState = (typeof UpState)[keyof typeof UpState];

/** States from which nothing leads on. */
export const END_STATES = ['COMPLETED', 'REJECTED'] as const satisfies readonly UpState[];

export const Direction = { UP: 'UP', LATERAL: 'LATERAL' } as const;
export type Direction = (typeof Direction)[keyof typeof Direction];

export const ReferralSource = { OUTPATIENT: 'OUTPATIENT', INPATIENT: 'INPATIENT', EMERGENCY: 'EMERGENCY' } as const;
export type ReferralSource = (typeof ReferralSource)[keyof typeof ReferralSource];

export const Priority = { I: 'I', II: 'II', III: 'III', IV: 'IV' } as const;
export type Priority = (typeof Priority)[keyof typeof Priority];

export const Handling = { OUTPATIENT: 'OUTPATIENT', INPATIENT: 'INPATIENT' } as const;
export type Handling = (typeof Handling)[keyof typeof Handling];

export const AllergyStatus = { HAS: 'HAS', NONE_KNOWN: 'NONE_KNOWN', UNKNOWN: 'UNKNOWN' } as const;
export type AllergyStatus = (typeof AllergyStatus)[keyof typeof AllergyStatus];

export const TransportFitness = {
  FIT: 'FIT',
  AFTER_ASSESSMENT: 'AFTER_ASSESSMENT',
  NOT_ADVISED: 'NOT_ADVISED',
} as const;
export type TransportFitness = (typeof TransportFitness)[keyof typeof TransportFitness];
