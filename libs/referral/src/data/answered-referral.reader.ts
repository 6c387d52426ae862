import { Injectable } from '@nestjs/common';
import type { CodedConcept } from '#kernel';
import { Parameters, statement, type Transaction } from '#platform';
import type { Handling, Priority, UpState } from '../domain/referral-state.js';
import type { KnownHistory } from './down-package.repository.js';
import { visibleTo } from './visibility.js';

/** What an up-referral holds that the referral back can begin with. */
export interface AnsweredReferral {
  readonly id: string;
  readonly state: UpState;
  readonly patientId: string;
  readonly fromInstitutionId: string;
  readonly authorStaffId: string;
  readonly handling: Handling | null;
  readonly priority: Priority;
  /** Of the sender: where its author works, if that department takes referrals; null where none does. */
  readonly backToDepartmentId: string | null;
  /** The outcome's, where it has been recorded. */
  readonly diagnoses: readonly CodedConcept[];
  readonly treatment: string | null;
  readonly feedback: string | null;
  readonly history: KnownHistory;
}

const answeredSql = (which: string): string =>
  `SELECT r.id, r.state, r.patient_id AS "patientId",
     r.from_institution_id AS "fromInstitutionId", r.author_staff_id AS "authorStaffId", r.handling, r.priority,
     (SELECT d.id FROM departments d WHERE d.institution_id = r.from_institution_id AND d.active AND d.accepts_referrals
      ORDER BY d.id IS NOT DISTINCT FROM a.department_id DESC, d.code LIMIT 1) AS "backToDepartmentId",
     coalesce(o.diagnoses, c.diagnoses) AS diagnoses, o.treatment, o.feedback,
     json_build_object('pastHistory', c.past_history, 'allergyStatus', c.allergy_status,
       'allergyDetail', c.allergy_detail) AS history
   FROM referrals r JOIN clinical_packages c ON c.id = r.package_id JOIN staff a ON a.id = r.author_staff_id
   LEFT JOIN referral_outcomes o ON o.referral_id = r.id
   WHERE r.direction <> 'DOWN' AND ${which}`;

/** Reads up-referrals that are to be answered. */
@Injectable()
export class AnsweredReferralReader {
  /** Null where the actor's institution has not received it, or it does not exist for the actor. */
  async find(tx: Transaction, id: string): Promise<AnsweredReferral | null> {
    const parameters = new Parameters();
    const received = `r.id = ${parameters.add(id)} AND r.to_institution_id = ${parameters.add(tx.actor.institutionId)}`;
    const sql = answeredSql(`${received} AND ${visibleTo(tx.actor, tx.now, parameters)}`);
    return tx.first<AnsweredReferral & Record<string, unknown>>(statement('referral.answered', sql), parameters.values);
  }
}
