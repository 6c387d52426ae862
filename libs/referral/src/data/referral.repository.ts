import { Injectable } from '@nestjs/common';
import { Parameters, ReferenceData, statement, type Transaction } from '#platform';
import { limitKeys, type ReferralLimits } from '../domain/limits.js';
import { ClinicalPackageEntity } from './clinical-package.entity.js';
import { NUMBER_DIGITS } from '../domain/referral-no.js';
import { OutcomeEntity } from './outcome.entity.js';
import { ReferralEntity } from './referral.entity.js';

/** A running number in at least so many digits, behind the day that `day` is the placeholder of. */
const numberSql = (day: string): string =>
  `${day} || (SELECT repeat('0', ${NUMBER_DIGITS} - length(n)) || n FROM CAST(nextval('referral_no_sequence') AS text) n)`;

/** What a transition may change, by its column. */
const CHANGEABLE = {
  state: 'state',
  stateChangedAt: 'state_changed_at',
  endedAt: 'ended_at',
  firstSubmittedAt: 'first_submitted_at',
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

export interface ReferralChanges extends Partial<Pick<ReferralEntity, keyof typeof CHANGEABLE>> {
  /** How the number begins that the referral is given now. */
  readonly numberedAs?: string;
}

/** Writes referrals; every method runs in the caller's transaction. */
@Injectable()
export class ReferralRepository {
  constructor(private readonly reference: ReferenceData) {}

  async create(tx: Transaction, referral: ReferralEntity, clinical: ClinicalPackageEntity): Promise<void> {
    await tx.manager.insert(ClinicalPackageEntity, clinical);
    await tx.manager.insert(ReferralEntity, referral);
  }

  /** Saves changes of a referral whose row is locked. @returns its version from then on */
  change(tx: Transaction, id: string, version: number, changes: ReferralChanges): number {
    const parameters = new Parameters();
    const next = version + 1;
    const given = Object.entries(CHANGEABLE).filter(([name]) => name in changes);
    const set = given.map(
      ([name, column]) => `${column} = ${parameters.add(changes[name as keyof typeof CHANGEABLE])}`,
    );
    if (changes.numberedAs) set.push(`referral_no = ${numberSql(parameters.add(changes.numberedAs))}`);
    const sql = `UPDATE referrals SET ${[`version = ${parameters.add(next)}`, ...set].join(', ')}
      WHERE id = ${parameters.add(id)}`;
    tx.write(statement('referral.change', sql), parameters.values);
    return next;
  }

  async saveForm(tx: Transaction, packageId: string, form: Omit<ClinicalPackageEntity, 'id'>): Promise<void> {
    await tx.manager.update(ClinicalPackageEntity, { id: packageId }, form);
  }

  /** An outcome may be put right until the referral is completed. */
  async saveOutcome(tx: Transaction, outcome: OutcomeEntity): Promise<void> {
    await tx.manager.upsert(OutcomeEntity, outcome, ['referralId']);
  }

  limits(tx: Transaction): Promise<ReferralLimits> {
    return this.reference.settings(limitKeys, tx.now, tx);
  }
}
