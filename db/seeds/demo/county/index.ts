import type { Chance } from '../random.js';
import { departmentsOf, type Department } from './departments.js';
import { institutionsOf, type Institution } from './institutions.js';
import { staffOf, type StaffMember } from './staff.js';

export type { Department } from './departments.js';
export type { Institution } from './institutions.js';
export type { StaffMember } from './staff.js';

/** The institutions of the county and everybody who works there. */
export interface County {
  readonly institutions: readonly Institution[];
  readonly departments: readonly Department[];
  readonly staff: readonly StaffMember[];
  /** Since when all of it exists. */
  readonly since: Date;
}

export function foundCounty(chance: Chance, since: Date): County {
  const institutions = institutionsOf(chance, since);
  const departments = departmentsOf(chance, since, institutions);
  return { institutions, departments, staff: staffOf(chance, since, departments), since };
}
