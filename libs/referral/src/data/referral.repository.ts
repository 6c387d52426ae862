import { Injectable } from '@nestjs/common';
import { StaleVersionError } from '#kernel';
import { ReferenceData, statement, type Transaction } from '#platform';
import { limitKeys, type ReferralLimits } from '../domain/limits.js';
import { ClinicalPackageEntity } from './clinical-package.entity.js';
import { OutcomeEntity } from './outcome.entity.js';
import { ReferralEntity } from './referral.entity.js';

const NEXT_NO = statement('referral.next-no', `SELECT nextval('referral_no_sequence')::int AS sequence`);
const DUPLICATE = statement(
  'referral.duplicate',
  `SELECT id FROM referrals WHERE patient_id = $1 AND to_department_id = $2 AND id <> $3
     AND ended_at IS NULL AND first_submitted_at > $4 ORDER BY id DESC LIMIT 1`,
);

export type ReferralChanges = Partial<Omit<ReferralEntity, 'id' | 'version'>>;

/** Writes referrals; every method runs in the caller's transaction. */
@Injectable()
export class ReferralRepository {
  constructor(private readonly reference: ReferenceData) {}

  async create(tx: Transaction, referral: ReferralEntity, clinical: ClinicalPackageEntity): Promise<void> {
    await tx.manager.insert(ClinicalPackageEntity, clinical);
    await tx.manager.insert(ReferralEntity, referral);
  }

  /** Saves changes under the version that was read. @throws StaleVersionError when somebody else was faster */
  async change(tx: Transaction, id: string, version: number, changes: ReferralChanges): Promise<number> {
    const next = version + 1;
    const { affected } = await tx.manager.update(ReferralEntity, { id, version }, { ...changes, version: next });
    if (affected !== 1) throw new StaleVersionError(version, next);
    return next;
  }

  async saveForm(tx: Transaction, packageId: string, form: Omit<ClinicalPackageEntity, 'id'>): Promise<void> {
    await tx.manager.update(ClinicalPackageEntity, { id: packageId }, form);
  }

  /** An outcome may be put right until the referral is completed. */
  async saveOutcome(tx: Transaction, outcome: OutcomeEntity): Promise<void> {
    await tx.manager.upsert(OutcomeEntity, outcome, ['referralId']);
  }

  async nextSequence(tx: Transaction): Promise<number> {
    const row = await tx.first<{ sequence: number }>(NEXT_NO);
    return row!.sequence;
  }

  /** Another open referral of the patient to the department; the patient's row is locked by the caller. */
  async openDuplicate(
    tx: Transaction,
    referral: { id: string; patientId: string; toDepartmentId: string },
    since: Date,
  ): Promise<string | null> {
    const { id, patientId, toDepartmentId } = referral;
    const row = await tx.first<{ id: string }>(DUPLICATE, [patientId, toDepartmentId, id, since]);
    return row?.id ?? null;
  }

  limits(tx: Transaction): Promise<ReferralLimits> {
    return this.reference.settings(limitKeys, tx.now, tx);
  }
}
