import { Injectable } from '@nestjs/common';
import { Notices, Urgency } from '#notification';
import type { Transaction } from '#platform';
import type { NamedCriticalValue } from '../data/correction.repository.js';

/** What people are told; drills have texts of their own, which say so. */
export type CriticalValueText =
  | 'notified'
  | 'notified-unverified'
  | 'unacknowledged'
  | 'read-back-mismatched'
  | 'unhandled'
  | 'unreachable'
  | 'acknowledged'
  | 'cancelled'
  | 'corrected'
  | 'corrected-closed'
  | 'refuted'
  | 'report-changed';

/** Tells people of critical values: where from and to and under which number, never who or what. */
@Injectable()
export class CriticalValueNotices {
  constructor(private readonly notices: Notices) {}

  async tell(
    tx: Transaction,
    row: NamedCriticalValue,
    { institutionId, staffIds }: { readonly institutionId: string; readonly staffIds: readonly string[] },
    text: CriticalValueText,
  ): Promise<void> {
    if (staffIds.length === 0) return;
    await this.notices.send(tx, {
      institutionId,
      recipients: { staffIds },
      template: row.drill ? `critical-value.drill-${text}` : `critical-value.${text}`,
      parameters: {
        fromInstitution: row.centreInstitutionId,
        toInstitution: row.orderingInstitutionId,
        criticalNo: row.criticalNo,
      },
      subject: { type: 'CriticalValue', id: row.id },
      urgency: Urgency.EMERGENCY,
    });
  }
}
