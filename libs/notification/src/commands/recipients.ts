import { Injectable } from '@nestjs/common';
import { DutyRoster, type DutyFunction } from '#duty';
import { AccountDirectory, Role, StandIns, type ConcernedPerson } from '#identity';
import { StaffingDirectory } from '#organization';
import type { Transaction } from '#platform';
import type { OutsideRelation } from '../domain/relation.js';

/** Whoever is on duty in a function; of a department without one of its own, whoever has it for the institution. */
export interface OnDutyRecipients {
  readonly institutionId: string;
  readonly departmentId?: string | null;
  readonly function: DutyFunction;
}

/** Everybody who holds one of the roles there. */
export interface RoleRecipients {
  readonly institutionId: string;
  readonly departmentId?: string | null;
  readonly roles: readonly Role[];
}

/**
 * Somebody without an account. Whoever announces may see the patient, so they hand the telephone over: this library knows
 * no patients, and keeps the telephone encrypted under a context of its own until it has been used.
 */
export interface OutsidePerson {
  readonly patientId: string;
  readonly relation: OutsideRelation;
  /** In plain; null where none is on file. */
  readonly phone: string | null;
  /** Whether there is consent to a text message; somebody calls otherwise. */
  readonly mayText: boolean;
}

/** Somebody whom a notice reaches, and in whose place; null where it is meant for them. */
export interface Recipient {
  readonly staffId: string;
  readonly forStaffId: string | null;
}

/** Who looks after the work of somebody who cannot sign in any more. */
const HEADS: readonly Role[] = [Role.TOWNSHIP_HEAD, Role.DEPT_HEAD, Role.REFERRAL_COORDINATOR];

/** Who is to be told. */
export interface Recipients {
  readonly staffIds?: readonly string[];
  readonly onDuty?: readonly OnDutyRecipients[];
  readonly holders?: readonly RoleRecipients[];
  readonly people?: readonly OutsidePerson[];
}

/** Finds out who has the roles and duties that something is announced to. */
@Injectable()
export class RecipientFinder {
  constructor(
    private readonly roster: DutyRoster,
    private readonly accounts: AccountDirectory,
    private readonly directory: StaffingDirectory,
    private readonly standIns: StandIns,
  ) {}

  /**
   * Each once, with whoever may act in their name. In place of those who cannot sign in any more, the heads of where they
   * work are told. Being on duty is nobody's to hand on: the roster has substitutes.
   */
  async find(tx: Transaction, { staffIds = [], onDuty = [], holders = [] }: Recipients): Promise<Recipient[]> {
    const concerned: ConcernedPerson[] = (await this.reachable(tx, staffIds)).map((staffId) => ({ staffId }));
    for (const as of holders) {
      const holding = await this.accounts.holding(tx, { ...as, at: tx.now });
      concerned.push(...holding.map((staffId) => ({ staffId, as })));
    }
    const found = new Map<string, string | null>(concerned.map(({ staffId }) => [staffId, null]));
    for (const place of onDuty) {
      const staffId = await this.onDuty(tx, place);
      if (staffId) found.set(staffId, null);
    }
    for (const { staffId, forStaffId } of await this.standIns.of(tx, concerned, tx.now)) {
      if (!found.has(staffId)) found.set(staffId, forStaffId);
    }
    return [...found].map(([staffId, forStaffId]) => ({ staffId, forStaffId })).toSorted(byStaffId);
  }

  private async reachable(tx: Transaction, staffIds: readonly string[]): Promise<string[]> {
    if (staffIds.length === 0) return [];
    const accounts = await this.accounts.activeOf(tx, staffIds);
    const gone = staffIds.filter((id) => !accounts.has(id));
    const places = gone.length > 0 ? await this.directory.workplacesOf(tx, gone) : [];
    const heads: string[] = [];
    for (const place of places)
      heads.push(...(await this.accounts.holding(tx, { ...place, roles: HEADS, at: tx.now })));
    return [...accounts.keys(), ...heads];
  }

  private async onDuty(tx: Transaction, place: OnDutyRecipients): Promise<string | null> {
    const own = await this.roster.onDuty(tx, { ...place, at: tx.now });
    if (own || !place.departmentId) return own?.staffId ?? null;
    const ofAll = await this.roster.onDuty(tx, { ...place, departmentId: null, at: tx.now });
    return ofAll?.staffId ?? null;
  }
}

function byStaffId(one: Recipient, other: Recipient): number {
  return one.staffId < other.staffId ? -1 : 1;
}
