import { isSameUnit, measuredNumber } from '#kernel';

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

/** What a corrected result is. */
export const CorrectionOutcome = { CRITICAL: 'CRITICAL', NOT_CRITICAL: 'NOT_CRITICAL' } as const;
export type CorrectionOutcome = (typeof CorrectionOutcome)[keyof typeof CorrectionOutcome];

/** What was measured, where the finding is a value: the number as it was reported, and its unit. */
export interface MeasuredValue {
  readonly value: string;
  readonly unit: string;
}

/** Whether two results say the same: `2.30` is `2.3`, `<5` is not `5`, and another unit is another value. */
export function isSameValue(one: MeasuredValue, other: MeasuredValue): boolean {
  if (!isSameUnit(one.unit, other.unit)) return false;
  const [read, otherRead] = [measuredNumber(one.value), measuredNumber(other.value)];
  if (!read || !otherRead) return one.value.trim() === other.value.trim();
  return read.bound === otherRead.bound && read.number === otherRead.number;
}
