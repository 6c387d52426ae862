import { Inject, Injectable } from '@nestjs/common';
import { InvalidCursorError, NotFoundError, decodeCursor, encodeCursor, pageOf, type Clock, type Page } from '#kernel';
import { CLOCK, Database, statement, type ActorContext } from '#platform';
import type { AccountEntity } from '../data/account.entity.js';
import type { RoleAssignmentEntity } from '../data/role-assignment.entity.js';

/** A role assignment; its instants are ISO 8601 where they come out of a list. */
export interface ListedRole extends Omit<RoleAssignmentEntity, 'validFrom' | 'validTo'> {
  readonly validFrom: Date | string;
  readonly validTo: Date | string | null;
}

/** What an administrator is shown of an account. */
export interface ListedAccount extends Omit<AccountEntity, 'passwordHash' | 'previousPasswordHashes'> {
  readonly secondFactorSince: Date | null;
  /** Who they are at the OpenID provider, and since when that is known here. */
  readonly providerSubject: string | null;
  readonly providerLinkedAt: Date | null;
  /** Roles at the administrator's institution, held now or later. */
  readonly roles: ListedRole[];
}

const ROLE = `r.id, r.staff_id AS "staffId", r.role, r.institution_id AS "institutionId",
  r.department_id AS "departmentId", r.valid_from AS "validFrom", r.valid_to AS "validTo"`;
const ACCOUNT = `a.id, a.login_name AS "loginName", a.staff_id AS "staffId", a.institution_id AS "institutionId",
  a.status, a.must_change_password AS "mustChangePassword", a.password_changed_at AS "passwordChangedAt",
  a.created_at AS "createdAt", a.version,
  (SELECT f.confirmed_at FROM second_factors f WHERE f.account_id = a.id) AS "secondFactorSince",
  (SELECT i.subject FROM provider_identities i WHERE i.account_id = a.id) AS "providerSubject",
  (SELECT i.linked_at FROM provider_identities i WHERE i.account_id = a.id) AS "providerLinkedAt",
  (SELECT coalesce(json_agg(held ORDER BY held."role", held.id), '[]'::json) FROM (
     SELECT ${ROLE} FROM role_assignments r
     WHERE r.staff_id = a.staff_id AND r.institution_id = a.institution_id
       AND (r.valid_to IS NULL OR r.valid_to > $2)) held) AS roles`;
const GET = statement('account.get', `SELECT ${ACCOUNT} FROM accounts a WHERE a.institution_id = $1 AND a.id = $3`);
const LIST = statement(
  'account.list',
  `SELECT ${ACCOUNT} FROM accounts a
   WHERE a.institution_id = $1 AND ($3::text IS NULL OR a.login_name > $3) ORDER BY a.login_name LIMIT $4`,
);
const COUNT = statement('account.count', 'SELECT count(*)::int AS total FROM accounts WHERE institution_id = $1');
const GET_ROLE = statement(
  'role.get',
  `SELECT ${ROLE} FROM role_assignments r WHERE r.institution_id = $1 AND r.id = $2`,
);

/** Accounts and roles of the administrator's own institution; those of others do not exist for them. */
@Injectable()
export class AccountsQuery {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async getAccount({ institutionId }: ActorContext, id: string): Promise<ListedAccount> {
    const account = await this.database.first<ListedAccount>(GET, [institutionId, this.clock.now(), id]);
    if (!account) throw new NotFoundError('Account', id);
    return account;
  }

  /** Accounts in the order of their login names. */
  async listAccounts(
    { institutionId }: ActorContext,
    first: number,
    after: string | null,
  ): Promise<Page<ListedAccount>> {
    const from = after === null ? null : loginNameFrom(after);
    const values = [institutionId, this.clock.now(), from, first + 1];
    const rows = await this.database.query<ListedAccount>(LIST, values);
    return pageOf(rows, first, ({ loginName }) => encodeCursor([loginName]));
  }

  async countAccounts({ institutionId }: ActorContext): Promise<number> {
    const row = await this.database.first<{ total: number }>(COUNT, [institutionId]);
    return row?.total ?? 0;
  }

  async getRole({ institutionId }: ActorContext, id: string): Promise<ListedRole> {
    const role = await this.database.first<ListedRole>(GET_ROLE, [institutionId, id]);
    if (!role) throw new NotFoundError('RoleAssignment', id);
    return role;
  }
}

function loginNameFrom(cursor: string): string {
  const [loginName] = decodeCursor(cursor, 1);
  if (typeof loginName !== 'string') throw new InvalidCursorError();
  return loginName;
}
