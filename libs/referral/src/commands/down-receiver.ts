import { Injectable } from '@nestjs/common';
import { AccountDirectory, Role } from '#identity';
import { InvalidInputError, NotFoundError } from '#kernel';
import { OrganizationDirectory } from '#organization';
import type { Transaction } from '#platform';

/** Where a patient is sent down to, and the doctor there who is to receive them, where one is named. */
export interface DownTarget {
  readonly toDepartmentId: string;
  readonly receiverStaffId?: string | null;
}

/** Who can receive patients who are sent down. */
@Injectable()
export class DownReceiver {
  constructor(
    private readonly directory: OrganizationDirectory,
    private readonly accounts: AccountDirectory,
  ) {}

  /** The receiving side of a down-referral. @throws InvalidInputError where it is no township, or the doctor not one of its own */
  async target(tx: Transaction, { toDepartmentId, receiverStaffId = null }: DownTarget) {
    const department = await this.directory.departmentForReferral(tx, toDepartmentId);
    if (!department) throw new NotFoundError('Department', toDepartmentId);
    if (department.institutionKind !== 'TOWNSHIP_CENTER') {
      throw new InvalidInputError([{ path: 'toDepartmentId', constraint: 'TOWNSHIP' }]);
    }
    const { institutionId } = department;
    if (receiverStaffId) await this.requireReceiver(tx, institutionId, { toDepartmentId, receiverStaffId });
    return { toInstitutionId: institutionId, toDepartmentId, ownerStaffId: receiverStaffId };
  }

  /** @throws InvalidInputError where the doctor does not receive patients there */
  async requireReceiver(tx: Transaction, institutionId: string, named: Required<DownTarget>): Promise<void> {
    if (await this.receives(tx, institutionId, named)) return;
    throw new InvalidInputError([{ path: 'receiverStaffId', constraint: 'RECEIVING_DOCTOR' }]);
  }

  async receives(
    tx: Transaction,
    institutionId: string,
    { toDepartmentId: departmentId, receiverStaffId }: Required<DownTarget>,
  ): Promise<boolean> {
    const roles = [Role.TOWNSHIP_DOCTOR, Role.TOWNSHIP_HEAD];
    const receivers = await this.accounts.holding(tx, { institutionId, departmentId, roles, at: tx.now });
    return receiverStaffId !== null && receivers.includes(receiverStaffId);
  }
}
