import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '#platform';
import { isActiveThere, isHandedOn, isInForce } from './delegated-roles.js';
import { DelegationEntity } from './delegation.entity.js';

const LOCK_STAFF = statement('delegation.lock-staff', 'SELECT 1 FROM staff WHERE id = $1 FOR NO KEY UPDATE');
const FACTS = statement(
  'delegation.facts',
  `SELECT ${isActiveThere('$2::uuid', '$3::uuid', '$5')} AS "delegateIsActive",
     (SELECT count(*)::int FROM role_assignments r,
        (SELECT $1::uuid AS delegator_staff_id, $3::uuid AS institution_id, $4::uuid AS department_id) g
      WHERE ${isHandedOn('$5')}) AS "rolesToDelegate"`,
);
const LOCK = statement(
  'delegation.lock',
  `SELECT id, delegator_staff_id AS "delegatorStaffId", delegate_staff_id AS "delegateStaffId",
     institution_id AS "institutionId", ended_at AS "endedAt", version
   FROM delegations WHERE id = $1 FOR UPDATE`,
);
const IN_FORCE = statement(
  'delegation.in-force',
  `SELECT g.institution_id AS "institutionId", g.delegator_staff_id AS "delegatorStaffId" FROM delegations g
   WHERE g.id = $1 AND g.delegate_staff_id = $2 AND ${isInForce('$3')}`,
);
const END = statement(
  'delegation.end',
  `UPDATE delegations SET ended_at = $2, ended_by_staff_id = $3, version = version + 1 WHERE id = $1 RETURNING id, version`,
);
const END_ALL = statement(
  'delegation.end-all',
  `UPDATE delegations SET ended_at = $2, ended_by_staff_id = $3, version = version + 1
   WHERE $1 IN (delegator_staff_id, delegate_staff_id) AND ended_at IS NULL AND valid_to > $2 RETURNING id, version`,
);

/** A delegation as its end looks at it. */
export type StoredDelegation = Pick<
  DelegationEntity,
  'id' | 'delegatorStaffId' | 'delegateStaffId' | 'institutionId' | 'endedAt' | 'version'
>;

/** Who wants to let whom act, and where. */
export type DelegationPlace = Pick<
  DelegationEntity,
  'delegatorStaffId' | 'delegateStaffId' | 'institutionId' | 'departmentId'
>;

export interface DelegationFacts {
  readonly delegateIsActive: boolean;
  readonly rolesToDelegate: number;
}

export type EndedDelegation = Pick<DelegationEntity, 'id' | 'version'>;

/** Writes delegations; every method runs in the caller's transaction. */
@Injectable()
export class DelegationRepository {
  /** One after the other for each delegator. */
  async lockDelegator(tx: Transaction, staffId: string): Promise<void> {
    await tx.query(LOCK_STAFF, [staffId]);
  }

  async facts(tx: Transaction, place: DelegationPlace): Promise<DelegationFacts> {
    const { delegatorStaffId, delegateStaffId, institutionId, departmentId } = place;
    const values = [delegatorStaffId, delegateStaffId, institutionId, departmentId, tx.now];
    const [row] = await tx.query<DelegationFacts & Record<string, unknown>>(FACTS, values);
    return row!;
  }

  async insert(tx: Transaction, delegation: DelegationEntity): Promise<void> {
    await tx.manager.insert(DelegationEntity, delegation);
  }

  lock(tx: Transaction, id: string): Promise<StoredDelegation | null> {
    return tx.first<StoredDelegation & Record<string, unknown>>(LOCK, [id]);
  }

  /** Where, and in whose name, the delegate may act by it now; null where they may not. */
  inForce(tx: Transaction, id: string, delegateStaffId: string) {
    return tx.first<{ institutionId: string; delegatorStaffId: string }>(IN_FORCE, [id, delegateStaffId, tx.now]);
  }

  async end(tx: Transaction, id: string): Promise<EndedDelegation> {
    const [row] = await tx.query<EndedDelegation & Record<string, unknown>>(END, [id, tx.now, tx.actor.staffId]);
    return row!;
  }

  /** Everything that somebody has given or been given. */
  endAllOf(tx: Transaction, staffId: string): Promise<EndedDelegation[]> {
    return tx.query<EndedDelegation & Record<string, unknown>>(END_ALL, [staffId, tx.now, tx.actor.staffId]);
  }
}
