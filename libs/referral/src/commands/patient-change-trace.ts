import { Injectable } from '@nestjs/common';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';
import { ReferralRepository } from '../data/referral.repository.js';
import type { ReferralState } from '../domain/referral-state.js';
import { routeOf } from './referral-transition.service.js';

interface ConcernedReferral extends Record<string, unknown> {
  readonly id: string;
  readonly version: number;
  readonly state: ReferralState;
  readonly patientId: string;
  readonly fromInstitutionId: string;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
}

const CONCERNED = statement(
  'referral.of-moved-patient',
  `SELECT id, version, state, patient_id AS "patientId", from_institution_id AS "fromInstitutionId",
     to_institution_id AS "toInstitutionId", to_department_id AS "toDepartmentId"
   FROM referrals WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
);

/** Leaves a trace on every referral whose patient has turned out to be somebody known, or not to be them after all. */
@Injectable()
export class PatientChangeTrace extends EventConsumer {
  readonly name = 'referral.patient-changes';
  readonly topics = ['patient.merged', 'patient.merge-undone'];

  constructor(private readonly referrals: ReferralRepository) {
    super();
  }

  async handle(tx: Transaction, { payload }: DeliveredEvent): Promise<void> {
    const { referrals = [] } = payload['moved'] as { referrals?: readonly string[] };
    for (const row of await tx.query<ConcernedReferral>(CONCERNED, [referrals])) {
      tx.publish({
        topic: 'referral.patient-changed',
        aggregateType: 'referral',
        aggregateId: row.id,
        aggregateVersion: this.referrals.change(tx, row, {}),
        patientId: row.patientId,
        action: 'changePatient',
        fromState: row.state,
        toState: row.state,
        payload: { ...routeOf(row), fromPatientId: payload['from'] as string, toPatientId: payload['to'] as string },
      });
    }
  }
}
