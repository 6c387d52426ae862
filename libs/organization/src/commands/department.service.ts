import { Injectable } from '@nestjs/common';
import type { ActorContext } from '#platform';
import { DepartmentEntity } from '../data/department.entity.js';
import { Alteration, type Change } from './alteration.js';
import { Registration, type Creation } from './registration.js';
import { requireManaged } from './scope.js';

export interface NewDepartment extends Creation {
  readonly institutionId: string;
  readonly code: string;
  readonly name: string;
  readonly specialtyCode?: string | null;
  readonly phone?: string | null;
  readonly floor?: string | null;
  readonly room?: string | null;
  readonly acceptsReferrals: boolean;
}

export interface DepartmentChange extends Change {
  readonly acceptsReferrals: boolean;
  readonly active: boolean;
}

/** Departments of the institutions that the actor sets up. */
@Injectable()
export class DepartmentService {
  constructor(
    private readonly registration: Registration,
    private readonly alteration: Alteration,
  ) {}

  /** @throws NotFoundError for another institution's administrator, CodeTakenError */
  register(actor: ActorContext, command: NewDepartment): Promise<string> {
    return this.registration.register(actor, 'department', command, async (tx, id) => {
      await requireManaged(tx, command.institutionId);
      await tx.manager.insert(DepartmentEntity, { ...command, id, active: true, version: 1 });
    });
  }

  /** Opens or closes a department, for referrals or altogether. */
  change(actor: ActorContext, command: DepartmentChange): Promise<string> {
    const { acceptsReferrals, active } = command;
    return this.alteration.alter(actor, command, {
      entity: DepartmentEntity,
      what: 'Department',
      topic: 'department.changed',
      institutionOf: (_tx, { institutionId }) => institutionId,
      changes: () => ({ acceptsReferrals, active }),
      payload: { acceptsReferrals, active },
    });
  }
}
