import { Injectable } from '@nestjs/common';
import { NotFoundError, StaleVersionError, nextState } from '#kernel';
import {
  UnitOfWork,
  claimRequest,
  ReasonCheck,
  type ActorContext,
  type Transaction,
  type ChangeCommand,
  type ReasonCommand,
} from '#platform';
import { OnwardRepository, type OnwardChanges } from '../data/onward.repository.js';
import { onwardLifecycle, type OnwardAction, type OnwardAttempt } from '../domain/onward.transitions.js';

export interface OnwardAnswerCommand extends ChangeCommand {
  readonly answer: string;
}

interface OnwardStep {
  readonly action: OnwardAction;
  readonly operation: string;
  readonly topic: string;
  readonly changes: (tx: Transaction) => OnwardChanges;
  readonly bring?: (tx: Transaction) => Promise<OnwardAttempt>;
}

/** The way of a referral beyond the alliance, as the referral centre hears of it. Each step returns its id. */
@Injectable()
export class OnwardService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly onward: OnwardRepository,
    private readonly reasons: ReasonCheck,
  ) {}

  send(actor: ActorContext, command: ChangeCommand): Promise<string> {
    return this.move(actor, command, {
      action: 'send',
      operation: 'sendOnwardReferral',
      topic: 'referral.onward-sent',
      changes: (tx) => ({ sentAt: tx.now }),
    });
  }

  answer(actor: ActorContext, command: OnwardAnswerCommand): Promise<string> {
    return this.move(actor, command, {
      action: 'answer',
      operation: 'answerOnwardReferral',
      topic: 'referral.onward-answered',
      changes: (tx) => ({ answer: command.answer, answeredAt: tx.now }),
    });
  }

  complete(actor: ActorContext, command: ChangeCommand): Promise<string> {
    return this.move(actor, command, {
      action: 'complete',
      operation: 'completeOnwardReferral',
      topic: 'referral.onward-completed',
      changes: (tx) => ({ endedAt: tx.now }),
    });
  }

  close(actor: ActorContext, command: ReasonCommand): Promise<string> {
    return this.move(actor, command, {
      action: 'close',
      operation: 'closeOnwardReferral',
      topic: 'referral.onward-closed',
      bring: (tx) => this.reasons.from('referral.close', tx, command),
      changes: (tx) => ({ endedAt: tx.now }),
    });
  }

  private move(
    actor: ActorContext,
    command: ChangeCommand & Partial<ReasonCommand>,
    step: OnwardStep,
  ): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { id, expectedVersion } = command;
      const claim = await claimRequest(tx, step.operation, command, id);
      if (!claim.fresh) return id;
      const row = await this.onward.lock(tx, id);
      if (!row) throw new NotFoundError('OnwardReferral', id);
      // Whoever may lock it is its coordinator.
      const attempt = { isCoordinator: true, ...(await step.bring?.(tx)) };
      const to = nextState(onwardLifecycle, row.state, step.action, attempt);
      if (row.version !== expectedVersion) throw new StaleVersionError(expectedVersion, row.version);
      await this.onward.change(tx, row, to, step.changes(tx));
      tx.publish({
        topic: step.topic,
        aggregateType: 'onward-referral',
        aggregateId: id,
        aggregateVersion: row.version + 1,
        patientId: row.patientId,
        action: step.action,
        fromState: row.state,
        toState: to,
        reasonCode: command.reasonCode ?? null,
        comment: command.comment ?? null,
        payload: { referralId: row.parentId },
      });
      return id;
    });
  }
}
