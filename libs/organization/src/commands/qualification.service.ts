import { Injectable } from '@nestjs/common';
import type { LocalDate } from '#kernel';
import type { Transaction } from '#platform';
import { QualityQualificationEntity } from '../data/quality-qualification.entity.js';
import { requireManaged } from '../data/scope.js';
import { requirePeriod, type ItemCategory, type RecognitionScope } from '../domain/standard-item.js';
import { Alteration, type DirectChange } from './alteration.js';
import { Registration } from './registration.js';

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

/** Certificates by which the results of institutions may be recognised. */
@Injectable()
export class QualificationService {
  constructor(
    private readonly registration: Registration,
    private readonly alteration: Alteration,
  ) {}

  /** @throws NotFoundError for another institution's administrator, InvalidInputError */
  registerIn(tx: Transaction, qualification: Qualification): Promise<string> {
    requirePeriod(qualification);
    return this.registration.registerIn(tx, 'quality-qualification', tx.newId(), async (id) => {
      await requireManaged(tx, qualification.institutionId);
      const itemCodes = [...qualification.itemCodes];
      await tx.manager.insert(QualityQualificationEntity, { ...qualification, itemCodes, id, version: 1 });
    });
  }

  /** Replaces everything but whose certificate it is. @throws NotFoundError, StaleVersionError, InvalidInputError */
  changeIn(tx: Transaction, change: DirectChange, { institutionId, ...terms }: Qualification): Promise<void> {
    requirePeriod(terms);
    return this.alteration.alterIn(tx, change, {
      entity: QualityQualificationEntity,
      what: 'QualityQualification',
      topic: 'quality-qualification.changed',
      institutionOf: () => institutionId,
      changes: () => ({ ...terms, itemCodes: [...terms.itemCodes] }),
    });
  }
}
