import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError, isMobilePhone, maskPhone } from '#kernel';
import { Cipher, type ActorContext, type Transaction } from '#platform';
import { DepartmentEntity } from '../data/department.entity.js';
import { StaffEntity, StaffContext } from '../data/staff.entity.js';
import type { StaffTitle } from '../domain/staff-title.js';
import { Alteration, type Change } from './alteration.js';
import { Registration, type Creation } from './registration.js';
import { requireManaged } from './scope.js';

interface StaffDetails {
  readonly departmentId?: string | null;
  readonly title: StaffTitle;
  /** Mobile phone; left out means unknown. */
  readonly phone?: string | null;
}

export interface NewStaff extends Creation, StaffDetails {
  readonly staffNo: string;
  readonly name: string;
  readonly institutionId: string;
  readonly practiceStartedOn?: string | null;
  readonly specialtyCodes: readonly string[];
}

export interface StaffChange extends Change, StaffDetails {
  readonly active: boolean;
}

/** People of the institutions that the actor sets up. */
@Injectable()
export class StaffService {
  constructor(
    private readonly registration: Registration,
    private readonly alteration: Alteration,
    private readonly cipher: Cipher,
  ) {}

  /** @throws NotFoundError, CodeTakenError, InvalidInputError for a phone that is none */
  register(actor: ActorContext, command: NewStaff): Promise<string> {
    const phone = this.phoneColumns(command.phone);
    return this.registration.register(actor, 'staff', command, async (tx, id) => {
      await requireManaged(tx, command.institutionId);
      await requireDepartment(tx, command.departmentId, command.institutionId);
      const specialtyCodes = [...command.specialtyCodes];
      await tx.manager.insert(StaffEntity, { ...command, ...phone, specialtyCodes, id, active: true, version: 1 });
    });
  }

  /** Department, title and phone of somebody who stays, or the end of their work there. */
  change(actor: ActorContext, command: StaffChange): Promise<string> {
    const { departmentId = null, title, active } = command;
    const phone = this.phoneColumns(command.phone);
    return this.alteration.alter(actor, command, {
      entity: StaffEntity,
      what: 'Staff',
      topic: 'staff.changed',
      institutionOf: (_tx, { institutionId }) => institutionId,
      changes: async (tx, { institutionId }) => {
        await requireDepartment(tx, departmentId, institutionId);
        return { departmentId, title, active, ...phone };
      },
      payload: { departmentId, active },
    });
  }

  private phoneColumns(text: string | null | undefined): Pick<StaffEntity, 'phoneCiphertext' | 'phoneMasked'> {
    const phone = text?.replaceAll(/[\s-]/g, '');
    if (!phone) return { phoneCiphertext: null, phoneMasked: null };
    if (!isMobilePhone(phone)) throw new InvalidInputError([{ path: 'phone', constraint: 'MOBILE_PHONE' }]);
    return { phoneCiphertext: this.cipher.encrypt(phone, StaffContext.Phone), phoneMasked: maskPhone(phone) };
  }
}

/** @throws NotFoundError where the department is another institution's */
async function requireDepartment(
  tx: Transaction,
  departmentId: string | null | undefined,
  institutionId: string,
): Promise<void> {
  if (!departmentId) return;
  const belongs = await tx.manager.existsBy(DepartmentEntity, { id: departmentId, institutionId });
  if (!belongs) throw new NotFoundError('Department', departmentId);
}
