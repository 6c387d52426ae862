import { Injectable } from '@nestjs/common';
import { Cipher, UnitOfWork, type ActorContext, type Transaction } from '#platform';
import { AccountRepository, type StoredAccount } from '../data/account.repository.js';
import { enrolmentUri, hashRecoveryCode, newRecoveryCodes, newSecret } from '../data/one-time-code.js';
import { SECRET_CONTEXT } from '../data/second-factor.entity.js';
import { SecondFactorRepository } from '../data/second-factor.repository.js';
import { SessionRepository } from '../data/session.repository.js';
import {
  SecondFactorFailedError,
  SecondFactorFailure,
  SecondFactorRefusedError,
  SecondFactorRule,
} from '../domain/errors.js';
import { accountEvent, sessionRevoked } from './identity-events.js';
import { SecondFactorProof } from './second-factor-proof.js';
import { sessionOf } from './sessions.service.js';

/** What a device needs to show codes; it is shown once. */
export interface Enrolment {
  /** In base32, for typing. */
  readonly secret: string;
  /** `otpauth://totp/…`, for scanning. */
  readonly uri: string;
}

/** How people set up the second factor of their own account. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly factors: SecondFactorRepository,
    private readonly sessions: SessionRepository,
    private readonly proof: SecondFactorProof,
    private readonly cipher: Cipher,
  ) {}

  /**
   * Makes a secret that counts once a code of it is confirmed; a former one that never was confirmed is forgotten.
   *
   * @throws CurrentPasswordWrongError which counts like a failed sign-in
   * @throws SecondFactorRefusedError where a second factor is enrolled
   */
  async begin(actor: ActorContext, currentPassword: string): Promise<Enrolment> {
    const account = await this.proof.byPassword(actor, currentPassword);
    const secret = newSecret();
    await this.unitOfWork.run(actor, async (tx) => {
      const locked = await this.lockOwn(tx, { enrolled: false });
      await this.factors.begin(tx, locked.id, this.cipher.encrypt(secret, SECRET_CONTEXT));
      tx.publish(accountEvent('second-factor-begun', locked));
    });
    return { secret, uri: enrolmentUri(secret, account.loginName) };
  }

  /**
   * Makes the second factor count from now on; this session has proven it, the person's other ones end.
   *
   * @returns the recovery codes, which exist here and on paper alone
   * @throws SecondFactorFailedError for a wrong code, which counts like a failed sign-in
   * @throws SecondFactorRefusedError where nothing was begun
   */
  confirm(actor: ActorContext, code: string): Promise<string[]> {
    const sessionId = sessionOf(actor);
    return this.proof.counted(actor, async (tx) => {
      const account = await this.lockOwn(tx, { enrolled: false });
      const factor = await this.factors.find(account.id, tx);
      if (!factor) throw new SecondFactorRefusedError(SecondFactorRule.NotBegun);
      const step = this.proof.step(factor, code, tx.now);
      if (step === null) throw new SecondFactorFailedError(SecondFactorFailure.Code, account.id);
      if (!(await this.factors.confirm(tx, factor, step)))
        throw new SecondFactorRefusedError(SecondFactorRule.NotBegun);
      await this.sessions.prove(tx, sessionId);
      const ended = await this.sessions.revokeAll(tx, account.id, sessionId);
      ended.forEach((id) => tx.publish(sessionRevoked(id, account.id)));
      const version = await this.accounts.update(tx, account, {});
      tx.publish(accountEvent('second-factor-enrolled', { id: account.id, version }));
      return this.freshCodes(tx, account.id);
    });
  }

  /** Replaces the recovery codes by new ones. @throws SecondFactorFailedError, SecondFactorRefusedError */
  regenerate(actor: ActorContext, code: string): Promise<string[]> {
    return this.proof.counted(actor, async (tx) => {
      const account = await this.lockOwn(tx, { enrolled: true });
      if (!(await this.proof.use(tx, account.id, code))) {
        throw new SecondFactorFailedError(SecondFactorFailure.Code, account.id);
      }
      tx.publish(accountEvent('recovery-codes-replaced', account));
      return this.freshCodes(tx, account.id);
    });
  }

  private async freshCodes(tx: Transaction, accountId: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    await this.factors.replaceRecoveryCodes(tx, accountId, codes.map(hashRecoveryCode));
    return codes;
  }

  private async lockOwn(tx: Transaction, { enrolled }: { readonly enrolled: boolean }): Promise<StoredAccount> {
    const account = await this.accounts.lock(tx, tx.actor.accountId);
    if (account?.hasSecondFactor !== enrolled) {
      const { AlreadyEnrolled, NotEnrolled } = SecondFactorRule;
      throw new SecondFactorRefusedError(enrolled ? NotEnrolled : AlreadyEnrolled);
    }
    return account;
  }
}
