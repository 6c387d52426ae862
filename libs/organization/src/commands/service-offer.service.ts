import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '#kernel';
import type { ActorContext, Transaction } from '#platform';
import { DepartmentEntity } from '../data/department.entity.js';
import { ServiceOfferEntity } from '../data/service-offer.entity.js';
import type { ServiceDirection, ServiceHandling } from '../domain/service-offer.js';
import { Alteration, type Change, type DirectChange } from './alteration.js';
import { Registration, type Creation } from './registration.js';
import { manages } from '../data/scope.js';

export interface NewServiceOffer extends Creation, OfferEntry {}

interface OfferEntry extends OfferTerms {
  readonly departmentId: string;
  /** Of the offer within its department, where it has one. */
  readonly code?: string | null;
}

interface OfferTerms {
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
    return this.registration.register(actor, 'service-offer', command, (tx, id) => insert(tx, id, command));
  }

  /** The same within a transaction. @throws NotFoundError, InvalidInputError */
  async registerIn(tx: Transaction, entry: OfferEntry): Promise<string> {
    return this.registration.registerIn(tx, 'service-offer', tx.newId(), (id) => insert(tx, id, entry));
  }

  /** Replaces what is offered; one that was withdrawn stands in the directory again. @throws as {@link registerIn} */
  async changeIn(tx: Transaction, change: DirectChange, terms: OfferTerms): Promise<void> {
    requireAges(terms);
    await this.alteration.alterIn(tx, change, {
      entity: ServiceOfferEntity,
      what: 'ServiceOffer',
      topic: 'service-offer.changed',
      institutionOf: async (own, { departmentId }) => (await institutionOf(own, departmentId)) ?? '',
      changes: () => ({ ...terms, ...listsOf(terms), active: true }),
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

async function insert(tx: Transaction, id: string, entry: OfferEntry): Promise<void> {
  requireAges(entry);
  const { departmentId } = entry;
  const institutionId = await institutionOf(tx, departmentId);
  if (!institutionId || !(await manages(tx, institutionId))) throw new NotFoundError('Department', departmentId);
  await tx.manager.insert(ServiceOfferEntity, { ...entry, ...listsOf(entry), id, active: true, version: 1 });
}

function listsOf({ purposeCodes, diagnosisPrefixes }: OfferTerms) {
  return {
    purposeCodes: [...purposeCodes],
    diagnosisPrefixes: diagnosisPrefixes.map((prefix) => prefix.toUpperCase()),
  };
}

function requireAges({ minimumAge, maximumAge }: OfferTerms): void {
  if (typeof minimumAge === 'number' && typeof maximumAge === 'number' && minimumAge > maximumAge) {
    throw new InvalidInputError([{ path: 'maximumAge', constraint: 'BELOW_MINIMUM_AGE' }]);
  }
}

async function institutionOf(tx: Transaction, departmentId: string): Promise<string | null> {
  const department = await tx.manager.findOneBy(DepartmentEntity, { id: departmentId });
  return department?.institutionId ?? null;
}
