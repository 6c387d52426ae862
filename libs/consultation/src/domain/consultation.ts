/** How an alliance consults. */
export const ConsultationType = {
  ORDINARY: 'ORDINARY',
  /** Several specialties together. */
  MDT: 'MDT',
  EMERGENCY: 'EMERGENCY',
  /** On papers alone, without a session. */
  STORE_AND_FORWARD: 'STORE_AND_FORWARD',
  TEACHING_ROUND: 'TEACHING_ROUND',
} as const;
export type ConsultationType = (typeof ConsultationType)[keyof typeof ConsultationType];

export const ConsultationState = {
  DRAFT: 'DRAFT',
  SUBMITTED: 'SUBMITTED',
  RETURNED_FOR_MATERIAL: 'RETURNED_FOR_MATERIAL',
  INVITING: 'INVITING',
  SCHEDULED: 'SCHEDULED',
  IN_SESSION: 'IN_SESSION',
  AWAITING_OPINION: 'AWAITING_OPINION',
  DELIVERED: 'DELIVERED',
  CLOSED: 'CLOSED',
  DECLINED: 'DECLINED',
  CANCELLED: 'CANCELLED',
  NO_SHOW_INVITER: 'NO_SHOW_INVITER',
  NO_SHOW_EXPERT: 'NO_SHOW_EXPERT',
  FAILED_TECHNICAL: 'FAILED_TECHNICAL',
} as const;
export type ConsultationState = (typeof ConsultationState)[keyof typeof ConsultationState];

/** States that nothing is expected in any more. */
export const ENDED: readonly ConsultationState[] = ['CLOSED', 'DECLINED', 'CANCELLED'];

export const InvitationState = {
  /** Chosen, and not asked yet. */
  PROPOSED: 'PROPOSED',
  INVITED: 'INVITED',
  ACCEPTED: 'ACCEPTED',
  DECLINED: 'DECLINED',
  EXPIRED: 'EXPIRED',
  WITHDRAWN: 'WITHDRAWN',
} as const;
export type InvitationState = (typeof InvitationState)[keyof typeof InvitationState];

/** Invitations that count: the others are history. */
export const LIVE: readonly InvitationState[] = ['PROPOSED', 'INVITED', 'ACCEPTED'];

export const OpinionState = { DRAFTED: 'DRAFTED', SIGNED: 'SIGNED', SUPERSEDED: 'SUPERSEDED' } as const;
export type OpinionState = (typeof OpinionState)[keyof typeof OpinionState];

/** What the experts suggest to be done. */
export const Suggestion = {
  TREAT_LOCALLY: 'TREAT_LOCALLY',
  REFER: 'REFER',
  FURTHER_EXAM: 'FURTHER_EXAM',
} as const;
export type Suggestion = (typeof Suggestion)[keyof typeof Suggestion];

/** What the inviting side made of it: it decides. */
export const Adoption = { ADOPTED: 'ADOPTED', PARTLY: 'PARTLY', NOT_ADOPTED: 'NOT_ADOPTED' } as const;
export type Adoption = (typeof Adoption)[keyof typeof Adoption];

export const ConsultationEncounter = { OUTPATIENT: 'OUTPATIENT', INPATIENT: 'INPATIENT' } as const;
export type ConsultationEncounter = (typeof ConsultationEncounter)[keyof typeof ConsultationEncounter];

/** Which side somebody sits on. */
export const Side = { INVITER: 'INVITER', EXPERT: 'EXPERT' } as const;
export type Side = (typeof Side)[keyof typeof Side];

export const QualityVerdict = { GOOD: 'GOOD', ACCEPTABLE: 'ACCEPTABLE', DEFICIENT: 'DEFICIENT' } as const;
export type QualityVerdict = (typeof QualityVerdict)[keyof typeof QualityVerdict];

/** As commitments of calendars name what they are for. */
export const CALENDAR_DOMAIN = 'consultation';
