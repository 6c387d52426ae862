import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { Notices, Urgency } from '#notification';
import { EventConsumer, type DeliveredEvent, type Transaction } from '#platform';

interface ClosedClinic {
  readonly institutionId: string;
  readonly departmentId: string;
  readonly subjects: readonly { readonly domain: string }[];
}

/** Tells the referral centre how many patients have to be moved when a clinic closes. */
@Injectable()
export class ClosureNotices extends EventConsumer {
  readonly name = 'referral.closure-notices';
  readonly topics = ['capacity.clinic-closed'];

  constructor(private readonly notices: Notices) {
    super();
  }

  async handle(tx: Transaction, { aggregateId, payload }: DeliveredEvent): Promise<void> {
    const { institutionId, departmentId, subjects } = payload as unknown as ClosedClinic;
    const count = subjects.filter(({ domain }) => domain === 'referral').length;
    if (count === 0) return;
    await this.notices.send(tx, {
      institutionId,
      departmentId,
      recipients: { holders: [{ institutionId, roles: [Role.REFERRAL_COORDINATOR] }] },
      template: 'referral.clinic-closed',
      parameters: { department: departmentId, count: String(count) },
      subject: { type: 'ClinicClosure', id: aggregateId },
      urgency: Urgency.URGENT,
    });
  }
}
