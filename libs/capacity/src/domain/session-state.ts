/** Whether a session gives places. */
export const ClinicSessionState = {
  OPEN: 'OPEN',
  CLOSED: 'CLOSED',
  RELEASED: 'RELEASED',
  WITHDRAWN: 'WITHDRAWN',
} as const;
export type ClinicSessionState = (typeof ClinicSessionState)[keyof typeof ClinicSessionState];
