import { Injectable } from '@nestjs/common';
import { Commitments } from '#calendar';
import type { JsonRecord } from '#kernel';
import {
  ReasonCheck,
  reasonOf,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
  type Transaction,
} from '#platform';
import type { SessionRow } from '../data/session.repository.js';
import { rulesBrokenBy } from '../domain/frame.js';
import { RotaFrameReader } from '../queries/rota-frame.reader.js';
import { reservationOf } from './plan.service.js';
import { SessionHandOver } from './session-hand-over.js';
import { SessionLimitsSetter } from './session-limits.js';
import { SessionTransitions, type SessionStep } from './session-transitions.js';

export interface SwapCommand extends ChangeCommand {
  readonly otherExpertId: string;
}

export interface SubstituteCommand extends ReasonCommand {
  readonly otherExpertId: string;
}

const REASONS = 'dispatch.change';

/** What happens to published sessions. */
@Injectable()
export class SessionService {
  constructor(
    private readonly transitions: SessionTransitions,
    private readonly handOver: SessionHandOver,
    private readonly frames: RotaFrameReader,
    private readonly commitments: Commitments,
    private readonly reasons: ReasonCheck,
    private readonly limits: SessionLimitsSetter,
  ) {}

  confirm(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'confirm',
      operation: 'confirmSession',
      topic: 'rota-session.confirmed',
      effect: (tx) => ({ changes: { confirmedAt: tx.now } }),
    });
  }

  /** Asks that somebody else goes, who may by every rule. */
  requestSwap(actor: ActorContext, command: SwapCommand): Promise<Claim> {
    const { otherExpertId } = command;
    return this.transitions.run(actor, command, {
      action: 'requestSwap',
      operation: 'requestSwap',
      topic: 'rota-session.swap-requested',
      alsoLocks: otherExpertId,
      bring: (tx, { row }) => this.other(tx, row, otherExpertId),
      effect: () => ({ changes: { swapExpertId: otherExpertId }, payload: { otherExpertId } }),
    });
  }

  withdrawSwap(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'withdrawSwap',
      operation: 'withdrawSwap',
      topic: 'rota-session.swap-withdrawn',
      effect: (tx) => ({ changes: { confirmedAt: tx.now } }),
    });
  }

  /** The other one goes: a session of their own takes the place of this one. */
  approveSwap(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'approveSwap',
      operation: 'approveSwap',
      topic: 'rota-session.swapped',
      bring: (tx, { row }) => this.other(tx, row, row.swapExpertId ?? row.expertId),
      effect: async (tx, { row }) => ({ payload: await this.handOver.to(tx, row, row.swapExpertId!) }),
    });
  }

  declineSwap(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.withReason(actor, command, {
      action: 'declineSwap',
      operation: 'declineSwap',
      topic: 'rota-session.swap-declined',
      effect: (tx) => ({ ...reasonOf(command), changes: { confirmedAt: tx.now } }),
    });
  }

  /** Somebody else goes at short notice, because 医务科 says so. */
  substitute(actor: ActorContext, command: SubstituteCommand): Promise<Claim> {
    const { otherExpertId } = command;
    return this.transitions.run(actor, command, {
      action: 'substitute',
      operation: 'substituteExpert',
      topic: 'rota-session.substituted',
      alsoLocks: otherExpertId,
      bring: async (tx, { row }) => ({
        ...(await this.reasons.from(REASONS, tx, command)),
        ...(await this.other(tx, row, otherExpertId)),
      }),
      effect: async (tx, { row }) => ({
        ...reasonOf(command),
        changes: { reasonCode: command.reasonCode },
        payload: await this.handOver.to(tx, row, otherExpertId),
      }),
    });
  }

  suspend(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.withReason(actor, command, {
      action: 'suspend',
      operation: 'suspendSession',
      topic: 'rota-session.suspended',
      effect: () => ({ ...reasonOf(command), changes: { reasonCode: command.reasonCode } }),
    });
  }

  /** Takes place after all, where no rule is in the way any more. @throws ExpertBusyError */
  resume(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'resume',
      operation: 'resumeSession',
      topic: 'rota-session.resumed',
      bring: async (tx, { row }) => ({ brokenRules: await this.broken(tx, row, row.expertId) }),
      effect: async (tx, { row }) => {
        await this.commitments.reserveIn(tx, [reservationOf(row)]);
        await this.limits.begin(tx, [row]);
        return { changes: { reasonCode: null } };
      },
    });
  }

  cancel(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.withReason(actor, command, {
      action: 'cancel',
      operation: 'cancelSession',
      topic: 'rota-session.cancelled',
      effect: () => ({ ...reasonOf(command), changes: { reasonCode: command.reasonCode } }),
    });
  }

  /** Whoever was taken for absent was there. */
  reinstate(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.withReason(actor, command, {
      action: 'reinstate',
      operation: 'reinstateSession',
      topic: 'rota-session.reinstated',
      effect: (tx, { row }) => ({
        ...reasonOf(command),
        changes: { checkedInAt: row.startsAt > tx.now ? tx.now : row.startsAt },
      }),
    });
  }

  private withReason(actor: ActorContext, command: ReasonCommand, step: SessionStep): Promise<Claim> {
    return this.transitions.run(actor, command, {
      ...step,
      bring: (tx) => this.reasons.from(REASONS, tx, command),
    });
  }

  private async other(tx: Transaction, row: SessionRow, otherExpertId: string) {
    return { otherExpertId, brokenRules: await this.broken(tx, row, otherExpertId) };
  }

  /** Every rule that somebody would break who takes the session. */
  private async broken(tx: Transaction, row: SessionRow, expertId: string): Promise<JsonRecord[]> {
    const { institutionId, day, demandId, planId, id } = row;
    const frame = await this.frames.read(tx, { institutionId, fromDay: day, toDay: day, planId, now: tx.now });
    return rulesBrokenBy(frame, { expertId, demandId, day, inPlaceOf: [id] });
  }
}
