import { Injectable } from '@nestjs/common';
import { Cipher, type Transaction } from '#platform';
import { hashRecoveryCode, isDeviceCode, stepOf } from '../data/one-time-code.js';
import { SECRET_CONTEXT, type SecondFactorEntity } from '../data/second-factor.entity.js';
import { SecondFactorRepository } from '../data/second-factor.repository.js';

/** Looks at codes of devices and of paper, and uses them up. */
@Injectable()
export class SecondFactorCodes {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly cipher: Cipher,
  ) {}

  /** The time step of a code that the device of this factor shows at about that time; null for any other. */
  step({ secretCiphertext }: SecondFactorEntity, code: string, now: Date): number | null {
    return stepOf(this.cipher.decrypt(secretCiphertext, SECRET_CONTEXT), code, now);
  }

  /** Uses up a code of the device or one from paper. @returns whether it counted: a code counts once */
  async use(tx: Transaction, accountId: string, code: string): Promise<boolean> {
    if (!isDeviceCode(code)) return this.factors.useRecoveryCode(tx, accountId, hashRecoveryCode(code));
    const factor = await this.factors.find(accountId, tx);
    const step = factor?.confirmedAt ? this.step(factor, code, tx.now) : null;
    return step !== null && this.factors.useStep(tx, accountId, step);
  }
}
