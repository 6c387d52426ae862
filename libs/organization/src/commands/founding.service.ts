import { Injectable } from '@nestjs/common';
import { FirstAdministrators, type Role } from '#identity';
import { SYSTEM_ACCOUNT_ID, UnitOfWork, systemActor, violatedConstraint, type Transaction } from '#platform';
import { AllianceEntity } from '../data/alliance.entity.js';
import { InstitutionEntity } from '../data/institution.entity.js';
import { StaffEntity } from '../data/staff.entity.js';
import { AllianceExistsError } from '../domain/errors.js';
import { checkedInstitutionCodes } from '../domain/institution-codes.js';
import { InstitutionKind } from '../domain/institution-kind.js';
import { StaffTitle } from '../domain/staff-title.js';

/** One of the people who set up everything else. */
export interface FirstStaff {
  readonly role: Role;
  readonly staffNo: string;
  readonly name: string;
  readonly loginName: string;
  readonly password: string;
}

export interface NewAlliance {
  readonly code: string;
  readonly name: string;
  /** The hospital that leads it. */
  readonly hospital: {
    readonly code: string;
    readonly creditCode: string | null;
    readonly name: string;
    readonly shortName: string;
  };
  readonly administrators: readonly FirstStaff[];
}

const ONLY_ONE: ReadonlySet<string> = new Set(['ix_alliances_only_one', 'uq_alliances_code']);

/** How an installation begins: nobody can sign in yet, so whoever has the settings of the product founds its alliance. */
@Injectable()
export class FoundingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly administrators: FirstAdministrators,
  ) {}

  /**
   * Founds the alliance with its lead hospital and its administrators, all of it or nothing.
   *
   * @throws AllianceExistsError, InvalidInputError for the credit code, PasswordTooWeakError
   */
  async found(alliance: NewAlliance): Promise<void> {
    const { code, creditCode, ...names } = alliance.hospital;
    const codes = checkedInstitutionCodes(code, creditCode);
    try {
      await this.unitOfWork.run(systemActor(SYSTEM_ACCOUNT_ID, 'alliance-create'), async (tx) => {
        const id = tx.newId();
        await tx.manager.insert(AllianceEntity, { id, code: alliance.code, name: alliance.name });
        tx.publish({ topic: 'alliance.founded', aggregateType: 'alliance', aggregateId: id, aggregateVersion: 1 });
        const institutionId = tx.newId();
        await tx.manager.insert(InstitutionEntity, {
          ...names,
          ...codes,
          id: institutionId,
          code,
          kind: InstitutionKind.LEAD_HOSPITAL,
          parentId: null,
          active: true,
          version: 1,
        });
        registered(tx, 'institution', institutionId);
        for (const person of alliance.administrators) await this.employ(tx, institutionId, person);
      });
    } catch (error) {
      throw ONLY_ONE.has(violatedConstraint(error) ?? '') ? new AllianceExistsError() : error;
    }
  }

  private async employ(tx: Transaction, institutionId: string, person: FirstStaff): Promise<void> {
    const { staffNo, name, ...account } = person;
    const staffId = tx.newId();
    const work = { institutionId, title: StaffTitle.NONE, specialtyCodes: [], active: true };
    await tx.manager.insert(StaffEntity, { id: staffId, staffNo, name, ...work, version: 1 });
    registered(tx, 'staff', staffId);
    await this.administrators.appoint(tx, { ...account, staffId, institutionId });
  }
}

function registered(tx: Transaction, aggregateType: string, aggregateId: string): void {
  tx.publish({ topic: `${aggregateType}.registered`, aggregateType, aggregateId, aggregateVersion: 1 });
}
