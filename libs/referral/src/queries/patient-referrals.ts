import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '#platform';

const OF_PATIENT = statement(
  'referral.of-patient',
  `SELECT 1 FROM referrals r WHERE r.id = $1 AND r.patient_id = $2 AND r.state <> 'DRAFT'
     AND $3 IN (r.from_institution_id, r.to_institution_id)`,
);

/** Whether a referral is about somebody and one of an institution's, for other parts of the work that serve its purpose. */
@Injectable()
export class PatientReferrals {
  /** On either side of it, once it is no draft any more. */
  async has(
    on: Queryable,
    of: { readonly referralId: string; readonly patientId: string; readonly institutionId: string },
  ): Promise<boolean> {
    return (await on.query(OF_PATIENT, [of.referralId, of.patientId, of.institutionId])).length > 0;
  }
}
