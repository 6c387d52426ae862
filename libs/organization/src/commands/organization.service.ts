import { Injectable } from '@nestjs/common';
import { ForbiddenError, NotFoundError, StaleVersionError } from '#kernel';
import { UnitOfWork, claimRequest, violatedConstraint, type ActorContext, type Transaction } from '#platform';
import { DepartmentEntity } from '../data/department.entity.js';
import { InstitutionEntity } from '../data/institution.entity.js';
import { StaffEntity } from '../data/staff.entity.js';
import { TravelTimeEntity } from '../data/travel-time.entity.js';
import { CodeTakenError } from '../domain/errors.js';
import { checkedInstitutionCodes } from '../domain/institution-codes.js';
import { InstitutionKind } from '../domain/institution-kind.js';
import type { StaffTitle } from '../domain/staff-title.js';

interface Creation {
  readonly idempotencyKey: string;
}

export interface NewInstitution extends Creation {
  readonly code: string;
  readonly creditCode?: string | null;
  readonly name: string;
  readonly shortName: string;
  readonly kind: InstitutionKind;
  readonly address?: string | null;
  readonly phone?: string | null;
}

export interface NewDepartment extends Creation {
  readonly institutionId: string;
  readonly code: string;
  readonly name: string;
  readonly specialtyCode?: string | null;
  readonly phone?: string | null;
  readonly acceptsReferrals: boolean;
}

export interface NewStaff extends Creation {
  readonly staffNo: string;
  readonly name: string;
  readonly institutionId: string;
  readonly departmentId?: string | null;
  readonly title: StaffTitle;
  readonly practiceStartedOn?: string | null;
  readonly specialtyCodes: readonly string[];
}

export interface TravelTime {
  readonly fromInstitutionId: string;
  readonly toInstitutionId: string;
  readonly minutes: number;
}

export interface DepartmentChange {
  readonly id: string;
  readonly expectedVersion: number;
  readonly acceptsReferrals: boolean;
  readonly active: boolean;
}

const TAKEN = new Set([
  'uq_institutions_code',
  'uq_institutions_credit_code',
  'uq_departments_code',
  'uq_staff_staff_no',
]);

/** Sets up who belongs to the alliance: the lead hospital all of it, every other institution itself. */
@Injectable()
export class OrganizationService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws ForbiddenError outside the lead hospital */
  registerInstitution(actor: ActorContext, command: NewInstitution): Promise<string> {
    const codes = checkedInstitutionCodes(command.code, command.creditCode);
    return this.create(actor, 'institution', command, async (tx, id) => {
      if (!(await leads(tx))) throw new ForbiddenError();
      await tx.manager.insert(InstitutionEntity, { ...command, ...codes, id, active: true, version: 1 });
    });
  }

  registerDepartment(actor: ActorContext, command: NewDepartment): Promise<string> {
    return this.create(actor, 'department', command, async (tx, id) => {
      await requireManaged(tx, command.institutionId);
      await tx.manager.insert(DepartmentEntity, { ...command, id, active: true, version: 1 });
    });
  }

  registerStaff(actor: ActorContext, command: NewStaff): Promise<string> {
    return this.create(actor, 'staff', command, async (tx, id) => {
      await requireManaged(tx, command.institutionId);
      await requireDepartment(tx, command);
      const specialtyCodes = [...command.specialtyCodes];
      await tx.manager.insert(StaffEntity, { ...command, specialtyCodes, id, active: true, version: 1 });
    });
  }

  /** Opens or closes a department, for referrals or altogether. */
  changeDepartment(actor: ActorContext, command: DepartmentChange): Promise<string> {
    const { id, expectedVersion, acceptsReferrals, active } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      const found = await tx.manager.findOne(DepartmentEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!found || !(await manages(tx, found.institutionId))) throw new NotFoundError('Department', id);
      if (found.version !== expectedVersion) throw new StaleVersionError(expectedVersion, found.version);
      const version = expectedVersion + 1;
      await tx.manager.update(DepartmentEntity, { id }, { acceptsReferrals, active, version });
      tx.publish({
        topic: 'department.changed',
        aggregateType: 'department',
        aggregateId: id,
        aggregateVersion: version,
        payload: { acceptsReferrals, active },
      });
      return id;
    });
  }

  async setTravelTime(actor: ActorContext, command: TravelTime): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      await requireManaged(tx, command.fromInstitutionId);
      await requireInstitution(tx, command.toInstitutionId);
      const { fromInstitutionId, toInstitutionId, minutes } = command;
      const row = { fromInstitutionId, toInstitutionId, minutes };
      await tx.manager.upsert(TravelTimeEntity, row, ['fromInstitutionId', 'toInstitutionId']);
      tx.publish({
        topic: 'travel-time.set',
        aggregateType: 'institution',
        aggregateId: fromInstitutionId,
        aggregateVersion: 1,
        payload: { toInstitutionId, minutes },
      });
    });
  }

  private async create(
    actor: ActorContext,
    what: string,
    command: Creation,
    insert: (tx: Transaction, id: string) => Promise<unknown>,
  ): Promise<string> {
    try {
      return await this.unitOfWork.run(actor, async (tx) => {
        const claim = await claimRequest(tx, `register-${what}`, command, tx.newId());
        if (!claim.fresh) return claim.aggregateId;
        await insert(tx, claim.aggregateId);
        tx.publish({
          topic: `${what}.registered`,
          aggregateType: what,
          aggregateId: claim.aggregateId,
          aggregateVersion: 1,
        });
        return claim.aggregateId;
      });
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (constraint && TAKEN.has(constraint)) throw new CodeTakenError(what);
      throw error;
    }
  }
}

async function requireInstitution(tx: Transaction, id: string): Promise<void> {
  if (!(await tx.manager.existsBy(InstitutionEntity, { id }))) throw new NotFoundError('Institution', id);
}

/** What another institution is made of does not exist for whoever sets up their own. */
async function requireManaged(tx: Transaction, id: string): Promise<void> {
  if (!(await manages(tx, id))) throw new NotFoundError('Institution', id);
  await requireInstitution(tx, id);
}

async function manages(tx: Transaction, institutionId: string): Promise<boolean> {
  return institutionId === tx.actor.institutionId || leads(tx);
}

function leads(tx: Transaction): Promise<boolean> {
  return tx.manager.existsBy(InstitutionEntity, { id: tx.actor.institutionId, kind: InstitutionKind.LEAD_HOSPITAL });
}

async function requireDepartment(tx: Transaction, { departmentId, institutionId }: NewStaff): Promise<void> {
  if (!departmentId) return;
  const belongs = await tx.manager.existsBy(DepartmentEntity, { id: departmentId, institutionId });
  if (!belongs) throw new NotFoundError('Department', departmentId);
}
