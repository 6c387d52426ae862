import type { JsonRecord } from '#kernel';
import type { Transaction } from '#platform';
import type { ReferralState } from '../domain/referral-state.js';
import { routeOf } from './referral-transition.service.js';

/** A referral that something is noted of. */
export interface Noted {
  readonly id: string;
  readonly version: number;
  readonly state: ReferralState;
  readonly patientId: string;
  readonly fromInstitutionId: string;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
}

interface Note {
  readonly topic: string;
  readonly action: string;
  readonly comment: string | null;
  readonly payload: JsonRecord;
}

/** Leaves an event on a referral that stays where it is. Under the version that it had, whoever has it open goes on. */
export function publishNote(tx: Transaction, row: Noted, { payload, ...note }: Note): void {
  tx.publish({
    ...note,
    aggregateType: 'referral',
    aggregateId: row.id,
    aggregateVersion: row.version,
    patientId: row.patientId,
    fromState: row.state,
    toState: row.state,
    payload: { ...routeOf(row), ...payload },
  });
}
