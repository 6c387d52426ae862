import { Injectable } from '@nestjs/common';
import type { ActorContext, Transaction } from '#platform';
import { DepartmentEntity } from '../data/department.entity.js';
import { Alteration, type Altering, type Change, type DirectChange } from './alteration.js';
import { Registration, type Creation } from './registration.js';
import { requireManaged } from '../data/scope.js';

interface DepartmentDetails {
  readonly name: string;
  readonly specialtyCode?: string | null;
  readonly phone?: string | null;
  readonly floor?: string | null;
  readonly room?: string | null;
}

interface DepartmentEntry extends DepartmentDetails {
  readonly institutionId: string;
  readonly code: string;
  readonly acceptsReferrals: boolean;
}

export interface NewDepartment extends Creation, DepartmentEntry {}

interface DepartmentState {
  readonly acceptsReferrals: boolean;
  readonly active: boolean;
}

export interface DepartmentChange extends Change, DepartmentState {}

/** Departments of the institutions that the actor sets up. */
@Injectable()
export class DepartmentService {
  constructor(
    private readonly registration: Registration,
    private readonly alteration: Alteration,
  ) {}

  /** @throws NotFoundError for another institution's administrator, CodeTakenError */
  register(actor: ActorContext, command: NewDepartment): Promise<string> {
    return this.registration.register(actor, 'department', command, (tx, id) => insert(tx, id, command));
  }

  /** The same within a transaction. @throws NotFoundError */
  registerIn(tx: Transaction, entry: DepartmentEntry): Promise<string> {
    return this.registration.registerIn(tx, 'department', tx.newId(), (id) => insert(tx, id, entry));
  }

  /** Opens or closes a department, for referrals or altogether. */
  change(actor: ActorContext, command: DepartmentChange): Promise<string> {
    const { acceptsReferrals, active } = command;
    return this.alteration.alter(actor, command, altering({ acceptsReferrals, active }));
  }

  /** The same within a transaction, with how it is called and reached. @throws NotFoundError, StaleVersionError */
  changeIn(tx: Transaction, change: DirectChange, terms: DepartmentState & DepartmentDetails): Promise<void> {
    return this.alteration.alterIn(tx, change, altering(terms));
  }
}

async function insert(tx: Transaction, id: string, entry: DepartmentEntry): Promise<void> {
  await requireManaged(tx, entry.institutionId);
  await tx.manager.insert(DepartmentEntity, { ...entry, id, active: true, version: 1 });
}

function altering(terms: DepartmentState & Partial<DepartmentDetails>) {
  const { acceptsReferrals, active } = terms;
  return {
    entity: DepartmentEntity,
    what: 'Department',
    topic: 'department.changed',
    institutionOf: (_tx, { institutionId }) => institutionId,
    changes: () => terms,
    payload: { acceptsReferrals, active },
  } satisfies Altering<DepartmentEntity>;
}
