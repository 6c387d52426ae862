import type { ConsultationType } from './consultation.js';

/** What papers and calendars call a consultation. */
export const TYPES: Readonly<Record<ConsultationType, string>> = {
  ORDINARY: '普通会诊',
  MDT: '多学科会诊',
  EMERGENCY: '急会诊',
  STORE_AND_FORWARD: '非实时会诊',
  TEACHING_ROUND: '教学查房',
};
