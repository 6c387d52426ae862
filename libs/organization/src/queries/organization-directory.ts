import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '#platform';
import type { InstitutionKind } from '../domain/institution-kind.js';

const DEPARTMENT = statement(
  'organization.department-for-referral',
  `SELECT d.id, d.institution_id AS "institutionId", i.kind AS "institutionKind",
     d.active AND d.accepts_referrals AND i.active AS "acceptsReferrals"
   FROM departments d JOIN institutions i ON i.id = d.institution_id WHERE d.id = $1`,
);
const KIND = statement('organization.institution-kind', 'SELECT kind FROM institutions WHERE id = $1');

export interface ReceivingDepartment {
  readonly id: string;
  readonly institutionId: string;
  readonly institutionKind: InstitutionKind;
  readonly acceptsReferrals: boolean;
}

/** What other libraries ask about institutions, inside their own transactions. */
@Injectable()
export class OrganizationDirectory {
  async departmentForReferral(on: Queryable, departmentId: string): Promise<ReceivingDepartment | null> {
    const [row] = await on.query<ReceivingDepartment & Record<string, unknown>>(DEPARTMENT, [departmentId]);
    return row ?? null;
  }

  async institutionKind(on: Queryable, institutionId: string): Promise<InstitutionKind | null> {
    const [row] = await on.query<{ kind: InstitutionKind }>(KIND, [institutionId]);
    return row?.kind ?? null;
  }
}
