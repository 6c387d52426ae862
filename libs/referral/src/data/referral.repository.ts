import { Injectable } from '@nestjs/common';
import { activeConsentSql } from '#patient';
import { ReferenceData, changeRow, statement, type Parameters, type Transaction } from '#platform';
import { limitKeys, type ReferralLimits } from '../domain/limits.js';
import { ClinicalPackageEntity } from './clinical-package.entity.js';
import type { Direction } from '../domain/referral-state.js';
import { NUMBER_DIGITS } from '../domain/referral-no.js';
import { OutcomeEntity } from './outcome.entity.js';
import { ReferralEntity } from './referral.entity.js';

/** A running number in at least so many digits, behind the day that `day` is the placeholder of. */
const numberSql = (day: string): string =>
  `${day} || (SELECT repeat('0', ${NUMBER_DIGITS} - length(n)) || n FROM CAST(nextval('referral_no_sequence') AS text) n)`;

/** What a transition may change, by its column. */
const CHANGEABLE = {
  kind: 'kind',
  state: 'state',
  stateChangedAt: 'state_changed_at',
  endedAt: 'ended_at',
  endedFrom: 'ended_from',
  editedAt: 'edited_at',
  archivedAt: 'archived_at',
  reviewingInstitutionId: 'reviewing_institution_id',
  centreReviews: 'centre_reviews',
  receivedAt: 'received_at',
  arrivedAt: 'arrived_at',
  visitTime: 'visit_time',
  consentDueAt: 'consent_due_at',
  retrospective: 'retrospective',
  recordedLate: 'recorded_late',
  firstSubmittedAt: 'first_submitted_at',
  ownerStaffId: 'owner_staff_id',
  handling: 'handling',
  wantedDoctorStaffId: 'wanted_doctor_staff_id',
  expectedHandling: 'expected_handling',
  toInstitutionId: 'to_institution_id',
  toDepartmentId: 'to_department_id',
  direction: 'direction',
  source: 'source',
  priority: 'priority',
  purposeCode: 'purpose_code',
  purposeComment: 'purpose_comment',
} as const satisfies Partial<Record<keyof ReferralEntity, string>>;

const NUMBER = statement('referral.number', `SELECT ${numberSql('$1::text')} AS "referralNo"`);
const COVERS = statement(
  'referral.consent-covers',
  `SELECT ${activeConsentSql({ patientId: '$1', kind: "'REFERRAL'", institutionId: '$2', at: '$3' })} AS covered`,
);
const URGED = statement('referral.urged', 'UPDATE referrals SET urged_at = $2 WHERE id = $1');
/** Who attached them when stays as it was. */
const CARRY_FILES = statement(
  'referral.carry-files',
  `INSERT INTO referral_attachments (id, package_id, file_id, name_ciphertext, attached_by_staff_id, attached_at)
   SELECT gen_random_uuid(), $2, file_id, name_ciphertext, attached_by_staff_id, attached_at
   FROM referral_attachments WHERE package_id = $1`,
);
/** The child keeps patient, sender, form, submit time and priority. */
const REDIRECT = statement(
  'referral.redirect',
  `INSERT INTO referrals (id, parent_id, referral_no, direction, kind, source, priority, state, version, patient_id,
     package_id, from_institution_id, author_staff_id, to_institution_id, to_department_id, purpose_code,
     purpose_comment, expected_handling, first_submitted_at, received_at, state_changed_at, created_at)
   SELECT $2, id, $3, $4, kind, source, priority, 'PENDING_ACCEPTANCE', 1, patient_id, package_id, from_institution_id,
     author_staff_id, $5, $6, purpose_code, purpose_comment, expected_handling, first_submitted_at, $7, $7, $7
   FROM referrals WHERE id = $1`,
);

/** Where a redirected referral goes on. */
export interface Redirection {
  readonly parentId: string;
  readonly childId: string;
  readonly numberedAs: string;
  readonly direction: Direction;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
}

export interface ReferralChanges extends Partial<Pick<ReferralEntity, keyof typeof CHANGEABLE>> {
  /** How the number begins that the referral is given now. */
  readonly numberedAs?: string;
}

/** Writes referrals; every method runs in the caller's transaction. */
@Injectable()
export class ReferralRepository {
  constructor(private readonly reference: ReferenceData) {}

  /** With its package, where that is not there already. */
  async create(tx: Transaction, referral: ReferralEntity, clinical?: ClinicalPackageEntity): Promise<void> {
    if (clinical) await tx.manager.insert(ClinicalPackageEntity, clinical);
    await tx.manager.insert(ReferralEntity, referral);
  }

  /** Saves changes of a referral whose row is locked. @returns its version from then on */
  change(tx: Transaction, row: { readonly id: string; readonly version: number }, changes: ReferralChanges): number {
    const { numberedAs } = changes;
    const also = (parameters: Parameters): string[] =>
      numberedAs ? [`referral_no = ${numberSql(parameters.add(numberedAs))}`] : [];
    return changeRow(tx, row, { table: 'referrals', columns: CHANGEABLE, changes, also });
  }

  /** The files of one package belong to another one as well. */
  carryFiles(tx: Transaction, fromPackageId: string, toPackageId: string): void {
    tx.write(CARRY_FILES, [fromPackageId, toPackageId]);
  }

  async saveForm(tx: Transaction, packageId: string, form: Partial<ClinicalPackageEntity>): Promise<void> {
    await tx.manager.update(ClinicalPackageEntity, { id: packageId }, form);
  }

  /** An outcome may be put right until the referral is completed. */
  async saveOutcome(tx: Transaction, outcome: OutcomeEntity): Promise<void> {
    await tx.manager.upsert(OutcomeEntity, outcome, ['referralId']);
  }

  async createChild(tx: Transaction, redirection: Redirection): Promise<void> {
    const { parentId, childId, direction, toInstitutionId, toDepartmentId } = redirection;
    const referralNo = await this.number(tx, redirection.numberedAs);
    await tx.query(REDIRECT, [parentId, childId, referralNo, direction, toInstitutionId, toDepartmentId, tx.now]);
  }

  /** The next number that begins so. */
  async number(tx: Transaction, prefix: string): Promise<string> {
    const [row] = await tx.query<{ referralNo: string }>(NUMBER, [prefix]);
    return row!.referralNo;
  }

  /** Whether the patient has consented to be referred to the institution. */
  async consentCovers(tx: Transaction, patientId: string, institutionId: string): Promise<boolean> {
    const [row] = await tx.query<{ covered: boolean }>(COVERS, [patientId, institutionId, tx.now]);
    return row!.covered;
  }

  /** Nobody's version changes: whoever has the referral open goes on. */
  noteUrged(tx: Transaction, id: string): void {
    tx.write(URGED, [id, tx.now]);
  }

  limits(tx: Transaction): Promise<ReferralLimits> {
    return this.reference.settings(limitKeys, tx.now, tx);
  }
}
