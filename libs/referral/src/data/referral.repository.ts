import { Injectable } from '@nestjs/common';
import { StaleVersionError } from '#kernel';
import { Parameters, ReferenceData, statement, type Transaction } from '#platform';
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

/** What a transition may change, by its column. */
const CHANGEABLE = {
  state: 'state',
  stateChangedAt: 'state_changed_at',
  endedAt: 'ended_at',
  firstSubmittedAt: 'first_submitted_at',
  referralNo: 'referral_no',
  ownerStaffId: 'owner_staff_id',
  handling: 'handling',
  toInstitutionId: 'to_institution_id',
  toDepartmentId: 'to_department_id',
  direction: 'direction',
  source: 'source',
  priority: 'priority',
  purposeCode: 'purpose_code',
  purposeComment: 'purpose_comment',
} as const satisfies Partial<Record<keyof ReferralEntity, string>>;

export type ReferralChanges = Partial<Pick<ReferralEntity, keyof typeof CHANGEABLE>>;

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
    const parameters = new Parameters();
    const given = Object.entries(CHANGEABLE).filter(([name]) => name in changes);
    const set = given.map(([name, column]) => `${column} = ${parameters.add(changes[name as keyof ReferralChanges])}`);
    const sql = `UPDATE referrals SET ${['version = version + 1', ...set].join(', ')}
      WHERE id = ${parameters.add(id)} AND version = ${parameters.add(version)} RETURNING version`;
    const changed = await tx.first<{ version: number }>(statement('referral.change', sql), parameters.values);
    if (!changed) throw new StaleVersionError(version, version + 1);
    return changed.version;
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
