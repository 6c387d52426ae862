import { ALLIANCE_ZONE, ageAt } from '#kernel';
import type { County, Department, Institution, StaffMember } from '../county/index.js';
import { illnesses, type Illness } from '../illness/index.js';
import type { Patient } from '../people/patients.js';
import type { Chance } from '../random.js';
import type { Cast } from './act.js';

/** How many doctors of a township, and of a receiving department, work with referrals. */
const DOCTORS = 2;

/** Illnesses that people of this age and sex have. */
export function illnessesOf({ birthDate, sex }: Patient, at: Date): Illness[] {
  const age = ageAt(birthDate, at, ALLIANCE_ZONE);
  return illnesses.filter(
    (illness) => age >= illness.ages[0] && age <= illness.ages[1] && (!illness.sex || illness.sex === sex),
  );
}

export function departmentOf({ departments }: County, kind: Institution['kind'], code: string): Department {
  return departments.find((one) => one.institution.kind === kind && one.code === code)!;
}

/** Who takes part when a township sends a patient to a department. */
export function castOf(
  chance: Chance,
  county: County,
  { from, department }: { readonly from: Institution; readonly department: Department },
): Cast {
  const [first, second] = receivingDoctors(county, department);
  const [doctor, colleague] = chance.happens(0.6) ? [first!, second!] : [second!, first!];
  return {
    author: chance.pick(holders(county, from, 'TOWNSHIP_DOCTOR').slice(0, DOCTORS)),
    doctor,
    colleague,
    coordinator: chance.pick(holders(county, department.institution, 'REFERRAL_COORDINATOR').slice(0, DOCTORS)),
    registrar: chance.pick(holders(county, department.institution, 'REGISTRAR').slice(0, DOCTORS)),
    head: holders(county, from, 'TOWNSHIP_HEAD')[0]!,
  };
}

export function holders(
  { staff }: County,
  institution: Institution,
  role: StaffMember['roles'][number],
): StaffMember[] {
  return staff.filter((one) => one.institution === institution && one.roles.includes(role));
}

/** Doctors of a department who take what comes: the deputy and the attending, not the head. */
function receivingDoctors({ staff }: County, department: Department): StaffMember[] {
  return staff
    .filter((one) => one.department === department && one.roles.includes('COUNTY_DOCTOR'))
    .filter(({ roles }) => !roles.includes('DEPT_HEAD'))
    .slice(0, DOCTORS);
}

export function headOf({ staff }: County, department: Department): StaffMember {
  return staff.find((one) => one.department === department && one.roles.includes('DEPT_HEAD'))!;
}
