import { Injectable } from '@nestjs/common';
import type { CodedConcept } from '#kernel';
import type { Transaction } from '#platform';
import { EMPTY_FORM } from '../domain/clinical-form.js';
import { DraftService } from './draft.service.js';

/** What another part of the work knows of a referral that is to be written. */
export interface KnownReferral {
  readonly patientId: string;
  readonly toDepartmentId: string;
  readonly source: 'OUTPATIENT' | 'INPATIENT';
  readonly diagnoses: readonly CodedConcept[];
  readonly chiefComplaint: string | null;
  readonly presentIllness: string | null;
  readonly treatmentPlan: string | null;
}

/** Begins up-referrals inside the transactions of others, as drafts of whoever acts: the doctor fills in the rest. */
@Injectable()
export class ReferralDrafts {
  constructor(private readonly drafts: DraftService) {}

  /** @returns the id of the referral @throws NotFoundError for the department; InvalidInputError where it is not upward */
  async draftIn(tx: Transaction, { patientId, toDepartmentId, source, ...form }: KnownReferral): Promise<string> {
    const id = tx.newId();
    await this.drafts.create(tx, id, {
      patientId,
      toDepartmentId,
      source,
      kind: 'ROUTINE',
      priority: 'III',
      purposeCode: 'specialist_needed',
      form: { ...EMPTY_FORM, ...form },
    });
    return id;
  }
}
