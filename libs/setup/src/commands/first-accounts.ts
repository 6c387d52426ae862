import { Injectable } from '@nestjs/common';
import { AccountRegister, AccountsService } from '#identity';
import { OrganizationRegister } from '#organization';
import { Database, isSystem, type ActorContext } from '#platform';
import type { AccountRow } from '../domain/directory-tables.js';
import type { FirstAccount } from '../domain/report.js';
import { AccountPart } from './parts/account.part.js';
import type { PartSheet, Progress } from './sheet-writer.js';

/** An account that a workbook asks for and that is not there yet. */
export type WantedAccount = Pick<FirstAccount, 'staffNo' | 'loginName'>;

/** As many at a time as are hashed at a time. */
const AT_ONCE = 2;
const STEP = '首次密码';

/** First passwords, made and hashed before anything is written: it takes a while, and nobody is to wait for it in a transaction. */
@Injectable()
export class FirstAccounts {
  constructor(
    private readonly database: Database,
    private readonly register: AccountRegister,
    private readonly accounts: AccountsService,
    private readonly organization: OrganizationRegister,
  ) {}

  /** Accounts of people who have none and whose the actor gives, each once. */
  async wanted(actor: ActorContext, sheets: readonly PartSheet[], now: Date): Promise<WantedAccount[]> {
    const sheet = sheets.find(({ part }) => part instanceof AccountPart);
    if (!sheet) return [];
    const known = await this.register.all(this.database, now);
    const having = new Set(known.flatMap(({ staffNo, loginName }) => (loginName === null ? [] : [staffNo])));
    const own = isSystem(actor) ? null : await this.organization.staffNosOf(this.database, actor.institutionId);
    const wanted = new Map<string, WantedAccount>();
    for (const { values } of sheet.rows) {
      const { staffNo, loginName } = values as unknown as AccountRow;
      const isOpen = !having.has(staffNo) && !wanted.has(staffNo) && (own === null || own.has(staffNo));
      if (loginName !== null && isOpen) wanted.set(staffNo, { staffNo, loginName });
    }
    return [...wanted.values()];
  }

  /** @returns each with its password, and the hashes by login name */
  async withPasswords(wanted: readonly WantedAccount[], progress: Progress) {
    const accounts: FirstAccount[] = [];
    const hashes = new Map<string, string>();
    for (let from = 0; from < wanted.length; from += AT_ONCE) {
      const some = wanted.slice(from, from + AT_ONCE);
      const made = await Promise.all(some.map(() => this.accounts.firstPassword()));
      some.forEach((account, at) => {
        accounts.push({ ...account, password: made[at]!.password });
        hashes.set(account.loginName, made[at]!.passwordHash);
      });
      if (accounts.length % 100 < AT_ONCE) progress({ sheet: STEP, done: accounts.length, total: wanted.length });
    }
    return { accounts, hashes };
  }
}
