import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '#kernel';
import { ReasonCheck, UnitOfWork, reasonOf, type ActorContext, type GivenReason } from '#platform';
import { AccountRepository } from '../data/account.repository.js';
import { SecondFactorRepository } from '../data/second-factor.repository.js';
import { SessionRepository } from '../data/session.repository.js';
import { SecondFactorRefusedError, SecondFactorRule } from '../domain/errors.js';
import { lockForeign, requireVersion, type AccountChange } from './foreign-account.js';
import { accountEvent, sessionRevoked } from './identity-events.js';

const REASONS = 'identity.second_factor_reset';

/** What the security administrator does for somebody who has lost their device. */
@Injectable()
export class SecondFactorResetService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly factors: SecondFactorRepository,
    private readonly sessions: SessionRepository,
    private readonly reasons: ReasonCheck,
  ) {}

  /**
   * Takes the second factor and the recovery codes from somebody else's account and ends its sessions.
   *
   * @throws OwnAccountError, StaleVersionError, InvalidInputError for the reason
   * @throws SecondFactorRefusedError where none is enrolled
   */
  async reset(actor: ActorContext, change: AccountChange, reason: GivenReason): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const account = await lockForeign(this.accounts, tx, change.id);
      const { reasonProblem } = await this.reasons.from(REASONS, tx, reason);
      if (reasonProblem) throw new InvalidInputError([{ path: 'reasonCode', constraint: reasonProblem }]);
      if (!account.hasSecondFactor) throw new SecondFactorRefusedError(SecondFactorRule.NotEnrolled);
      requireVersion(account, change);
      await this.factors.remove(tx, account.id);
      const version = await this.accounts.update(tx, account, {});
      tx.publish({ ...accountEvent('second-factor-reset', { id: account.id, version }), ...reasonOf(reason) });
      const ended = await this.sessions.revokeAll(tx, account.id);
      ended.forEach((id) => tx.publish(sessionRevoked(id, account.id)));
    });
  }
}
