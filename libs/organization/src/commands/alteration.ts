import { Injectable } from '@nestjs/common';
import { NotFoundError, StaleVersionError } from '#kernel';
import {
  UnitOfWork,
  claimRequest,
  type ActorContext,
  type DomainEvent,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import type { DepartmentEntity } from '../data/department.entity.js';
import type { InstitutionEntity } from '../data/institution.entity.js';
import type { QualityQualificationEntity } from '../data/quality-qualification.entity.js';
import type { ServiceOfferEntity } from '../data/service-offer.entity.js';
import type { StaffEntity } from '../data/staff.entity.js';
import { manages } from '../data/scope.js';

/** A change of something which the caller has read, inside a transaction of the caller's own. */
export interface DirectChange {
  readonly id: string;
  readonly expectedVersion: number;
}

/** A request that changes something which the caller has read. */
export interface Change extends RepeatableRequest, DirectChange {}

type Versioned = InstitutionEntity | DepartmentEntity | StaffEntity | ServiceOfferEntity | QualityQualificationEntity;

/** How one kind of entry changes. */
export interface Altering<Entry extends Versioned> {
  readonly entity: new () => Entry;
  /** The type as the API names it. */
  readonly what: string;
  /** Past tense: `department.changed`. */
  readonly topic: string;
  /** The institution that an entry belongs to, by which it is decided who may change it. */
  readonly institutionOf: (tx: Transaction, entry: Entry) => Promise<string> | string;
  /** Columns and their new values. Rules are checked here, before the version is. */
  readonly changes: (tx: Transaction, entry: Entry) => Promise<Partial<Entry>> | Partial<Entry>;
  /** What others are told: codes and identifiers alone. */
  readonly payload?: NonNullable<DomainEvent['payload']>;
}

/** How an entry of the directory changes, whatever it is: locked, by whoever sets it up, under the version they saw. */
@Injectable()
export class Alteration {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws NotFoundError, StaleVersionError */
  alter<Entry extends Versioned>(actor: ActorContext, change: Change, altering: Altering<Entry>): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, altering.topic, change, change.id);
      if (claim.fresh) await this.alterIn(tx, change, altering);
      return claim.aggregateId;
    });
  }

  /** The same within a transaction. @throws NotFoundError, StaleVersionError */
  async alterIn<Entry extends Versioned>(
    tx: Transaction,
    { id, expectedVersion }: DirectChange,
    { entity, what, topic, ...altering }: Altering<Entry>,
  ): Promise<void> {
    const found = await this.locked(tx, entity, id);
    if (!found || !(await manages(tx, await altering.institutionOf(tx, found)))) throw new NotFoundError(what, id);
    const changes = await altering.changes(tx, found);
    if (found.version !== expectedVersion) throw new StaleVersionError(expectedVersion, found.version);
    const version = expectedVersion + 1;
    await tx.manager.update<Versioned>(entity, { id }, { ...changes, version });
    const { payload = {} } = altering;
    const aggregateType = topic.slice(0, topic.lastIndexOf('.'));
    tx.publish({ topic, aggregateType, aggregateId: id, aggregateVersion: version, payload });
  }

  private locked<Entry extends Versioned>(tx: Transaction, entity: new () => Entry, id: string): Promise<Entry | null> {
    const found = tx.manager.findOne<Versioned>(entity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    return found as Promise<Entry | null>;
  }
}
