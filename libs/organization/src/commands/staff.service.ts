import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError, isMobilePhone, maskPhone } from '#kernel';
import { Cipher, type ActorContext, type Transaction } from '#platform';
import { DepartmentEntity } from '../data/department.entity.js';
import { StaffEntity, StaffContext } from '../data/staff.entity.js';
import type { StaffTitle } from '../domain/staff-title.js';
import { Alteration, type Altering, type Change, type DirectChange } from './alteration.js';
import { Registration, type Creation } from './registration.js';
import { requireManaged } from '../data/scope.js';

interface StaffDetails {
  readonly departmentId?: string | null;
  readonly title: StaffTitle;
  /** Mobile phone; left out means unknown. */
  readonly phone?: string | null;
}

/** Who somebody is. */
interface StaffPerson {
  readonly name: string;
  readonly practiceStartedOn?: string | null;
  readonly specialtyCodes: readonly string[];
}

interface StaffEntry extends StaffDetails, StaffPerson {
  readonly staffNo: string;
  readonly institutionId: string;
}

type WritablePerson = Omit<StaffPerson, 'specialtyCodes'> & { readonly specialtyCodes: string[] };

export interface NewStaff extends Creation, StaffEntry {}

interface StaffTerms extends StaffDetails {
  readonly active: boolean;
}

export interface StaffChange extends Change, StaffTerms {}

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
    this.phoneColumns(command.phone);
    return this.registration.register(actor, 'staff', command, (tx, id) => this.insert(tx, id, command));
  }

  /** The same within a transaction. @throws NotFoundError, InvalidInputError */
  registerIn(tx: Transaction, entry: StaffEntry): Promise<string> {
    return this.registration.registerIn(tx, 'staff', tx.newId(), (id) => this.insert(tx, id, entry));
  }

  /** Department, title and phone of somebody who stays, or the end of their work there. */
  change(actor: ActorContext, command: StaffChange): Promise<string> {
    const { departmentId = null, title, phone = null, active } = command;
    return this.alteration.alter(actor, command, this.altering({ departmentId, title, phone, active }));
  }

  /** The same within a transaction, with who they are. @throws NotFoundError, StaleVersionError, InvalidInputError */
  changeIn(tx: Transaction, change: DirectChange, terms: StaffTerms & StaffPerson): Promise<void> {
    const specialtyCodes = [...terms.specialtyCodes];
    return this.alteration.alterIn(tx, change, this.altering({ ...terms, specialtyCodes }));
  }

  private async insert(tx: Transaction, id: string, entry: StaffEntry): Promise<void> {
    const phone = this.phoneColumns(entry.phone);
    await requireManaged(tx, entry.institutionId);
    await requireDepartment(tx, entry.departmentId, entry.institutionId);
    const specialtyCodes = [...entry.specialtyCodes];
    await tx.manager.insert(StaffEntity, { ...entry, ...phone, specialtyCodes, id, active: true, version: 1 });
  }

  private altering({ departmentId = null, phone, ...terms }: StaffTerms & Partial<WritablePerson>) {
    const phoneColumns = this.phoneColumns(phone);
    return {
      entity: StaffEntity,
      what: 'Staff',
      topic: 'staff.changed',
      institutionOf: (_tx, { institutionId }) => institutionId,
      changes: async (tx, { institutionId }) => {
        await requireDepartment(tx, departmentId, institutionId);
        return { ...terms, departmentId, ...phoneColumns };
      },
      payload: { departmentId, active: terms.active },
    } satisfies Altering<StaffEntity>;
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
