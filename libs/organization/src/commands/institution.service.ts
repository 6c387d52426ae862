import { Injectable } from '@nestjs/common';
import { ForbiddenError, InvalidInputError } from '#kernel';
import { UnitOfWork, type ActorContext, type Transaction } from '#platform';
import { InstitutionEntity } from '../data/institution.entity.js';
import { TravelTimeEntity } from '../data/travel-time.entity.js';
import { checkedInstitutionCodes } from '../domain/institution-codes.js';
import type { InstitutionKind } from '../domain/institution-kind.js';
import { Alteration, type Altering, type Change, type DirectChange } from './alteration.js';
import { Registration, type Creation } from './registration.js';
import { mayLead, requireInstitution, requireManaged } from '../data/scope.js';

interface InstitutionDetails {
  readonly name: string;
  readonly shortName: string;
  readonly address?: string | null;
  readonly phone?: string | null;
}

interface InstitutionEntry extends InstitutionDetails {
  readonly code: string;
  readonly creditCode?: string | null;
  readonly kind: InstitutionKind;
  readonly parentId?: string | null;
}

export interface NewInstitution extends Creation, InstitutionEntry {}

interface InstitutionTerms extends InstitutionDetails {
  readonly active: boolean;
  /** Left out where they stay. */
  readonly creditCode?: string | null;
  readonly parentId?: string | null;
}

export interface InstitutionChange extends Change, InstitutionTerms {}

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
    checkedInstitutionCodes(command.code, command.creditCode);
    return this.registration.register(actor, 'institution', command, (tx, id) => insert(tx, id, command));
  }

  /** The same within a transaction. @throws as {@link register}, but for codes that are taken */
  registerIn(tx: Transaction, entry: InstitutionEntry): Promise<string> {
    return this.registration.registerIn(tx, 'institution', tx.newId(), (id) => insert(tx, id, entry));
  }

  /** Replaces name, address and phone; an institution that is not active takes no referrals. */
  change(actor: ActorContext, command: InstitutionChange): Promise<string> {
    return this.alteration.alter(actor, command, altering(command));
  }

  /** The same within a transaction. @throws NotFoundError, StaleVersionError, InvalidInputError */
  changeIn(tx: Transaction, change: DirectChange, terms: InstitutionTerms): Promise<void> {
    return this.alteration.alterIn(tx, change, altering(terms));
  }

  /** Says how long the road is. It is a fact and not a step: whoever says it last is right, so it has no version. */
  setTravelTime(actor: ActorContext, travelTime: TravelTime): Promise<void> {
    return this.unitOfWork.run(actor, (tx) => this.setTravelTimeIn(tx, travelTime));
  }

  /** The same within a transaction. @throws InvalidInputError, NotFoundError */
  async setTravelTimeIn(tx: Transaction, { fromInstitutionId, toInstitutionId, minutes }: TravelTime): Promise<void> {
    if (fromInstitutionId === toInstitutionId) {
      throw new InvalidInputError([{ path: 'toInstitutionId', constraint: 'SAME_INSTITUTION' }]);
    }
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
  }
}

async function insert(tx: Transaction, id: string, entry: InstitutionEntry): Promise<void> {
  const codes = checkedInstitutionCodes(entry.code, entry.creditCode);
  if (!(await mayLead(tx))) throw new ForbiddenError();
  if (entry.parentId) await requireInstitution(tx, entry.parentId);
  await tx.manager.insert(InstitutionEntity, { ...entry, ...codes, id, active: true, version: 1 });
}

function altering({ name, shortName, address = null, phone = null, ...terms }: InstitutionTerms) {
  const { active, creditCode, parentId } = terms;
  return {
    entity: InstitutionEntity,
    what: 'Institution',
    topic: 'institution.changed',
    institutionOf: (_tx, { id }) => id,
    changes: async (tx, { id, code }) => {
      if (parentId) await requireInstitution(tx, parentId);
      if (parentId === id) throw new InvalidInputError([{ path: 'parentId', constraint: 'ABOVE_ITSELF' }]);
      const codes = creditCode === undefined ? {} : checkedInstitutionCodes(code, creditCode);
      return { name, shortName, address, phone, active, ...codes, ...(parentId !== undefined && { parentId }) };
    },
    payload: { active },
  } satisfies Altering<InstitutionEntity>;
}
