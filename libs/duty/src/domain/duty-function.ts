/** What somebody is on duty as. Codes are stable: rows and clients keep them. */
export const DutyFunction = {
  DUTY_DOCTOR: 'DUTY_DOCTOR',
  DUTY_HEAD: 'DUTY_HEAD',
  CENTRE_PHONE: 'CENTRE_PHONE',
  MEDICAL_AFFAIRS_DUTY: 'MEDICAL_AFFAIRS_DUTY',
  GENERAL_DUTY: 'GENERAL_DUTY',
} as const;
export type DutyFunction = (typeof DutyFunction)[keyof typeof DutyFunction];

/** Whether an institution has the function as a whole, never one department of it. */
export function isOfInstitution(duty: DutyFunction): boolean {
  return duty === DutyFunction.MEDICAL_AFFAIRS_DUTY || duty === DutyFunction.GENERAL_DUTY;
}

/** Whether the function can be a telephone that whoever is near it answers. */
export function needsNobody(duty: DutyFunction): boolean {
  return duty === DutyFunction.CENTRE_PHONE;
}

/** Where a function is kept, as a key that is equal for the same place and function. */
export function dutyKey(at: { readonly departmentId: string | null; readonly function: DutyFunction }): string {
  return `${at.departmentId ?? ''}/${at.function}`;
}
