import { Injectable } from '@nestjs/common';
import { AccountRegister } from '#identity';
import { OrganizationRegister } from '#organization';
import type { Transaction } from '#platform';
import { find, type Known } from '../domain/references.js';

export interface KnownPlace {
  readonly id: string;
  readonly institutionId: string;
}
export interface KnownStaff extends KnownPlace {
  readonly institutionCode: string;
}

/** Codes of rows that were refused, by what they were to enter. */
export type RefusedKeys = Readonly<Record<'institutions' | 'departments' | 'staff' | 'items', ReadonlySet<string>>>;

/** Everything that rows refer to, by its codes: what is on record, and what earlier rows have entered. */
export class References {
  /** By code. */
  readonly institutions = new Map<string, { readonly id: string }>();
  /** By the codes of the institution and the department. */
  readonly departments = new Map<string, KnownPlace>();
  /** By staff number. */
  readonly staff = new Map<string, KnownStaff>();
  /** Staff numbers by login name, and the other way round. */
  readonly loginNames = new Map<string, string>();
  readonly logins = new Map<string, string>();
  readonly creditCodes = new Set<string>();
  readonly items = new Map<string, true>();

  constructor(private readonly refused: RefusedKeys) {}

  institution(column: string, code: string): { readonly id: string } {
    return find(this.known('institutions', 'INSTITUTION_UNKNOWN'), { column, key: code });
  }

  department(column: string, institutionCode: string, code: string): KnownPlace {
    const key = `${institutionCode}/${code}`;
    return find(this.known('departments', 'DEPARTMENT_NOT_THERE'), { column, key });
  }

  member(column: string, staffNo: string): KnownStaff {
    return find(this.known('staff', 'STAFF_NOT_THERE'), { column, key: staffNo });
  }

  item(column: string, code: string): void {
    find(this.known('items', 'ITEM_UNKNOWN'), { column, key: code });
  }

  private known<Name extends keyof RefusedKeys>(
    name: Name,
    constraint: string,
  ): Known<References[Name] extends Map<string, infer Entry> ? Entry : never> {
    type Entries = ReadonlyMap<string, References[Name] extends Map<string, infer Entry> ? Entry : never>;
    return { entries: this[name] as unknown as Entries, refused: this.refused[name], constraint };
  }
}

/** Finds what is on record. */
@Injectable()
export class ReferenceReader {
  constructor(
    private readonly organization: OrganizationRegister,
    private readonly accounts: AccountRegister,
  ) {}

  async read(tx: Transaction, refused: RefusedKeys): Promise<References> {
    const known = new References(refused);
    for (const { id, code, creditCode } of await this.organization.institutions(tx)) {
      known.institutions.set(code, { id });
      if (creditCode) known.creditCodes.add(creditCode);
    }
    for (const { id, institutionId, institutionCode, code } of await this.organization.departments(tx)) {
      known.departments.set(`${institutionCode}/${code}`, { id, institutionId });
    }
    for (const { id, institutionId, institutionCode, staffNo } of await this.organization.staff(tx)) {
      known.staff.set(staffNo, { id, institutionId, institutionCode });
    }
    for (const { code } of await this.organization.standardItems(tx)) known.items.set(code, true);
    for (const { staffNo, loginName } of await this.accounts.all(tx, tx.now)) {
      if (loginName === null) continue;
      known.loginNames.set(loginName, staffNo);
      known.logins.set(staffNo, loginName);
    }
    return known;
  }
}
