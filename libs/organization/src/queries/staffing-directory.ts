import { Injectable } from '@nestjs/common';
import { statement, type Queryable, type Transaction } from '#platform';
import { InstitutionKind } from '../domain/institution-kind.js';

// Rows that foreign keys point at stay usable by others: planning keeps only planning out.
const LOCK_INSTITUTION = statement(
  'organization.lock-institution',
  'SELECT id, phone FROM institutions WHERE id = $1 FOR NO KEY UPDATE',
);
const LOCK_DEPARTMENTS = statement(
  'organization.lock-departments',
  'SELECT id, phone FROM departments WHERE institution_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE',
);
// A village doctor works at a clinic below the township's centre.
const COLLEAGUES = `SELECT s.id, s.staff_no AS "staffNo", s.name, s.department_id AS "departmentId"
   FROM staff s JOIN institutions i ON i.id = s.institution_id
   WHERE s.active AND (i.id = $1 OR i.parent_id = $1)`;
const COLLEAGUES_BY_ID = statement('organization.colleagues', `${COLLEAGUES} AND s.id = ANY($2::uuid[])`);
const COLLEAGUES_NAMED = statement(
  'organization.colleagues-named',
  `${COLLEAGUES} AND (s.staff_no = ANY($2::text[]) OR s.name = ANY($3::text[]))`,
);
const DEPARTMENTS = statement(
  'organization.departments-of',
  'SELECT id, code, name, phone FROM departments WHERE institution_id = $1 AND active ORDER BY code',
);
const WORKPLACES = statement(
  'organization.workplaces',
  `SELECT DISTINCT institution_id AS "institutionId", department_id AS "departmentId" FROM staff
   WHERE id = ANY($1::uuid[])`,
);
const LEAD = statement(
  'organization.lead-hospital',
  `SELECT id FROM institutions WHERE kind = '${InstitutionKind.LEAD_HOSPITAL}' AND active ORDER BY code LIMIT 1`,
);

/** A department of an institution, or the institution itself, and its phone. */
export interface Place {
  readonly id: string;
  readonly phone: string | null;
}

export interface NamedPlace extends Place {
  readonly code: string;
  readonly name: string;
}

/** Where somebody works, or did. */
export interface Workplace {
  readonly institutionId: string;
  readonly departmentId: string | null;
}

/** Somebody who works at an institution now. */
export interface Colleague {
  readonly id: string;
  readonly staffNo: string;
  readonly name: string;
  readonly departmentId: string | null;
}

/** People and places of one institution, for those libraries that plan who works where and when. */
@Injectable()
export class StaffingDirectory {
  /** Keeps everybody else from planning for the institution as a whole; before departments, never after them. */
  lockInstitution(tx: Transaction, institutionId: string): Promise<Place | null> {
    return tx.first<Place & Record<string, unknown>>(LOCK_INSTITUTION, [institutionId]);
  }

  /** Keeps everybody else from planning for these departments. @returns those that the institution has, in id order */
  lockDepartments(tx: Transaction, institutionId: string, departmentIds: readonly string[]): Promise<Place[]> {
    return tx.query<Place & Record<string, unknown>>(LOCK_DEPARTMENTS, [institutionId, [...departmentIds]]);
  }

  /** Those of the staff members who work at the institution, or at one below it. */
  colleagues(on: Queryable, institutionId: string, staffIds: readonly string[]): Promise<Colleague[]> {
    return on.query<Colleague & Record<string, unknown>>(COLLEAGUES_BY_ID, [institutionId, [...staffIds]]);
  }

  /** Whoever works there under one of these numbers or names. */
  colleaguesNamed(
    on: Queryable,
    institutionId: string,
    { staffNos, names }: { readonly staffNos: readonly string[]; readonly names: readonly string[] },
  ): Promise<Colleague[]> {
    return on.query<Colleague & Record<string, unknown>>(COLLEAGUES_NAMED, [institutionId, [...staffNos], [...names]]);
  }

  /** Where staff members work, or did until they left; each place once. */
  workplacesOf(on: Queryable, staffIds: readonly string[]): Promise<Workplace[]> {
    return on.query<Workplace & Record<string, unknown>>(WORKPLACES, [[...staffIds]]);
  }

  departmentsOf(on: Queryable, institutionId: string): Promise<NamedPlace[]> {
    return on.query<NamedPlace & Record<string, unknown>>(DEPARTMENTS, [institutionId]);
  }

  /** The hospital that leads the alliance; null before it is registered. */
  async leadHospital(on: Queryable): Promise<string | null> {
    const [row] = await on.query<{ id: string }>(LEAD);
    return row?.id ?? null;
  }
}
