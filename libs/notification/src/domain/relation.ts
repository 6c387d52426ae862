/** Who somebody without an account is, seen from the patient. */
export const OutsideRelation = {
  PATIENT: 'PATIENT',
  EMERGENCY_CONTACT: 'EMERGENCY_CONTACT',
  VILLAGE_DOCTOR: 'VILLAGE_DOCTOR',
} as const;
export type OutsideRelation = (typeof OutsideRelation)[keyof typeof OutsideRelation];

/** Whom a message by telephone goes to. */
export type Relation = OutsideRelation | 'STAFF';
