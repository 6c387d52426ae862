import { days, elapsed } from '#kernel';
import { Role } from './roles.js';

/**
 * Roles that somebody can exercise in another's name: clinical work and coordination. Administrators, auditors, quality
 * control and the director are themselves or nobody, and what is signed in person is signed by that person.
 */
export const delegableRoles: readonly Role[] = [
  Role.VILLAGE_DOCTOR,
  Role.TOWNSHIP_DOCTOR,
  Role.TOWNSHIP_HEAD,
  Role.COUNTY_DOCTOR,
  Role.DEPT_HEAD,
  Role.REFERRAL_COORDINATOR,
  Role.REGISTRAR,
  Role.CONSULT_COORDINATOR,
  Role.ROTA_MANAGER,
  Role.TECHNICIAN,
  Role.CENTER_HEAD,
  Role.MEDICAL_AFFAIRS,
  Role.GENERAL_DUTY,
];

/** Of those, the ones that reach only as far as the department that they are held for. */
export const rolesByDepartment: readonly Role[] = [Role.TOWNSHIP_DOCTOR, Role.COUNTY_DOCTOR, Role.DEPT_HEAD];

/** Why somebody cannot let another act in their name. */
export const DelegationRule = {
  /** Whoever acts in somebody's name does not pass that on. */
  OnBehalf: 'ON_BEHALF',
  Oneself: 'ONESELF',
  /** It begins in the past, is over, or ends before it begins. */
  Period: 'PERIOD',
  TooLong: 'TOO_LONG',
  /** There is no role there that could be exercised by another. */
  NothingToDelegate: 'NOTHING_TO_DELEGATE',
  /** The same colleague may act already for part of that time. */
  AlreadyDelegated: 'ALREADY_DELEGATED',
} as const;
export type DelegationRule = (typeof DelegationRule)[keyof typeof DelegationRule];

/** What the rules look at. */
export interface WantedDelegation {
  readonly delegatorStaffId: string;
  readonly delegateStaffId: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** Whether the delegator acts in the name of somebody else. */
  readonly isOnBehalf: boolean;
  /** How many of their roles could be exercised by another there. */
  readonly rolesToDelegate: number;
  readonly longestDays: number;
}

/** The first rule against it, or null. */
export function brokenDelegationRule(wanted: WantedDelegation, now: Date): DelegationRule | null {
  const { validFrom, validTo } = wanted;
  if (wanted.isOnBehalf) return DelegationRule.OnBehalf;
  if (wanted.delegateStaffId === wanted.delegatorStaffId) return DelegationRule.Oneself;
  if (validFrom < now || validTo <= validFrom) return DelegationRule.Period;
  if (elapsed(validFrom, validTo) > days(wanted.longestDays)) return DelegationRule.TooLong;
  return wanted.rolesToDelegate === 0 ? DelegationRule.NothingToDelegate : null;
}

/** Whether somebody may act in another's name now, will, or may no longer. */
export const DelegationState = { PLANNED: 'PLANNED', ACTIVE: 'ACTIVE', ENDED: 'ENDED' } as const;
export type DelegationState = (typeof DelegationState)[keyof typeof DelegationState];
