import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { UnitOfWork, claimRequest, type ActorContext, type DomainEvent, type Transaction } from '#platform';
import { AccountRepository } from '../data/account.repository.js';
import type { RoleAssignmentEntity } from '../data/role-assignment.entity.js';
import { RoleAssignmentRepository } from '../data/role-assignment.repository.js';
import { LastSecurityAdminError, OwnAccountError, RoleRefusedError } from '../domain/errors.js';
import { administers } from './administration-scope.js';
import { brokenRoleRule } from '../domain/role-assignment-rules.js';
import { Role } from '../domain/roles.js';

export interface NewRoleAssignment extends GivenRole {
  readonly idempotencyKey: string;
}

/** A role of somebody, at an institution that is told beside it. */
export interface GivenRole {
  readonly staffId: string;
  readonly role: Role;
  readonly departmentId?: string | null | undefined;
  /** Absent: at once. */
  readonly validFrom?: Date | null | undefined;
  /** Absent: until it is taken back. */
  readonly validTo?: Date | null | undefined;
}

/** Who holds which role at the actor's institution. */
@Injectable()
export class RolesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly roles: RoleAssignmentRepository,
    private readonly accounts: AccountRepository,
  ) {}

  /**
   * Gives somebody a role at the actor's institution; people of other institutions can hold one here.
   *
   * @returns the id of the assignment
   * @throws OwnAccountError, RoleRefusedError naming the rule, NotFoundError for staff or department
   */
  assign(actor: ActorContext, request: NewRoleAssignment): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'assignRole', request, tx.newId());
      if (claim.fresh) await this.insert(tx, claim.aggregateId, { ...request, institutionId: actor.institutionId });
      return claim.aggregateId;
    });
  }

  /** The same within a transaction, at any institution whose roles the actor gives. @throws as {@link assign} */
  async assignIn(tx: Transaction, institutionId: string, assignment: GivenRole): Promise<void> {
    await this.insert(tx, tx.newId(), { ...assignment, institutionId });
  }

  /**
   * Takes a role back from now on; sessions lose what came with it at their next request. Doing it twice is no mistake.
   *
   * @throws OwnAccountError, LastSecurityAdminError, NotFoundError
   */
  async revoke(actor: ActorContext, id: string): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const securityAdmins = await this.roles.lockSecurityAdmins(tx, actor.institutionId);
      const assignment = await this.roles.lock(tx, id, actor.institutionId);
      if (!assignment) throw new NotFoundError('RoleAssignment', id);
      if (assignment.staffId === actor.staffId) throw new OwnAccountError();
      if (assignment.validTo && assignment.validTo <= tx.now) return;
      const isLast = assignment.role === Role.SECURITY_ADMIN && securityAdmins.join() === assignment.staffId;
      if (isLast) throw new LastSecurityAdminError();
      await this.roles.end(tx, assignment);
      tx.publish(roleEvent('revoked', assignment));
    });
  }

  private async insert(tx: Transaction, id: string, request: GivenRole & { institutionId: string }): Promise<void> {
    const { staffId, role, institutionId, departmentId = null, validFrom, validTo = null } = request;
    if (!administers(tx.actor, institutionId)) throw new NotFoundError('Institution', institutionId);
    if (staffId === tx.actor.staffId) throw new OwnAccountError();
    if (!(await this.accounts.lockStaff(tx, staffId))) throw new NotFoundError('Staff', staffId);
    if (departmentId && !(await this.roles.isDepartmentOf(tx, departmentId, institutionId))) {
      throw new NotFoundError('Department', departmentId);
    }
    const assignment = { id, staffId, role, institutionId, departmentId, validFrom: validFrom ?? tx.now, validTo };
    const broken = brokenRoleRule(assignment, await this.roles.listHeldBy(tx, staffId), tx.now);
    if (broken) throw new RoleRefusedError(broken);
    await this.roles.insert(tx, assignment);
    tx.publish(roleEvent('assigned', assignment));
  }
}

/** A role was given or taken back. */
export function roleEvent(what: 'assigned' | 'revoked', assignment: RoleAssignmentEntity): DomainEvent {
  const { id, staffId, role, institutionId, departmentId } = assignment;
  return {
    topic: `role.${what}`,
    aggregateType: 'role-assignment',
    aggregateId: id,
    aggregateVersion: what === 'assigned' ? 1 : 2,
    payload: { staffId, role, institutionId, departmentId },
  };
}
