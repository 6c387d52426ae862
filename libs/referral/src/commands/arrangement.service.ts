import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { elapsed } from '#kernel';
import {
  Cipher,
  UnitOfWork,
  violatedConstraint,
  ReasonCheck,
  reasonOf,
  type ActorContext,
  type Claim,
  type Transaction,
  type ChangeCommand,
  type ReasonCommand,
} from '#platform';
import { ArrangementRepository, type WrongCodes } from '../data/arrangement.repository.js';
import type { Loaded } from '../data/referral-facts.reader.js';
import { ReferralRepository } from '../data/referral.repository.js';
import {
  APPOINTMENT_CODE_DIGITS,
  CODE_CONTEXT,
  appointmentCode,
  normalizeAppointmentCode,
} from '../domain/appointment-code.js';
import { DeskLockedError, WrongAppointmentCodeError } from '../domain/errors.js';
import { codeExpiresAt, consentDueAt, latestVisitAt, wrongCodesSince, type ReferralLimits } from '../domain/limits.js';
import type { WantedCapacity } from './referral-capacity.js';
import type { ReferralEffect } from './referral-transition.service.js';
import { UpTransitionService, type Step } from './up-transition.service.js';

const MAX_CODE_ATTEMPTS = 5;
const ARRIVAL = { action: 'confirmArrival', topic: 'referral.arrived' } as const;
const CODE_TAKEN = new Set(['uq_referral_arrangements_code', 'uq_referral_arrangements_code_2']);

export interface ArrangeCommand extends ChangeCommand, WantedCapacity {
  readonly floor?: string | null;
  readonly room?: string | null;
  readonly phone?: string | null;
  readonly doctorStaffId?: string | null;
  readonly ward?: string | null;
  readonly bed?: string | null;
  readonly nurseStationPhone?: string | null;
}

/** What a desk learns of an appointment whose code it verified: nothing clinical. */
export interface Arrival {
  readonly referralId: string;
  readonly arrivedAt: Date;
}

/** From the appointment to the patient at the desk. */
@Injectable()
export class ArrangementService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: UpTransitionService,
    private readonly arrangements: ArrangementRepository,
    private readonly referrals: ReferralRepository,
    private readonly reasons: ReasonCheck,
    private readonly cipher: Cipher,
  ) {}

  /** Says where and when the patient is expected, and gives the code by which a desk knows them. */
  arrange(actor: ActorContext, command: ArrangeCommand): Promise<Claim> {
    return this.fix(actor, command, {
      action: 'arrange',
      operation: 'arrangeReferral',
      topic: 'referral.arranged',
      effect: (tx, loaded) => this.hold(tx, loaded, command),
    });
  }

  /** Another time or place, also for somebody who did not come: the old code counts no longer. */
  rearrange(actor: ActorContext, command: ArrangeCommand): Promise<Claim> {
    return this.fix(actor, command, {
      action: 'rearrange',
      operation: 'rearrangeReferral',
      topic: 'referral.rearranged',
      effect: (tx, loaded) => {
        this.arrangements.end(tx, loaded.row.id);
        return this.hold(tx, loaded, command);
      },
    });
  }

  /** The patient is there without a code, or after it has run out. */
  confirmArrival(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, { ...ARRIVAL, operation: 'confirmReferralArrival', effect: arrived });
  }

  markNoShow(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'markNoShow',
      operation: 'markReferralNoShow',
      topic: 'referral.no-show',
      bring: (tx) => this.reasons.from('referral.no-show', tx, command),
      effect: () => reasonOf(command),
    });
  }

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
          effect: arrived,
        },
      );
      return { referralId: appointment.id, arrivedAt: tx.now };
    });
    if (typeof found === 'number') throw new WrongAppointmentCodeError(found);
    return found;
  }

  private async fix(actor: ActorContext, command: ArrangeCommand, step: Step): Promise<Claim> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.transitions.run(actor, command, {
          ...step,
          takes: command,
          bring: (tx, { limits }) => ({
            visitTime: command.visitTime,
            latestVisit: latestVisitAt(tx.now, limits),
            takes: command.clinicSessionId ? 'SLOT' : command.bedPoolId ? 'BED' : null,
          }),
        });
      } catch (error) {
        // A random code can be taken already; another one is tried.
        if (!CODE_TAKEN.has(violatedConstraint(error) ?? '') || attempt === MAX_CODE_ATTEMPTS) throw error;
      }
    }
  }

  private async hold(tx: Transaction, { row, limits }: Loaded, command: ArrangeCommand): Promise<ReferralEffect> {
    const code = appointmentCode(randomInt(10 ** APPOINTMENT_CODE_DIGITS));
    const [codeIndex, codeIndex2] = this.cipher.blindIndexes(code, CODE_CONTEXT);
    await this.arrangements.create(tx, {
      id: tx.newId(),
      referralId: row.id,
      institutionId: row.toInstitutionId,
      visitTime: command.visitTime,
      floor: command.floor ?? null,
      room: command.room ?? null,
      phone: command.phone ?? null,
      doctorStaffId: command.doctorStaffId ?? null,
      ward: command.ward ?? null,
      bed: command.bed ?? null,
      nurseStationPhone: command.nurseStationPhone ?? null,
      codeIndex,
      codeIndex2,
      codeCiphertext: this.cipher.encrypt(code, CODE_CONTEXT),
      codeExpiresAt: codeExpiresAt(command.visitTime, limits),
      arrangedAt: tx.now,
      replacedAt: null,
    });
    return { changes: { visitTime: command.visitTime } };
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

/** What an emergency did not wait for is due from now on. */
function arrived(tx: Transaction, { row, limits }: Loaded): ReferralEffect {
  const consentDue = row.consentOnFile ? null : consentDueAt(tx.now, limits);
  return { changes: { arrivedAt: tx.now, consentDueAt: consentDue } };
}
