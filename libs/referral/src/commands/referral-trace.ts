import { Injectable } from '@nestjs/common';
import type { JsonRecord } from '#kernel';
import { statement, type Transaction } from '#platform';
import { ReferralRepository } from '../data/referral.repository.js';
import { publishNote, type Noted } from './referral-note.js';

const CONCERNED = statement(
  'referral.concerned',
  `SELECT id, version, state, patient_id AS "patientId", from_institution_id AS "fromInstitutionId",
     to_institution_id AS "toInstitutionId", to_department_id AS "toDepartmentId"
   FROM referrals WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
);

/** What has happened to the patient, as it stands in the log of their referrals. */
interface Note {
  readonly topic: string;
  readonly action: string;
  readonly payload?: JsonRecord;
}

/** Leaves a trace on referrals of what happens elsewhere; they stay where they are. */
@Injectable()
export class ReferralTrace {
  constructor(private readonly referrals: ReferralRepository) {}

  async leave(tx: Transaction, ids: readonly string[], { payload = {}, ...note }: Note): Promise<void> {
    for (const row of await tx.query<Noted & Record<string, unknown>>(CONCERNED, [[...ids]])) {
      const version = this.referrals.change(tx, row, {});
      publishNote(tx, { ...row, version }, { ...note, comment: null, payload });
    }
  }
}
