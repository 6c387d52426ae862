import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, NotFoundError, StaleVersionError, localDate, nextState, type LocalDate } from '#kernel';
import {
  UnitOfWork,
  actingFor,
  claimRequest,
  type ActorContext,
  type Claim,
  type Transaction,
  type ChangeCommand,
} from '#platform';
import { FollowUpRepository, type ContactAttempt, type FollowUpRow } from '../data/follow-up.repository.js';
import type { FollowUpTaskEntity } from '../data/follow-up-task.entity.js';
import { downDeadlinesAfter } from '../domain/down.deadlines.js';
import {
  followUpLifecycle,
  type FollowUpMethod,
  type FollowUpState,
  type MeasuredValue,
  type PatientCondition,
} from '../domain/follow-up.js';
import { latestNextFollowUp } from '../domain/limits.js';
import { requireMade } from './contact-attempts.js';
import { ReferralDeadlines } from './referral-deadlines.js';

export interface RecordFollowUpCommand extends ChangeCommand {
  readonly method: FollowUpMethod;
  readonly condition: PatientCondition;
  readonly values: readonly MeasuredValue[];
  readonly summary: string;
  /** A day in China; without one there is no further task. */
  readonly nextOn?: LocalDate | null;
}

export interface NotReachedCommand extends ChangeCommand, ContactAttempt {}

/** One act on a task: what the rules are asked, and what it writes. */
interface Act {
  readonly action: 'record' | 'logNotReached';
  readonly operation: string;
  readonly topic: string;
  readonly nextOn?: LocalDate | null | undefined;
  readonly write: (tx: Transaction, task: FollowUpRow) => Promise<Partial<FollowUpTaskEntity>>;
}

/** Looking after patients who were sent down, task by task. */
@Injectable()
export class FollowUpService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly followUps: FollowUpRepository,
    private readonly deadlines: ReferralDeadlines,
  ) {}

  /** Records how the patient is; the next date makes the next task of the same team. */
  record(actor: ActorContext, command: RecordFollowUpCommand): Promise<Claim> {
    const { method, condition, values, summary, nextOn } = command;
    return this.act(actor, command, {
      action: 'record',
      operation: 'recordFollowUp',
      topic: 'follow-up.recorded',
      nextOn,
      write: (tx) =>
        Promise.resolve({
          method,
          condition,
          summary,
          values: [...values],
          recordedByStaffId: tx.actor.staffId,
          recordedAt: tx.now,
        }),
    });
  }

  /** The patient was not reached; the task stays open. */
  logNotReached(actor: ActorContext, command: NotReachedCommand): Promise<Claim> {
    return this.act(actor, command, {
      action: 'logNotReached',
      operation: 'logFollowUpNotReached',
      topic: 'follow-up.not-reached',
      write: async (tx, { id: taskId, referralId }) => {
        requireMade(tx, [command], () => 'madeAt');
        await this.followUps.logAttempts(tx, { referralId, taskId }, [command]);
        return {};
      },
    });
  }

  private act(actor: ActorContext, command: ChangeCommand, act: Act): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, act.operation, command, command.id);
      if (claim.fresh) await this.take(tx, command, act);
      return claim;
    });
  }

  private async take(tx: Transaction, { id, expectedVersion }: ChangeCommand, act: Act): Promise<void> {
    const task = await this.followUps.lock(tx, id);
    if (!task) throw new NotFoundError('FollowUp', id);
    const state = nextState(followUpLifecycle, task.state, act.action, { ...factsOf(tx, task), nextOn: act.nextOn });
    if (task.version !== expectedVersion) throw new StaleVersionError(expectedVersion, task.version);
    await this.followUps.change(tx, id, task.version, { ...(await act.write(tx, task)), state });
    if (act.nextOn) await this.followUps.create(tx, task.referralId, act.nextOn, task);
    if (state !== task.state) await this.waitForNext(tx, task, act.nextOn ?? null);
    announce(tx, task, { ...act, state });
  }

  private async waitForNext(tx: Transaction, task: FollowUpRow, nextOn: LocalDate | null): Promise<void> {
    const { referralId: id, fromInstitutionId, toInstitutionId, ownerStaffId, dueOn } = task;
    const before = { state: 'FOLLOW_UP', ownerStaffId, followUpOn: dueOn } as const;
    const after = { ...before, followUpOn: nextOn, now: tx.now };
    const change = downDeadlinesAfter(before, after, task.limits);
    // What was due is done, whichever day comes next.
    await this.deadlines.follow(tx, { id, fromInstitutionId, toInstitutionId }, { ...change, as: 'FINISHED' });
  }
}

function factsOf(tx: Transaction, { team, ownerStaffId, limits }: FollowUpRow) {
  return {
    actorStaffId: actingFor(tx.actor),
    team: [...team, ownerStaffId],
    today: localDate(tx.now, ALLIANCE_ZONE),
    latestNext: latestNextFollowUp(tx.now, limits),
  };
}

function announce(
  tx: Transaction,
  task: FollowUpRow,
  { topic, action, state }: Pick<Act, 'topic' | 'action'> & { state: FollowUpState },
): void {
  tx.publish({
    topic,
    aggregateType: 'followUp',
    aggregateId: task.id,
    aggregateVersion: task.version + 1,
    patientId: task.patientId,
    action,
    fromState: task.state,
    toState: state,
    payload: { referralId: task.referralId },
  });
}
