import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError, StaleVersionError, checkReason } from '#kernel';
import {
  ReferenceData,
  UnitOfWork,
  claimRequest,
  violatedConstraint,
  type ActorContext,
  type Transaction,
} from '#platform';
import { DelegationRepository, type StoredDelegation } from '../data/delegation.repository.js';
import { DelegationRule, brokenDelegationRule } from '../domain/delegation.js';
import { DelegationRefusedError } from '../domain/errors.js';
import { Permission } from '../domain/permissions.js';
import { delegationEnded } from './identity-events.js';

export interface NewDelegation {
  readonly idempotencyKey: string;
  readonly delegateStaffId: string;
  readonly departmentId?: string | null | undefined;
  readonly reasonCode: string;
  readonly comment?: string | null | undefined;
  /** Absent: at once. */
  readonly validFrom?: Date | null | undefined;
  readonly validTo: Date;
}

export interface DelegationChange {
  readonly id: string;
  readonly expectedVersion: number;
}

const REASONS = 'identity.delegation';
const LONGEST = 'identity.delegation_limit_days';
const ONE_AT_A_TIME = 'ex_delegations_one_at_a_time';
const DEPARTMENT = 'fk_delegations_department';

/** Letting colleagues act in one's name, and taking that back. */
@Injectable()
export class DelegationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly delegations: DelegationRepository,
    private readonly reference: ReferenceData,
  ) {}

  /**
   * Lets a colleague act in the actor's name at the institution of the session, with the roles that the actor holds there.
   *
   * @returns the id of the delegation
   * @throws DelegationRefusedError naming the rule; NotFoundError for somebody who is not active there; InvalidInputError
   */
  async delegate(actor: ActorContext, request: NewDelegation): Promise<string> {
    try {
      return await this.unitOfWork.run(actor, async (tx) => {
        const claim = await claimRequest(tx, 'delegateRoles', request, tx.newId());
        if (claim.fresh) await this.insert(tx, claim.aggregateId, request);
        return claim.aggregateId;
      });
    } catch (error) {
      throw refusedBy(error, request);
    }
  }

  /**
   * Ends a delegation from now on: whoever gave it, whoever has it, and the security administrator of the institution.
   * Doing it twice is no mistake.
   *
   * @throws NotFoundError, StaleVersionError
   */
  async end(actor: ActorContext, { id, expectedVersion }: DelegationChange): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const delegation = await this.delegations.lock(tx, id);
      if (!delegation || !mayEnd(actor, delegation)) throw new NotFoundError('Delegation', id);
      if (delegation.endedAt) return;
      if (delegation.version !== expectedVersion) throw new StaleVersionError(expectedVersion, delegation.version);
      tx.publish(delegationEnded(await this.delegations.end(tx, id)));
    });
  }

  private async insert(tx: Transaction, id: string, request: NewDelegation): Promise<void> {
    const { delegateStaffId, departmentId = null, reasonCode, comment = null, validTo } = request;
    const { staffId: delegatorStaffId, institutionId } = tx.actor;
    const place = { delegatorStaffId, delegateStaffId, institutionId, departmentId };
    await this.delegations.lockDelegator(tx, delegatorStaffId);
    const { delegateIsActive, rolesToDelegate } = await this.delegations.facts(tx, place);
    if (!delegateIsActive) throw new NotFoundError('Staff', delegateStaffId);
    await this.requireReason(tx, request);
    const { [LONGEST]: longestDays } = await this.reference.settings([LONGEST], tx.now, tx);
    const period = { validFrom: request.validFrom ?? tx.now, validTo };
    const isOnBehalf = tx.actor.onBehalfOfStaffId !== null;
    const broken = brokenDelegationRule({ ...place, ...period, isOnBehalf, rolesToDelegate, longestDays }, tx.now);
    if (broken) throw new DelegationRefusedError(broken, { longestDays });
    const open = { createdAt: tx.now, endedAt: null, endedByStaffId: null, version: 1 };
    await this.delegations.insert(tx, { id, ...place, ...period, reasonCode, comment, ...open });
    tx.publish({
      topic: 'delegation.granted',
      aggregateType: 'delegation',
      aggregateId: id,
      aggregateVersion: 1,
      reasonCode,
      payload: { ...place, validFrom: period.validFrom.toISOString(), validTo: validTo.toISOString() },
    });
  }

  private async requireReason(tx: Transaction, { reasonCode, comment }: NewDelegation): Promise<void> {
    const reasons = await this.reference.reasons(REASONS, tx.now, tx);
    const verdict = checkReason(reasons, reasonCode, comment, tx.now);
    if (verdict !== true) throw new InvalidInputError([{ path: 'reasonCode', constraint: verdict.rule }]);
  }
}

function mayEnd(actor: ActorContext, { delegatorStaffId, delegateStaffId, institutionId }: StoredDelegation): boolean {
  if (actor.staffId === delegatorStaffId || actor.staffId === delegateStaffId) return true;
  return actor.permissions.has(Permission.ManageAccounts) && actor.institutionId === institutionId;
}

function refusedBy(error: unknown, { departmentId }: NewDelegation): unknown {
  switch (violatedConstraint(error)) {
    case ONE_AT_A_TIME:
      return new DelegationRefusedError(DelegationRule.AlreadyDelegated);
    case DEPARTMENT:
      return new NotFoundError('Department', departmentId ?? '');
    default:
      return error;
  }
}
