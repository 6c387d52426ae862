import { Injectable } from '@nestjs/common';
import { elapsed } from '#kernel';
import { Cipher, UnitOfWork, type ActorContext, type Transaction } from '#platform';
import { ArrangementRepository, type WrongCodes } from '../data/arrangement.repository.js';
import { ReferralRepository } from '../data/referral.repository.js';
import { CODE_CONTEXT, normalizeAppointmentCode } from '../domain/appointment-code.js';
import { DeskLockedError, WrongAppointmentCodeError } from '../domain/errors.js';
import { wrongCodesSince, type ReferralLimits } from '../domain/limits.js';
import { ARRIVAL } from './arrival.js';
import { UpTransitionService } from './up-transition.service.js';

/** What a desk learns of an appointment whose code it verified: nothing clinical. */
export interface Arrival {
  readonly referralId: string;
  readonly arrivedAt: Date;
}

/** The desk, where patients show their codes. */
@Injectable()
export class DeskService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: UpTransitionService,
    private readonly arrangements: ArrangementRepository,
    private readonly referrals: ReferralRepository,
    private readonly cipher: Cipher,
  ) {}

  /**
   * The patient stands at the desk and shows the code.
   * @throws WrongAppointmentCodeError, and DeskLockedError after too many of them
   */
  async confirmArrivalByCode(actor: ActorContext, code: string): Promise<Arrival> {
    const indexes = this.cipher.blindIndexes(normalizeAppointmentCode(code), CODE_CONTEXT);
    const found = await this.unitOfWork.run(actor, async (tx) => {
      await this.requireOpenDesk(tx);
      const appointment = await this.arrangements.findByCode(tx, indexes);
      if (!appointment) return this.countWrongCode(tx);
      await this.transitions.take(
        tx,
        { id: appointment.id, expectedVersion: appointment.version },
        {
          ...ARRIVAL,
          operation: 'verifyAppointmentCode',
          reach: 'code',
          bring: () => ({ byCode: true }),
        },
      );
      return { referralId: appointment.id, arrivedAt: tx.now };
    });
    if (typeof found === 'number') throw new WrongAppointmentCodeError(found);
    return found;
  }

  private async requireOpenDesk(tx: Transaction): Promise<void> {
    await this.arrangements.lockDesk(tx);
    const limits = await this.referrals.limits(tx);
    const wrong = await this.wrongCodes(tx, limits);
    if (wrong.count < limits['referral.wrong_code_limit_attempts']) return;
    const lockedFor = elapsed(wrongCodesSince(tx.now, limits), wrong.first ?? tx.now);
    throw new DeskLockedError(Math.max(1, Math.ceil(lockedFor / 1000)));
  }

  /** Committed although the act is refused: the attempt must count. @returns how many are left */
  private async countWrongCode(tx: Transaction): Promise<number> {
    await this.arrangements.addWrongCode(tx);
    const limits = await this.referrals.limits(tx);
    const { count } = await this.wrongCodes(tx, limits);
    return Math.max(0, limits['referral.wrong_code_limit_attempts'] - count);
  }

  private wrongCodes(tx: Transaction, limits: ReferralLimits): Promise<WrongCodes> {
    return this.arrangements.wrongCodes(tx, wrongCodesSince(tx.now, limits));
  }
}
