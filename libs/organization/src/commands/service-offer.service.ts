import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '#kernel';
import type { ActorContext, Transaction } from '#platform';
import { DepartmentEntity } from '../data/department.entity.js';
import { ServiceOfferEntity } from '../data/service-offer.entity.js';
import type { ServiceDirection, ServiceHandling } from '../domain/service-offer.js';
import { Alteration, type Change } from './alteration.js';
import { Registration, type Creation } from './registration.js';
import { manages } from './scope.js';

export interface NewServiceOffer extends Creation {
  readonly departmentId: string;
  readonly direction: ServiceDirection;
  readonly handling: ServiceHandling;
  /** An empty list, and an absent limit, means no restriction. */
  readonly purposeCodes: readonly string[];
  readonly diagnosisPrefixes: readonly string[];
  readonly minimumAge?: number | null;
  readonly maximumAge?: number | null;
  readonly sex?: '1' | '2' | null;
  readonly note?: string | null;
}

/** What departments take referrals for. */
@Injectable()
export class ServiceOfferService {
  constructor(
    private readonly registration: Registration,
    private readonly alteration: Alteration,
  ) {}

  /** @throws NotFoundError for another institution's administrator; InvalidInputError for ages the wrong way round */
  register(actor: ActorContext, command: NewServiceOffer): Promise<string> {
    requireAges(command);
    return this.registration.register(actor, 'service-offer', command, async (tx, id) => {
      const { departmentId } = command;
      const institutionId = await institutionOf(tx, departmentId);
      if (!institutionId || !(await manages(tx, institutionId))) throw new NotFoundError('Department', departmentId);
      const purposeCodes = [...command.purposeCodes];
      const diagnosisPrefixes = command.diagnosisPrefixes.map((prefix) => prefix.toUpperCase());
      const row = { ...command, purposeCodes, diagnosisPrefixes, id, active: true, version: 1 };
      await tx.manager.insert(ServiceOfferEntity, row);
    });
  }

  /** Takes an offer out of the directory; referrals that were sent on it stay. */
  withdraw(actor: ActorContext, command: Change): Promise<string> {
    return this.alteration.alter(actor, command, {
      entity: ServiceOfferEntity,
      what: 'ServiceOffer',
      topic: 'service-offer.withdrawn',
      institutionOf: async (tx, { departmentId }) => (await institutionOf(tx, departmentId)) ?? '',
      changes: () => ({ active: false }),
    });
  }
}

function requireAges({ minimumAge, maximumAge }: NewServiceOffer): void {
  if (typeof minimumAge === 'number' && typeof maximumAge === 'number' && minimumAge > maximumAge) {
    throw new InvalidInputError([{ path: 'maximumAge', constraint: 'BELOW_MINIMUM_AGE' }]);
  }
}

async function institutionOf(tx: Transaction, departmentId: string): Promise<string | null> {
  const department = await tx.manager.findOneBy(DepartmentEntity, { id: departmentId });
  return department?.institutionId ?? null;
}
