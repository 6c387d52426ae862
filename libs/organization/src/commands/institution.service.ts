import { Injectable } from '@nestjs/common';
import { ForbiddenError, InvalidInputError } from '#kernel';
import { UnitOfWork, type ActorContext } from '#platform';
import { InstitutionEntity } from '../data/institution.entity.js';
import { TravelTimeEntity } from '../data/travel-time.entity.js';
import { checkedInstitutionCodes } from '../domain/institution-codes.js';
import type { InstitutionKind } from '../domain/institution-kind.js';
import { Alteration, type Change } from './alteration.js';
import { Registration, type Creation } from './registration.js';
import { leads, requireInstitution, requireManaged } from './scope.js';

interface InstitutionDetails {
  readonly name: string;
  readonly shortName: string;
  readonly address?: string | null;
  readonly phone?: string | null;
}

export interface NewInstitution extends Creation, InstitutionDetails {
  readonly code: string;
  readonly creditCode?: string | null;
  readonly kind: InstitutionKind;
  readonly parentId?: string | null;
}

export interface InstitutionChange extends Change, InstitutionDetails {
  readonly active: boolean;
}

export interface TravelTime {
  readonly fromInstitutionId: string;
  readonly toInstitutionId: string;
  readonly minutes: number;
}

/** Who belongs to the alliance. The lead hospital sets up all of it, every other institution itself. */
@Injectable()
export class InstitutionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registration: Registration,
    private readonly alteration: Alteration,
  ) {}

  /** @throws ForbiddenError outside the lead hospital; InvalidInputError, CodeTakenError for the codes */
  register(actor: ActorContext, command: NewInstitution): Promise<string> {
    const codes = checkedInstitutionCodes(command.code, command.creditCode);
    return this.registration.register(actor, 'institution', command, async (tx, id) => {
      if (!(await leads(tx))) throw new ForbiddenError();
      if (command.parentId) await requireInstitution(tx, command.parentId);
      await tx.manager.insert(InstitutionEntity, { ...command, ...codes, id, active: true, version: 1 });
    });
  }

  /** Replaces name, address and phone; an institution that is not active takes no referrals. */
  change(actor: ActorContext, command: InstitutionChange): Promise<string> {
    const { name, shortName, address = null, phone = null, active } = command;
    return this.alteration.alter(actor, command, {
      entity: InstitutionEntity,
      what: 'Institution',
      topic: 'institution.changed',
      institutionOf: (_tx, { id }) => id,
      changes: () => ({ name, shortName, address, phone, active }),
      payload: { active },
    });
  }

  /** Says how long the road is. It is a fact and not a step: whoever says it last is right, so it has no version. */
  async setTravelTime(actor: ActorContext, { fromInstitutionId, toInstitutionId, minutes }: TravelTime): Promise<void> {
    if (fromInstitutionId === toInstitutionId) {
      throw new InvalidInputError([{ path: 'toInstitutionId', constraint: 'SAME_INSTITUTION' }]);
    }
    await this.unitOfWork.run(actor, async (tx) => {
      const { version } = await requireManaged(tx, fromInstitutionId);
      await requireInstitution(tx, toInstitutionId);
      const row = { fromInstitutionId, toInstitutionId, minutes };
      await tx.manager.upsert(TravelTimeEntity, row, ['fromInstitutionId', 'toInstitutionId']);
      tx.publish({
        topic: 'travel-time.set',
        aggregateType: 'institution',
        aggregateId: fromInstitutionId,
        aggregateVersion: version,
        payload: { toInstitutionId, minutes },
      });
    });
  }
}
