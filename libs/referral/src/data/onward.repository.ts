import { Injectable } from '@nestjs/common';
import { holdsRole, statement, type Transaction } from '#platform';
import { Role } from '#identity';
import type { OnwardState } from '../domain/onward.transitions.js';
import type { ReferralRow } from './referral-facts.reader.js';
import { OnwardReferralEntity } from './onward-referral.entity.js';

// Moved by the referral centre that forwarded it, however long ago.
const LOCK = statement(
  'referral.onward-lock',
  `SELECT o.id, o.version, o.state, o.parent_id AS "parentId", r.patient_id AS "patientId"
   FROM onward_referrals o JOIN referrals r ON r.id = o.parent_id
   WHERE o.id = $1 AND r.to_institution_id = $2 AND $3 FOR UPDATE OF o`,
);

/** What the rules of a referral beyond the alliance look at. */
export interface OnwardRow {
  readonly id: string;
  readonly version: number;
  readonly state: OnwardState;
  readonly parentId: string;
  readonly patientId: string;
}

type Destination = Pick<OnwardReferralEntity, 'referralNo' | 'institutionName' | 'departmentName'>;
export type OnwardChanges = Partial<Pick<OnwardReferralEntity, 'answer' | 'sentAt' | 'answeredAt' | 'endedAt'>>;

/** Reads and writes referrals beyond the alliance. */
@Injectable()
export class OnwardRepository {
  /** As a draft of the referral centre. */
  async create(tx: Transaction, parent: ReferralRow, destination: Destination): Promise<void> {
    const id = tx.newId();
    await tx.manager.insert(OnwardReferralEntity, {
      id,
      ...destination,
      parentId: parent.id,
      state: 'DRAFT',
      version: 1,
      answer: null,
      createdAt: tx.now,
      sentAt: null,
      answeredAt: null,
      endedAt: null,
    });
    tx.publish({
      topic: 'referral.onward-drafted',
      aggregateType: 'onward-referral',
      aggregateId: id,
      aggregateVersion: 1,
      patientId: parent.patientId,
      action: 'forwardOnward',
      toState: 'DRAFT',
      payload: { referralId: parent.id },
    });
  }

  /** With its row locked; null where it does not exist for the actor. */
  lock(tx: Transaction, id: string): Promise<OnwardRow | null> {
    const isCoordinator = holdsRole(tx.actor, Role.REFERRAL_COORDINATOR);
    return tx.first<OnwardRow & Record<string, unknown>>(LOCK, [id, tx.actor.institutionId, isCoordinator]);
  }

  async change(tx: Transaction, { id, version }: OnwardRow, state: OnwardState, changes: OnwardChanges): Promise<void> {
    await tx.manager.update(OnwardReferralEntity, { id }, { ...changes, state, version: version + 1 });
  }
}
