import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '#kernel';
import { ReasonCheck, UnitOfWork, reasonOf, type ActorContext, type GivenReason, type Transaction } from '#platform';
import { AccountRepository, type StoredAccount } from '../data/account.repository.js';
import { RoleAssignmentRepository } from '../data/role-assignment.repository.js';
import { LastSecurityAdminError } from '../domain/errors.js';
import { AccountEnding } from './account-ending.js';
import { lockForeign, requireVersion, type AccountChange } from './foreign-account.js';
import { accountEvent } from './identity-events.js';
import { roleEvent } from './roles.service.js';

export interface Leaving extends AccountChange, GivenReason {
  /** Who takes over what can be taken over; absent: it goes back to where it came from. */
  readonly successorStaffId?: string | null | undefined;
}

const REASONS = 'identity.leaving';

/** Somebody does not work there any more. */
@Injectable()
export class LeavingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly roles: RoleAssignmentRepository,
    private readonly ending: AccountEnding,
    private readonly reasons: ReasonCheck,
  ) {}

  /**
   * Ends account, sessions, delegations and roles at once. What the person still had to do the domains hand over as soon as
   * they hear of it, each in a transaction of its own, so that none of it keeps the door open.
   *
   * @throws OwnAccountError, LastSecurityAdminError, StaleVersionError, InvalidInputError for reason and successor
   */
  async leave(actor: ActorContext, leaving: Leaving): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const securityAdmins = await this.roles.lockSecurityAdmins(tx, actor.institutionId);
      const account = await lockForeign(this.accounts, tx, leaving.id);
      if (securityAdmins.join() === account.staffId) throw new LastSecurityAdminError();
      await this.check(tx, account, leaving);
      requireVersion(account, leaving);
      const version = await this.ending.end(tx, account);
      const ended = await this.roles.endAllOf(tx, account.staffId);
      ended.forEach((assignment) => tx.publish(roleEvent('revoked', assignment)));
      const { staffId, institutionId } = account;
      const payload = { staffId, institutionId, successorStaffId: leaving.successorStaffId ?? null };
      tx.publish({ ...accountEvent('left', { id: account.id, version }), ...reasonOf(leaving), payload });
    });
  }

  private async check(tx: Transaction, { staffId }: StoredAccount, leaving: Leaving): Promise<void> {
    const { reasonProblem } = await this.reasons.from(REASONS, tx, leaving);
    if (reasonProblem) throw new InvalidInputError([{ path: 'reasonCode', constraint: reasonProblem }]);
    const { successorStaffId } = leaving;
    if (!successorStaffId) return;
    const isThere = await this.accounts.isActiveAt(tx, successorStaffId, tx.actor.institutionId);
    if (isThere && successorStaffId !== staffId) return;
    throw new InvalidInputError([{ path: 'successorStaffId', constraint: 'COLLEAGUE' }]);
  }
}
