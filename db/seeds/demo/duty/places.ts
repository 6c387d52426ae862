import type { DutyFunction } from '#duty';
import type { County, Department, Institution, StaffMember } from '../county/index.js';

/** A function that a place keeps, who takes turns in it, and for how many days one turn is. */
export interface KeptDuty {
  readonly institution: Institution;
  /** Null: for the whole institution. */
  readonly department: Department | null;
  readonly function: DutyFunction;
  /** Nobody: the telephone alone. */
  readonly people: readonly StaffMember[];
  readonly days: number;
}

const CENTRES = ['YXK', 'JYK', 'ZZZX', 'HZZX'];
const WEEK = 7;

/** What is kept in the county: departments that take referrals, centres, 医务科 and 总值班; one doctor for a township. */
export function keptDuties(county: County): KeptDuty[] {
  return county.institutions.flatMap((institution) => {
    if (institution.kind === 'TOWNSHIP_CENTER') return ofTownship(county, institution);
    return institution.kind === 'VILLAGE_CLINIC' ? [] : ofHospital(county, institution);
  });
}

function ofHospital({ departments, staff }: County, institution: Institution): KeptDuty[] {
  const colleagues = staff.filter((member) => member.institution === institution);
  const own = departments.filter((department) => department.institution === institution);
  const among = (...roles: string[]): StaffMember[] => withRoles(colleagues, roles);
  return [
    ...own
      .filter(({ acceptsReferrals }) => acceptsReferrals)
      .flatMap((department) => ofDepartment(department, colleagues)),
    ...own
      .filter(({ code }) => CENTRES.includes(code))
      .map((department) => duty(institution, { department, function: 'CENTRE_PHONE', people: [], days: 0 })),
    duty(institution, {
      function: 'MEDICAL_AFFAIRS_DUTY',
      people: among('MEDICAL_AFFAIRS', 'ROTA_MANAGER'),
      days: 1,
    }),
    // The smaller hospital has none of its own: its escalations end at the one that leads.
    ...(institution.kind === 'LEAD_HOSPITAL'
      ? [duty(institution, { function: 'GENERAL_DUTY', people: among('GENERAL_DUTY', 'QUALITY', 'DIRECTOR'), days: 1 })]
      : []),
  ];
}

function ofDepartment(department: Department, colleagues: readonly StaffMember[]): KeptDuty[] {
  const doctors = withRoles(colleagues, ['COUNTY_DOCTOR']).filter((member) => member.department === department);
  const seniors = doctors.filter(({ title }) => title === 'SENIOR' || title === 'DEPUTY_SENIOR');
  const { institution } = department;
  return [
    duty(institution, { department, function: 'DUTY_DOCTOR', people: doctors, days: 1 }),
    duty(institution, { department, function: 'DUTY_HEAD', people: seniors, days: WEEK }),
  ];
}

function ofTownship({ staff }: County, institution: Institution): KeptDuty[] {
  const colleagues = staff.filter((member) => member.institution === institution);
  return [
    duty(institution, { function: 'DUTY_DOCTOR', people: withRoles(colleagues, ['TOWNSHIP_DOCTOR']), days: 1 }),
    duty(institution, { function: 'DUTY_HEAD', people: withRoles(colleagues, ['TOWNSHIP_HEAD']), days: WEEK }),
  ];
}

function withRoles(members: readonly StaffMember[], roles: readonly string[]): StaffMember[] {
  return members.filter((member) => member.roles.some((role) => roles.includes(role)));
}

type Terms = Omit<KeptDuty, 'institution' | 'department'> & { readonly department?: Department };

const duty = (institution: Institution, { department, ...terms }: Terms): KeptDuty => ({
  institution,
  department: department ?? null,
  ...terms,
});
