import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, InvalidInputError, localDate, type LocalDate } from '#kernel';
import {
  ReasonCheck,
  UnitOfWork,
  claimRequest,
  reasonOf,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
} from '#platform';
import { breakProblem, type SecondmentBreak } from '../domain/secondment.js';
import { SecondmentParts } from './secondment-parts.js';
import { SecondmentTransitions } from './secondment-transitions.js';

export interface NewSecondment {
  readonly idempotencyKey: string;
  readonly expertId: string;
  readonly hostInstitutionId: string;
  readonly fromDay: LocalDate;
  readonly toDay: LocalDate;
}

export type BreakCommand = ChangeCommand & SecondmentBreak;

/** Sends people to work elsewhere for a long time. */
@Injectable()
export class SecondmentService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: SecondmentTransitions,
    private readonly parts: SecondmentParts,
    private readonly reasons: ReasonCheck,
  ) {}

  /** @throws NotFoundError for somebody of another institution, InvalidInputError, SecondmentOverlapError */
  plan(actor: ActorContext, command: NewSecondment): Promise<Claim> {
    const { expertId, hostInstitutionId, fromDay, toDay } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'planSecondment', command, tx.newId());
      if (!claim.fresh) return claim;
      if (toDay < fromDay) throw new InvalidInputError([{ path: 'toDay', constraint: 'PERIOD_EMPTY' }], 'ROTA');
      const { institutionId } = tx.actor;
      const row = { id: claim.aggregateId, institutionId, expertId, hostInstitutionId, fromDay, toDay };
      await this.parts.enter(tx, row);
      tx.publish({
        topic: 'secondment.planned',
        aggregateType: 'secondment',
        aggregateId: claim.aggregateId,
        aggregateVersion: 1,
        payload: { institutionId, hostInstitutionId, expertId, fromDay, toDay },
      });
      return claim;
    });
  }

  /** Takes back what has not begun. */
  withdraw(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'withdraw',
      operation: 'withdrawSecondment',
      topic: 'secondment.withdrawn',
      bring: (tx) => this.reasons.from('dispatch.change', tx, command),
      effect: async (tx, { row }) => {
        await this.parts.undo(tx, row);
        return { ...reasonOf(command), changes: { reasonCode: command.reasonCode } };
      },
    });
  }

  /** Ends it today, before its time. */
  terminate(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'terminate',
      operation: 'terminateSecondment',
      topic: 'secondment.terminated',
      bring: (tx) => this.reasons.from('dispatch.change', tx, command),
      effect: async (tx, { row }) => {
        const toDay = localDate(tx.now, ALLIANCE_ZONE);
        await this.parts.shorten(tx, { ...row, toDay });
        return { ...reasonOf(command), changes: { toDay, reasonCode: command.reasonCode, endedAt: tx.now } };
      },
    });
  }

  /** Days away from the host do not count as service. */
  recordBreak(actor: ActorContext, command: BreakCommand): Promise<Claim> {
    const { fromDay, toDay } = command;
    return this.transitions.run(actor, command, {
      action: 'recordBreak',
      operation: 'recordSecondmentBreak',
      topic: 'secondment.break-recorded',
      bring: (_tx, { row }) => ({ breakProblem: breakProblem(row, { fromDay, toDay }) }),
      effect: (_tx, { row }) => ({
        changes: { breaks: JSON.stringify([...row.breaks, { fromDay, toDay }]) },
        payload: { fromDay, toDay },
      }),
    });
  }
}
