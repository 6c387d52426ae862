import type { View } from '#platform';

/** An institution as the API shows it; `alias` is its row. */
export function institutionView(alias: string): View {
  return {
    columns: {
      id: `${alias}.id`,
      code: `${alias}.code`,
      codeWarnings: `${alias}.code_warnings`,
      creditCode: `${alias}.credit_code`,
      name: `${alias}.name`,
      shortName: `${alias}.short_name`,
      kind: `${alias}.kind`,
      parentId: `${alias}.parent_id`,
      address: `${alias}.address`,
      phone: `${alias}.phone`,
      active: `${alias}.active`,
      version: `${alias}.version`,
    },
  };
}

/** A department as the API shows it; `alias` is its row. */
export function departmentView(alias: string): View {
  return {
    columns: {
      id: `${alias}.id`,
      institutionId: `${alias}.institution_id`,
      code: `${alias}.code`,
      name: `${alias}.name`,
      specialtyCode: `${alias}.specialty_code`,
      phone: `${alias}.phone`,
      floor: `${alias}.floor`,
      room: `${alias}.room`,
      acceptsReferrals: `${alias}.accepts_referrals`,
      active: `${alias}.active`,
      version: `${alias}.version`,
    },
  };
}

/** A staff member as the API shows them; `alias` is their row. */
export function staffView(alias: string): View {
  return {
    columns: {
      id: `${alias}.id`,
      staffNo: `${alias}.staff_no`,
      name: `${alias}.name`,
      institutionId: `${alias}.institution_id`,
      departmentId: `${alias}.department_id`,
      title: `${alias}.title`,
      practiceStartedOn: `${alias}.practice_started_on`,
      specialtyCodes: `${alias}.specialty_codes`,
      phoneMasked: `${alias}.phone_masked`,
      active: `${alias}.active`,
      version: `${alias}.version`,
    },
  };
}
