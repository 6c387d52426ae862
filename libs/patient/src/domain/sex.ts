/** Sex by GB/T 2261.1. */
export const PatientSex = { UNKNOWN: '0', MALE: '1', FEMALE: '2', UNSPECIFIED: '9' } as const;
export type PatientSex = (typeof PatientSex)[keyof typeof PatientSex];
