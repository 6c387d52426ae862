import { days } from '#kernel';
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

/** The county has worked this way for so long. */
export const COUNTY_AGE = days(800);

/** The hospital that leads the alliance. */
export const leadHospitalOf = ({ institutions }: Pick<County, 'institutions'>): Institution =>
  institutions.find(({ kind }) => kind === 'LEAD_HOSPITAL')!;

export function foundCounty(chance: Chance, since: Date): County {
  const institutions = institutionsOf(chance, since);
  const departments = departmentsOf(chance, since, institutions);
  return { institutions, departments, staff: staffOf(chance, since, departments), since };
}
