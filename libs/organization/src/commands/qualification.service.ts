import { Injectable } from '@nestjs/common';
import type { LocalDate } from '#kernel';
import type { ActorContext, Transaction } from '#platform';
import { QualityQualificationEntity } from '../data/quality-qualification.entity.js';
import { requireManaged } from '../data/scope.js';
import { requirePeriod, type ItemCategory, type RecognitionScope } from '../domain/standard-item.js';
import { Alteration, type Altering, type Change, type DirectChange } from './alteration.js';
import { Registration, type Creation } from './registration.js';

export interface Qualification {
  readonly institutionId: string;
  readonly certificateNo: string;
  readonly name: string;
  readonly category: ItemCategory;
  /** None means all of the category. */
  readonly itemCodes: readonly string[];
  readonly scope: Exclude<RecognitionScope, 'NONE'>;
  readonly issuedBy: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
  readonly active: boolean;
}

type QualificationTerms = Omit<Qualification, 'institutionId'>;

export interface NewQualification extends Creation, Omit<Qualification, 'active'> {}
export interface QualificationChange extends Change, QualificationTerms {}

/** Certificates by which the results of institutions may be recognised. */
@Injectable()
export class QualificationService {
  constructor(
    private readonly registration: Registration,
    private readonly alteration: Alteration,
  ) {}

  /** @returns its id @throws NotFoundError for another institution's administrator; InvalidInputError, CodeTakenError */
  register(actor: ActorContext, command: NewQualification): Promise<string> {
    requirePeriod(command);
    return this.registration.register(actor, WHAT, command, (tx, id) => insert(tx, id, { ...command, active: true }));
  }

  /** The same within a transaction. @throws NotFoundError for another institution's administrator, InvalidInputError */
  registerIn(tx: Transaction, qualification: Qualification): Promise<string> {
    requirePeriod(qualification);
    return this.registration.registerIn(tx, WHAT, tx.newId(), (id) => insert(tx, id, qualification));
  }

  /** Replaces everything but whose certificate it is. @returns its id @throws NotFoundError, StaleVersionError, InvalidInputError */
  change(actor: ActorContext, command: QualificationChange): Promise<string> {
    return this.alteration.alter(actor, command, altering(command));
  }

  /** The same within a transaction. @throws NotFoundError, StaleVersionError, InvalidInputError */
  changeIn(tx: Transaction, change: DirectChange, terms: QualificationTerms): Promise<void> {
    return this.alteration.alterIn(tx, change, altering(terms));
  }
}

const WHAT = 'quality-qualification';

async function insert(tx: Transaction, id: string, qualification: Qualification): Promise<void> {
  const { institutionId } = qualification;
  await requireManaged(tx, institutionId);
  await tx.manager.insert(QualityQualificationEntity, { ...saidBy(qualification), institutionId, id, version: 1 });
}

function altering(terms: QualificationTerms) {
  requirePeriod(terms);
  return {
    entity: QualityQualificationEntity,
    what: 'QualityQualification',
    topic: 'quality-qualification.changed',
    institutionOf: (_tx, { institutionId }) => institutionId,
    changes: () => saidBy(terms),
  } satisfies Altering<QualityQualificationEntity>;
}

/** What a certificate says, and nothing of the request. */
function saidBy({ certificateNo, name, category, itemCodes, scope, issuedBy, ...rest }: QualificationTerms) {
  const { validFrom, validTo, active } = rest;
  return { certificateNo, name, category, itemCodes: [...itemCodes], scope, issuedBy, validFrom, validTo, active };
}
