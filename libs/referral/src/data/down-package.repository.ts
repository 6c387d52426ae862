import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { EMPTY_FORM } from '../domain/clinical-form.js';
import type { DownPackage } from '../domain/down-package.js';
import { ClinicalPackageEntity } from './clinical-package.entity.js';
import { DownPackageEntity } from './down-package.entity.js';

/** What an up-referral told of the patient that is still of use on the way back. */
export type KnownHistory = Pick<ClinicalPackageEntity, 'pastHistory' | 'allergyStatus' | 'allergyDetail'>;

const NOTHING_KNOWN: KnownHistory = { pastHistory: null, allergyStatus: null, allergyDetail: null };

/** Writes what down-referrals hand over. */
@Injectable()
export class DownPackageRepository {
  async create(tx: Transaction, given: DownPackage, known: KnownHistory = NOTHING_KNOWN): Promise<string> {
    const id = tx.newId();
    await tx.manager.insert(ClinicalPackageEntity, {
      id,
      ...EMPTY_FORM,
      ...known,
      transportNeeds: [],
      diagnoses: [...given.dischargeDiagnoses],
    });
    await tx.manager.insert(DownPackageEntity, { packageId: id, ...partsOf(given) });
    return id;
  }

  async save(tx: Transaction, packageId: string, given: DownPackage): Promise<void> {
    await tx.manager.update(ClinicalPackageEntity, { id: packageId }, { diagnoses: [...given.dischargeDiagnoses] });
    await tx.manager.update(DownPackageEntity, { packageId }, partsOf(given));
  }
}

function partsOf(given: DownPackage): Omit<DownPackageEntity, 'packageId'> {
  const { summary, recheckAdvice, rehabilitationGoals, nursingPoints } = given;
  const { warningSymptoms, monitoringIndicators, highRisk, firstFollowUpOn } = given;
  return {
    summary,
    medicines: [...given.medicines],
    recheckAdvice,
    rehabilitationGoals,
    nursingPoints,
    warningSymptoms,
    monitoringIndicators,
    highRisk,
    firstFollowUpOn,
  };
}
