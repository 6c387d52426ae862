import { Inject, Injectable } from '@nestjs/common';
import { UnauthenticatedError, type Clock } from '#kernel';
import { CLOCK, Database, statement } from '#platform';
import { HELD_ROLES, HeldRolesCache, type Held } from './held-roles-cache.js';

const VIEWER = statement(
  'session.viewer',
  `SELECT a.id AS "accountId", a.login_name AS "loginName", a.staff_id AS "staffId",
     s.institution_id AS "institutionId", a.must_change_password AS "mustChangePassword",
     s.expires_at AS "sessionExpiresAt", s.delegation_id AS "delegationId",
     ${HELD_ROLES} AS roles,
     ARRAY(SELECT DISTINCT r.institution_id::text FROM role_assignments r
      WHERE r.staff_id = a.staff_id AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to > $2)
      ORDER BY 1) AS "institutionIds"
   FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.id = $1`,
);

interface ViewerRow {
  readonly accountId: string;
  readonly loginName: string;
  readonly staffId: string;
  readonly institutionId: string;
  readonly delegationId: string | null;
  readonly mustChangePassword: boolean;
  readonly sessionExpiresAt: Date;
  readonly roles: string | null;
  readonly institutionIds: string[];
}

/** Who is signed in, where, and with what. */
export interface SignedInPerson extends Omit<ViewerRow, 'roles'>, Held {}

@Injectable()
export class ViewerQuery {
  private readonly held = new HeldRolesCache();

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The person of a session, as of now: after a change of institution it is another picture than the request began with. */
  async getViewer(sessionId: string): Promise<SignedInPerson> {
    const row = await this.database.first<ViewerRow>(VIEWER, [sessionId, this.clock.now()]);
    if (!row) throw new UnauthenticatedError();
    return { ...row, ...this.held.of(row.roles ?? '', row.mustChangePassword) };
  }
}
