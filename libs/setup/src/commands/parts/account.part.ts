import { Injectable } from '@nestjs/common';
import { AccountRegister, AccountsService, Permission, RolesService, type Role } from '#identity';
import { ALLIANCE_ZONE, before, dayOf, localDate, milliseconds, type LocalDate } from '#kernel';
import type { Queryable } from '#platform';
import { accountsTable, type AccountColumns, type AccountRow } from '../../domain/directory-tables.js';
import { RowRefused } from '../../domain/errors.js';
import type { Vocabulary } from '../../domain/words.js';
import type { References } from '../references.js';
import { SetupPart, isOf, type Desk, type Entry, type Scope } from '../setup-part.js';

/** Accounts belong to the institution where somebody works, roles to the one where they are held. */
@Injectable()
export class AccountPart extends SetupPart<AccountColumns> {
  override readonly permission = Permission.ManageAccounts;
  override readonly ofOwnAlone = true;

  constructor(
    private readonly accounts: AccountsService,
    private readonly roles: RolesService,
    private readonly register: AccountRegister,
  ) {
    super();
  }

  override table(words: Vocabulary) {
    return accountsTable(words);
  }

  override async entries(on: Queryable, now: Date): Promise<Entry<AccountRow>[]> {
    const rows = await this.register.all(on, now);
    return rows.map(({ validFrom, validTo, ...row }) => ({
      values: {
        ...row,
        validFrom: validFrom && localDate(validFrom, ALLIANCE_ZONE),
        validTo: validTo && lastDay(validTo),
      },
    }));
  }

  override concerns({ institutionCode, staffNo }: AccountRow, scope: Scope, known: References): boolean {
    const home = known.staff.get(staffNo)?.institutionCode;
    const places = [institutionCode, home].filter((code) => code !== null && code !== undefined);
    return places.length === 0 || places.some((code) => isOf(code, scope));
  }

  /** A row without a login name says nothing about the account, and one without days nothing about the time. */
  override settled(row: AccountRow, { values }: Entry<AccountRow>): AccountRow {
    const { loginName, validFrom, validTo } = row;
    return {
      ...row,
      loginName: loginName ?? values.loginName,
      validFrom: validFrom ?? values.validFrom,
      validTo: validTo ?? values.validTo,
    };
  }

  override async add(desk: Desk, row: AccountRow): Promise<void> {
    await this.openAccount(desk, row);
    await this.giveRole(desk, row);
  }

  /** The role is held already, for its time: it is the account that is new. */
  override async change(desk: Desk, { values }: Entry<AccountRow>, row: AccountRow): Promise<void> {
    for (const column of ['validFrom', 'validTo'] as const) {
      if (row[column] !== values[column]) throw new RowRefused(column, 'ROLE_PERIOD_FIXED');
    }
    await this.openAccount(desk, row);
  }

  private async openAccount(
    { tx, known, scope, hashes, opened }: Desk,
    { staffNo, loginName }: AccountRow,
  ): Promise<void> {
    const member = known.member('staffNo', staffNo);
    const existing = known.logins.get(staffNo);
    if (loginName === null || loginName === existing || !isOf(member.institutionCode, scope)) return;
    if (existing !== undefined) throw new RowRefused('loginName', 'LOGIN_NAME_FIXED');
    if (known.loginNames.has(loginName)) throw new RowRefused('loginName', 'LOGIN_NAME_TAKEN');
    known.loginNames.set(loginName, staffNo);
    known.logins.set(staffNo, loginName);
    const passwordHash = hashes.get(loginName);
    // A try creates no account: nobody could sign in with it.
    if (!passwordHash) return;
    await this.accounts.createIn(tx, { staffId: member.id, loginName, passwordHash });
    opened.add(loginName);
  }

  private async giveRole({ tx, known, scope }: Desk, row: AccountRow): Promise<void> {
    const { staffNo, role, institutionCode, departmentCode, validFrom, validTo } = row;
    if (role === null) return;
    if (institutionCode === null) throw new RowRefused('institutionCode', 'isDefined');
    if (!isOf(institutionCode, scope)) return;
    const { id: institutionId } = known.institution('institutionCode', institutionCode);
    const department =
      departmentCode === null ? null : known.department('departmentCode', institutionCode, departmentCode);
    const staffId = known.member('staffNo', staffNo).id;
    await this.roles.assignIn(tx, institutionId, {
      staffId,
      role: role as Role,
      departmentId: department?.id ?? null,
      ...(validFrom && { validFrom: dayOf(validFrom, ALLIANCE_ZONE).start }),
      ...(validTo && { validTo: dayOf(validTo, ALLIANCE_ZONE).end }),
    });
  }
}

/** The day in China that ends when the role does. */
const lastDay = (validTo: Date): LocalDate => localDate(before(validTo, milliseconds(1)), ALLIANCE_ZONE);
