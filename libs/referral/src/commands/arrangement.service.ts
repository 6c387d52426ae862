import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  Cipher,
  ReasonCheck,
  reasonOf,
  violatedConstraint,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
  type Transaction,
} from '#platform';
import { ArrangementRepository } from '../data/arrangement.repository.js';
import type { Loaded } from '../data/referral-facts.reader.js';
import { APPOINTMENT_CODE_DIGITS, CODE_CONTEXT, appointmentCode } from '../domain/appointment-code.js';
import { codeExpiresAt, latestVisitAt } from '../domain/limits.js';
import { ARRIVAL } from './arrival.js';
import type { WantedCapacity } from './referral-capacity.js';
import type { ReferralEffect } from './referral-transition.service.js';
import { noteOfRefusal, type RefusedArrangement } from './slot-search-note.js';
import { UpReceiver } from './up-receiver.js';
import { UpTransitionService, type Step } from './up-transition.service.js';

const MAX_CODE_ATTEMPTS = 5;
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

/** From the appointment to the patient at the desk. */
@Injectable()
export class ArrangementService {
  constructor(
    private readonly transitions: UpTransitionService,
    private readonly arrangements: ArrangementRepository,
    private readonly reasons: ReasonCheck,
    private readonly cipher: Cipher,
    private readonly receiver: UpReceiver,
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
    return this.transitions.run(actor, command, { ...ARRIVAL, operation: 'confirmReferralArrival' });
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

  private async fix(actor: ActorContext, command: ArrangeCommand, step: Step): Promise<Claim> {
    let refused: RefusedArrangement | undefined;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.transitions.run(actor, command, {
          ...step,
          takes: command,
          bring: (tx, loaded) => {
            refused = { row: loaded.row, visitTime: command.visitTime };
            return {
              visitTime: command.visitTime,
              latestVisit: latestVisitAt(tx.now, loaded.limits),
              takes: command.clinicSessionId ? 'SLOT' : command.bedPoolId ? 'BED' : null,
            };
          },
          aftermath: (error) => (refused ? noteOfRefusal(error, refused) : null),
        });
      } catch (error) {
        // A random code can be taken already; another one is tried.
        if (CODE_TAKEN.has(violatedConstraint(error) ?? '') && attempt < MAX_CODE_ATTEMPTS) continue;
        throw error;
      }
    }
  }

  private async hold(tx: Transaction, { row, limits }: Loaded, command: ArrangeCommand): Promise<ReferralEffect> {
    await this.receiver.requireReceiver(tx, row, { path: 'doctorStaffId', staffId: command.doctorStaffId });
    const code = appointmentCode(randomInt(10 ** APPOINTMENT_CODE_DIGITS));
    const [codeIndex, codeIndex2] = this.cipher.blindIndexes(code, CODE_CONTEXT);
    this.arrangements.create(tx, {
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
    });
    return { changes: { visitTime: command.visitTime } };
  }
}
