import { Injectable } from '@nestjs/common';
import { AccountDirectory, Role } from '#identity';
import { InvalidInputError, NotFoundError } from '#kernel';
import { OrganizationDirectory, type ReceivingDepartment } from '#organization';
import type { Transaction } from '#platform';
import { UP_RECEIVERS } from '../data/visibility.js';
import { directionBetween } from '../domain/direction.js';

/** Where a patient is sent to, and the doctor there who is asked for, where one is. */
export interface UpTarget {
  readonly toDepartmentId: string;
  readonly wantedDoctorStaffId?: string | null | undefined;
}

/** A department that receives referrals. */
export interface ReceivingPlace {
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
}

/** Who receives referrals. */
@Injectable()
export class UpReceiver {
  constructor(
    private readonly directory: OrganizationDirectory,
    private readonly accounts: AccountDirectory,
  ) {}

  /** @throws NotFoundError */
  async department(tx: Transaction, id: string): Promise<ReceivingDepartment> {
    const department = await this.directory.departmentForReferral(tx, id);
    if (!department) throw new NotFoundError('Department', id);
    return department;
  }

  /**
   * The receiver, and which way a referral of the actor's institution goes to it.
   * @throws NotFoundError; InvalidInputError for the own institution, one below it, and a doctor of another department
   */
  async target(tx: Transaction, { toDepartmentId, wantedDoctorStaffId = null }: UpTarget) {
    const department = await this.department(tx, toDepartmentId);
    if (department.institutionId === tx.actor.institutionId) {
      throw new InvalidInputError([{ path: 'toDepartmentId', constraint: 'OTHER_INSTITUTION' }]);
    }
    const sender = await this.directory.institutionKind(tx, tx.actor.institutionId);
    const direction = sender && directionBetween(sender, department.institutionKind);
    if (!direction) throw new InvalidInputError([{ path: 'toDepartmentId', constraint: 'NOT_DOWNWARD' }]);
    const place = { toInstitutionId: department.institutionId, toDepartmentId };
    await this.requireReceiver(tx, place, { path: 'wantedDoctorStaffId', staffId: wantedDoctorStaffId });
    return { ...place, direction, wantedDoctorStaffId };
  }

  /** @throws InvalidInputError where nobody would ever take the referral on: a township that only takes patients back */
  async requireStaffed(tx: Transaction, { toInstitutionId, toDepartmentId }: ReceivingPlace): Promise<void> {
    if (await this.isStaffed(tx, { institutionId: toInstitutionId, id: toDepartmentId })) return;
    throw new InvalidInputError([{ path: 'toDepartmentId', constraint: 'NOBODY_RECEIVES' }]);
  }

  /** Whether the department has a doctor who receives referrals, or its institution a referral centre that sees to it. */
  async isStaffed(
    tx: Transaction,
    { id, institutionId }: Pick<ReceivingDepartment, 'id' | 'institutionId'>,
  ): Promise<boolean> {
    const roles = [...UP_RECEIVERS, Role.REFERRAL_COORDINATOR];
    const people = await this.accounts.holding(tx, { institutionId, departmentId: id, roles, at: tx.now });
    return people.length > 0;
  }

  /** @throws InvalidInputError naming the field, where somebody is named who does not receive referrals there */
  async requireReceiver(
    tx: Transaction,
    place: ReceivingPlace,
    { path, staffId }: { readonly path: string; readonly staffId: string | null | undefined },
  ): Promise<void> {
    if (!staffId || (await this.receives(tx, place, staffId))) return;
    throw new InvalidInputError([{ path, constraint: 'RECEIVING_DOCTOR' }]);
  }

  /** Whether the doctor receives referrals of the department. */
  async receives(
    tx: Transaction,
    { toInstitutionId, toDepartmentId }: ReceivingPlace,
    staffId: string,
  ): Promise<boolean> {
    const doctors = await this.accounts.holding(tx, {
      institutionId: toInstitutionId,
      departmentId: toDepartmentId,
      roles: UP_RECEIVERS,
      at: tx.now,
    });
    return doctors.includes(staffId);
  }
}
