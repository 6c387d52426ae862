import { Injectable } from '@nestjs/common';
import { InstallationScope, statement, type ActorContext, type Queryable, type Transaction } from '#platform';
import { manages } from '../data/scope.js';
import { InstitutionKind } from '../domain/institution-kind.js';

const DEPARTMENT = statement(
  'organization.department-for-referral',
  `SELECT d.id, d.institution_id AS "institutionId", i.kind AS "institutionKind",
     d.active AND d.accepts_referrals AND i.active AS "acceptsReferrals"
   FROM departments d JOIN institutions i ON i.id = d.institution_id WHERE d.id = $1`,
);
const KIND = statement('organization.institution-kind', 'SELECT kind FROM institutions WHERE id = $1');

const KNOWN = statement(
  'organization.known-institutions',
  'SELECT count(*)::int AS known FROM institutions WHERE id = ANY($1::uuid[])',
);

// A village doctor works at a clinic below the township's centre.
const WORKS_AT = statement(
  'organization.works-at',
  `SELECT 1 AS found FROM staff s JOIN institutions i ON i.id = s.institution_id
   WHERE s.id = $1 AND s.active AND (i.id = $2 OR i.parent_id = $2)`,
);

export interface ReceivingDepartment {
  readonly id: string;
  readonly institutionId: string;
  readonly institutionKind: InstitutionKind;
  readonly acceptsReferrals: boolean;
}

/** What other libraries ask about institutions, inside their own transactions. */
@Injectable()
export class OrganizationDirectory extends InstallationScope {
  /** The hospital that leads the alliance runs it, as its administrators set up all of it. */
  override async institutionFor(on: Queryable, { institutionId }: ActorContext): Promise<string | null> {
    const kind = await this.institutionKind(on, institutionId);
    return kind === InstitutionKind.LEAD_HOSPITAL ? null : institutionId;
  }

  async departmentForReferral(on: Queryable, departmentId: string): Promise<ReceivingDepartment | null> {
    const [row] = await on.query<ReceivingDepartment & Record<string, unknown>>(DEPARTMENT, [departmentId]);
    return row ?? null;
  }

  /** Whether somebody works at an institution, or at one below it. */
  async worksAt(on: Queryable, staffId: string, institutionId: string): Promise<boolean> {
    const rows = await on.query(WORKS_AT, [staffId, institutionId]);
    return rows.length > 0;
  }

  /** Whether all of them belong to the alliance. */
  async knows(on: Queryable, institutionIds: readonly string[]): Promise<boolean> {
    const wanted = [...new Set(institutionIds.map((id) => id.toLowerCase()))];
    const [row] = await on.query<{ known: number }>(KNOWN, [wanted]);
    return row?.known === wanted.length;
  }

  /** Whether the actor sets up that institution: the lead hospital all of them, every other one itself. */
  setsUp(tx: Transaction, institutionId: string): Promise<boolean> {
    return manages(tx, institutionId);
  }

  async institutionKind(on: Queryable, institutionId: string): Promise<InstitutionKind | null> {
    const [row] = await on.query<{ kind: InstitutionKind }>(KIND, [institutionId]);
    return row?.kind ?? null;
  }
}
