import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '#platform';
import { AccountStatus } from '../domain/account-status.js';

const ACTIVE = statement(
  'account.active-of',
  `SELECT id, staff_id AS "staffId" FROM accounts
   WHERE staff_id = ANY($1::uuid[]) AND status = '${AccountStatus.ACTIVE}' ORDER BY id`,
);

/** What other libraries ask about accounts: how people can be reached inside the platform. */
@Injectable()
export class AccountDirectory {
  /** Accounts that people can sign in with, by staff id; who has none is not in it. */
  async activeOf(on: Queryable, staffIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
    const rows = await on.query<{ id: string; staffId: string }>(ACTIVE, [[...new Set(staffIds)]]);
    const accounts = new Map<string, string[]>();
    for (const { id, staffId } of rows) accounts.set(staffId, [...(accounts.get(staffId) ?? []), id]);
    return accounts;
  }
}
