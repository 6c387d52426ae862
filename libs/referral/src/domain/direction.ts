import type { Direction } from './referral-state.js';

/** By kind of institution: referrals go up to a higher level, and laterally within one. */
export const LEVELS = {
  VILLAGE_CLINIC: 0,
  TOWNSHIP_CENTER: 1,
  COUNTY_HOSPITAL: 2,
  TCM_HOSPITAL: 2,
  LEAD_HOSPITAL: 2,
} as const;
type InstitutionKind = keyof typeof LEVELS;

/** Which way a referral goes; null where it goes down, which is a referral of its own kind. */
export function directionBetween(from: InstitutionKind, to: InstitutionKind): Direction | null {
  const rise = LEVELS[to] - LEVELS[from];
  if (rise < 0) return null;
  return rise > 0 ? 'UP' : 'LATERAL';
}
