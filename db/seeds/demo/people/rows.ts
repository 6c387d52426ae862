import { ALLIANCE_ZONE, after, ageAt, hours, localDate } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import type { County, StaffMember } from '../county/index.js';
import type { Chance } from '../random.js';
import type { Sealing } from '../sealing.js';
import type { Patient } from './patients.js';

/** Share of people with a family doctor, by age: the old are signed up first. */
const CONTRACT_SHARE = { young: 0.35, old: 0.85 };
const OLD = 60;

export function patientRows(patients: readonly Patient[], sealing: Sealing): Rows {
  return patients.map((patient) => ({
    id: patient.id,
    name: patient.name,
    name_search: patient.name,
    sex: patient.sex,
    birth_date: patient.birthDate,
    ...sealing.residentId(patient.idNumber),
    ...sealing.patientPhone(patient.phone),
    address_ciphertext: sealing.address(patient.address),
    ...sealing.contact(patient.contact.name, patient.contact.phone),
    contact_relation: patient.contact.relation,
    registered_institution_id: patient.institution.id,
    archive_no: patient.archiveNo,
    version: 1,
    created_at: patient.registeredAt,
  }));
}

/** A patient who has signed with a team. */
export interface Contract {
  readonly id: string;
  readonly patient: Patient;
  readonly doctor: StaffMember;
  readonly village: StaffMember | null;
}

/** With a team of the township where the patient lives. */
export function contractsOf(
  chance: Chance,
  county: County,
  people: { patients: readonly Patient[]; now: Date },
): Contract[] {
  return people.patients
    .filter(({ birthDate }) => {
      const old = ageAt(birthDate, people.now, ALLIANCE_ZONE) >= OLD;
      return chance.happens(old ? CONTRACT_SHARE.old : CONTRACT_SHARE.young);
    })
    .map((patient) => {
      const { township, village } = teamOf(county, patient);
      const doctor = chance.pick(township);
      return { id: chance.id(after(patient.registeredAt, hours(1))), patient, doctor, village: village ?? null };
    });
}

/** Of the current year. */
export function contractRows(contracts: readonly Contract[], now: Date): Rows {
  const year = localDate(now, ALLIANCE_ZONE).slice(0, 4);
  return contracts.map(({ id, patient, doctor, village }) => ({
    id,
    patient_id: patient.id,
    institution_id: patient.institution.id,
    team_name: `${patient.institution.shortName}${doctor.name}团队`,
    doctor_staff_id: doctor.id,
    village_doctor_staff_id: village?.id ?? null,
    valid_from: `${year}-01-01`,
    valid_to: `${year}-12-31`,
    version: 1,
  }));
}

function teamOf({ staff }: County, { institution }: Patient) {
  const township = staff.filter(
    (member) => member.institution === institution && member.roles.includes('TOWNSHIP_DOCTOR'),
  );
  const village = staff.find(
    (member) => member.institution.parentId === institution.id && member.roles.includes('VILLAGE_DOCTOR'),
  );
  return { township, village };
}
