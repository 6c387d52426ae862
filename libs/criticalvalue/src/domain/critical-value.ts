/** Which field of work has found it. */
export const CriticalValueDomain = {
  IMAGING: 'IMAGING',
  ECG: 'ECG',
  LABORATORY: 'LABORATORY',
  PATHOLOGY: 'PATHOLOGY',
} as const;
export type CriticalValueDomain = (typeof CriticalValueDomain)[keyof typeof CriticalValueDomain];

export const CriticalValueState = {
  DETECTED: 'DETECTED',
  NOTIFIED: 'NOTIFIED',
  ACKNOWLEDGED: 'ACKNOWLEDGED',
  UNREACHABLE: 'UNREACHABLE',
  HANDLED: 'HANDLED',
  CLOSED: 'CLOSED',
  CANCELLED: 'CANCELLED',
} as const;
export type CriticalValueState = (typeof CriticalValueState)[keyof typeof CriticalValueState];

/** Where the patient is: outpatients have to be called back. */
export const Encounter = { OUTPATIENT: 'OUTPATIENT', INPATIENT: 'INPATIENT', EMERGENCY: 'EMERGENCY' } as const;
export type Encounter = (typeof Encounter)[keyof typeof Encounter];

/** Whom an outpatient is sought by, in this order. */
export const ContactRelation = {
  PATIENT: 'PATIENT',
  EMERGENCY_CONTACT: 'EMERGENCY_CONTACT',
  VILLAGE_DOCTOR: 'VILLAGE_DOCTOR',
} as const;
export type ContactRelation = (typeof ContactRelation)[keyof typeof ContactRelation];
export const CONTACT_ORDER: readonly ContactRelation[] = Object.values(ContactRelation);

export const ContactOutcome = {
  REACHED: 'REACHED',
  NO_ANSWER: 'NO_ANSWER',
  WRONG_NUMBER: 'WRONG_NUMBER',
  NO_NUMBER: 'NO_NUMBER',
} as const;
export type ContactOutcome = (typeof ContactOutcome)[keyof typeof ContactOutcome];

/** What was measured, where the finding is a value: the number as it was reported, and its unit. */
export interface MeasuredValue {
  readonly value: string;
  readonly unit: string;
}
