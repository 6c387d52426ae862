import { institutionCodeWarnings } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import { fictionalMobile } from '../identifiers.js';
import type { Sealing } from '../sealing.js';
import type { County } from './index.js';
import { travelMinutes } from './places.js';

export function institutionRows({ institutions }: County): Rows {
  return institutions.map((institution) => ({
    id: institution.id,
    code: institution.code,
    code_warnings: institutionCodeWarnings(institution.code),
    credit_code: institution.creditCode,
    name: institution.name,
    short_name: institution.shortName,
    kind: institution.kind,
    parent_id: institution.parentId,
    address: institution.address,
    phone: institution.phone,
    active: true,
    version: 1,
  }));
}

export function departmentRows({ departments }: County): Rows {
  return departments.map((department) => ({
    id: department.id,
    institution_id: department.institution.id,
    code: department.code,
    name: department.name,
    specialty_code: department.specialtyCode,
    phone: department.phone,
    floor: department.floor,
    room: department.room,
    accepts_referrals: department.acceptsReferrals,
    active: true,
    version: 1,
  }));
}

export function staffRows({ staff }: County, sealing: Sealing): Rows {
  return staff.map((member) => ({
    id: member.id,
    staff_no: member.staffNo,
    name: member.name,
    institution_id: member.institution.id,
    department_id: member.department.id,
    title: member.title,
    practice_started_on: member.practiceStartedOn,
    specialty_codes: member.specialtyCodes,
    ...sealing.staffPhone(fictionalMobile(member.phoneNumber)),
    active: true,
    version: 1,
  }));
}

/** From everywhere to everywhere else. */
export function travelTimeRows({ institutions }: County): Rows {
  return institutions.flatMap((from) =>
    institutions
      .filter((to) => to !== from)
      .map((to) => ({
        from_institution_id: from.id,
        to_institution_id: to.id,
        minutes: travelMinutes(from.place, to.place),
      })),
  );
}
