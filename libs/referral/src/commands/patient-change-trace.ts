import { Injectable } from '@nestjs/common';
import { EventConsumer, type DeliveredEvent, type Transaction } from '#platform';
import { ReferralTrace } from './referral-trace.js';

/** Leaves a trace on every referral whose patient has turned out to be somebody known, or not to be them after all. */
@Injectable()
export class PatientChangeTrace extends EventConsumer {
  readonly name = 'referral.patient-changes';
  readonly topics = ['patient.merged', 'patient.merge-undone'];

  constructor(private readonly trace: ReferralTrace) {
    super();
  }

  async handle(tx: Transaction, { payload }: DeliveredEvent): Promise<void> {
    const { referrals = [] } = payload['moved'] as { referrals?: readonly string[] };
    await this.trace.leave(tx, referrals, {
      topic: 'referral.patient-changed',
      action: 'changePatient',
      payload: { fromPatientId: payload['from'] as string, toPatientId: payload['to'] as string },
    });
  }
}
