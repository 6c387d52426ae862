import { Inject, Injectable } from '@nestjs/common';
import { UnauthenticatedError, type Clock } from '#kernel';
import { CLOCK, Database, statement, type RequestOrigin } from '#platform';
import { HELD_ROLES, HeldRolesCache, type Held } from './held-roles-cache.js';
import { SecondFactorPolicy } from './second-factor-policy.js';

const VIEWER = statement(
  'session.viewer',
  `SELECT a.id AS "accountId", a.login_name AS "loginName", a.staff_id AS "staffId",
     s.institution_id AS "institutionId", a.must_change_password AND NOT s.by_provider AS "mustChangePassword",
     s.second_factor_at IS NOT NULL AS "isProven", f.confirmed_at AS "secondFactorSince",
     (SELECT count(*)::int FROM recovery_codes c WHERE c.account_id = a.id AND c.used_at IS NULL) AS "recoveryCodesLeft",
     s.expires_at AS "sessionExpiresAt", s.delegation_id AS "delegationId",
     ${HELD_ROLES} AS roles,
     ARRAY(SELECT DISTINCT r.institution_id::text FROM role_assignments r
      WHERE r.staff_id = a.staff_id AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to > $2)
      ORDER BY 1) AS "institutionIds"
   FROM sessions s JOIN accounts a ON a.id = s.account_id LEFT JOIN second_factors f ON f.account_id = a.id
   WHERE s.id = $1`,
);

interface ViewerRow {
  readonly accountId: string;
  readonly loginName: string;
  readonly staffId: string;
  readonly institutionId: string;
  readonly delegationId: string | null;
  readonly mustChangePassword: boolean;
  readonly sessionExpiresAt: Date;
  readonly isProven: boolean;
  readonly secondFactorSince: Date | null;
  readonly recoveryCodesLeft: number;
  readonly roles: string | null;
  readonly institutionIds: string[];
}

/** Who is signed in, where, and with what. */
export interface SignedInPerson extends Omit<ViewerRow, 'roles' | 'isProven'>, Held {
  readonly secondFactorDue: boolean;
}

@Injectable()
export class ViewerQuery {
  private readonly held = new HeldRolesCache();

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly secondFactors: SecondFactorPolicy,
  ) {}

  /** The person of a session, as of now: after a change of institution it is another picture than the request began with. */
  async getViewer(sessionId: string, { address }: Pick<RequestOrigin, 'address'>): Promise<SignedInPerson> {
    const row = await this.database.first<ViewerRow>(VIEWER, [sessionId, this.clock.now()]);
    if (!row) throw new UnauthenticatedError();
    const { isProven, ...person } = row;
    const all = this.held.of(row.roles ?? '', row.mustChangePassword);
    const held = this.secondFactors.limit(all, { isProven, address });
    return { ...person, ...held, secondFactorDue: this.secondFactors.isDue(held) };
  }
}
