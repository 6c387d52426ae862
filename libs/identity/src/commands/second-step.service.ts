import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { CLOCK, UnitOfWork, type RequestOrigin, type Transaction } from '#platform';
import { AccountRepository } from '../data/account.repository.js';
import { SignInTicketRepository, type OpenTicket } from '../data/sign-in-ticket.repository.js';
import { AccountStatus } from '../domain/account-status.js';
import { SecondFactorFailedError, SecondFactorFailure } from '../domain/errors.js';
import { accountActor } from './account-actor.js';
import { SecondFactorCodes } from './second-factor-codes.js';
import { SessionOpening, type OpenedSession } from './session-opening.js';
import { SignInAttempts } from './sign-in-attempts.js';

export interface SecondStep {
  readonly ticket: string;
  /** Six digits of the device, or a recovery code. */
  readonly code: string;
  readonly device: string | null;
}

/** What happens in one transaction: ticket and code are used up together with the opening of the session, or not at all. */
@Injectable()
export class Proving {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly tickets: SignInTicketRepository,
    private readonly codes: SecondFactorCodes,
    private readonly opening: SessionOpening,
  ) {}

  /** @throws SecondFactorFailedError */
  async open(
    tx: Transaction,
    ticket: OpenTicket,
    { code, device }: Omit<SecondStep, 'ticket'>,
  ): Promise<OpenedSession> {
    const account = await this.accounts.lock(tx, ticket.accountId);
    const unchanged = account?.status === AccountStatus.ACTIVE && account.version === ticket.accountVersion;
    if (!unchanged) throw new SecondFactorFailedError(SecondFactorFailure.Ticket, ticket.accountId);
    if (!(await this.codes.use(tx, account.id, code))) {
      throw new SecondFactorFailedError(SecondFactorFailure.Code, account.id);
    }
    if (!(await this.tickets.use(tx, ticket.id))) {
      throw new SecondFactorFailedError(SecondFactorFailure.Ticket, account.id);
    }
    return this.opening.open(tx, account, { device, isProven: true, byProvider: ticket.byProvider });
  }
}

/** The second step of signing in. */
@Injectable()
export class SecondStepService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly tickets: SignInTicketRepository,
    private readonly attempts: SignInAttempts,
    private readonly proving: Proving,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Opens a session for whoever has proven the password and brings a code that was not used before.
   *
   * @throws SecondFactorFailedError naming whether the ticket or the code does not count
   * @throws SignInLockedError, RateLimitedError: wrong codes count like wrong passwords
   */
  async complete({ ticket: token, code, device }: SecondStep, origin: RequestOrigin): Promise<OpenedSession> {
    const ticket = await this.tickets.find(token, this.clock.now());
    const account = ticket && (await this.accounts.findById(ticket.accountId));
    if (!account) throw new SecondFactorFailedError(SecondFactorFailure.Ticket);
    const attempt = await this.attempts.admit(account.loginName, origin);
    try {
      const session = await this.unitOfWork.run(accountActor(account, origin), (tx) =>
        this.proving.open(tx, ticket, { code, device }),
      );
      await this.attempts.succeed(attempt, account, true);
      return session;
    } catch (error) {
      await this.attempts.fail(attempt, account);
      throw error;
    }
  }
}
