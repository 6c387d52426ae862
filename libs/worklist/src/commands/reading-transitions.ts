import { Injectable } from '@nestjs/common';
import { Permission } from '#identity';
import { after, minutes, nextState } from '#kernel';
import {
  ReferenceData,
  SYSTEM_ACCOUNT_ID,
  TransitionService,
  UnitOfWork,
  actingFor,
  peopleBehind,
  type ActorContext,
  type Concern,
  type Opening,
  type Transaction,
  type TransitionStep,
} from '#platform';
import {
  ReadingTaskRepository,
  type QueueChoice,
  type ReadingTaskChanges,
  type ReadingTaskRow,
} from '../data/reading-task.repository.js';
import { OPEN_CLAIMS_SETTING } from '../domain/reading-group.js';
import { readingLifecycle, type ReadingAttempt, type ReadingFacts } from '../domain/reading-task.lifecycle.js';
import type { ReadingAction, ReadingState } from '../domain/reading-task.transitions.js';

export interface LoadedReading {
  readonly row: ReadingTaskRow;
  readonly facts: ReadingFacts;
}

export type ReadingStep = TransitionStep<
  ReadingAction,
  LoadedReading,
  ReadingAttempt,
  ReadingState,
  ReadingTaskChanges
> & {
  /** Where it has been locked and read already. */
  readonly locked?: LoadedReading;
};

/** What taking a task means for those who take it. */
const CLAIMING: readonly ReadingAction[] = ['claim', 'takeOver'];
/** What the library of the subject decides, also where somebody acts who does not read there. */
const OF_SUBJECT: readonly ReadingAction[] = ['requeue', 'withdraw', 'move'];

/** Takes a reading task through its table. */
@Injectable()
export class ReadingTransitions extends TransitionService<
  LoadedReading,
  ReadingAttempt,
  ReadingState,
  ReadingTaskChanges,
  ReadingStep
> {
  protected override readonly aggregate = { type: 'ReadingTask', events: 'reading-task' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly tasks: ReadingTaskRepository,
    private readonly reference: ReferenceData,
  ) {
    super(unitOfWork);
  }

  /** Whether the reader has begun to write and still may. @throws TransitionRefusedError where they have lost the lease since */
  async isBegun(tx: Transaction, id: string, token: number): Promise<boolean> {
    const step: ReadingStep = { action: 'submit', operation: 'submit', topic: 'worklist.submitted' };
    const loaded = await this.lock(tx, id, step);
    if (loaded?.row.state !== 'REPORTING') return false;
    this.next(loaded, step, { token });
    return true;
  }

  /** The first of a queue, locked with its reader: claims of one person come one after the other. All of it is one trip. */
  async lockNext(tx: Opening, choice: QueueChoice): Promise<LoadedReading | null> {
    const { actor, instant } = tx;
    const asker = { institutionId: actor.institutionId, staffId: actingFor(actor), now: instant };
    const [, row, now] = await Promise.all([
      this.tasks.lockReader(tx, asker.staffId),
      this.tasks.next(tx, asker, choice),
      tx.begun,
    ]);
    return row && this.loaded(tx, row, now);
  }

  protected async lock(tx: Opening, id: string, { action, locked }: ReadingStep): Promise<LoadedReading | null> {
    if (locked) return locked;
    const { actor, instant } = tx;
    const staffId = actingFor(actor);
    const institutionId = OF_SUBJECT.includes(action) ? null : actor.institutionId;
    const [, row, now] = await Promise.all([
      CLAIMING.includes(action) ? this.tasks.lockReader(tx, staffId) : null,
      this.tasks.lock(tx, { institutionId, staffId, now: instant }, id),
      tx.begun,
    ]);
    return row && this.loaded(tx, row, now);
  }

  private async loaded(tx: Opening, row: ReadingTaskRow, now: Date): Promise<LoadedReading> {
    const { settingsRevision } = row;
    const limits = await this.reference.settingsOf(settingsRevision, [OPEN_CLAIMS_SETTING], now, tx);
    return { row, facts: { ...factsOf(row, tx.actor, now), mostOpenClaims: limits[OPEN_CLAIMS_SETTING] } };
  }

  protected next({ row, facts }: LoadedReading, { action }: ReadingStep, attempt: ReadingAttempt): ReadingState {
    return nextState(readingLifecycle, row.state, action, { ...facts, ...attempt });
  }

  protected change(
    tx: Transaction,
    { row }: LoadedReading,
    state: ReadingState,
    changes: ReadingTaskChanges = {},
  ): number {
    const held = state === 'CLAIMED' || state === 'REPORTING';
    const lease = held ? {} : { claimedByStaffId: null, leaseUntil: null };
    return this.tasks.change(tx, row, { state, ...lease, ...changes });
  }

  protected concern({ row }: LoadedReading): Concern {
    const { institutionId, groupCode, subjectDomain, subjectId } = row;
    return { payload: { institutionId, groupCode, subjectDomain, subjectId } };
  }
}

function factsOf(row: ReadingTaskRow, actor: ActorContext, now: Date): Omit<ReadingFacts, 'mostOpenClaims'> {
  return {
    ...row,
    now,
    person: actingFor(actor),
    people: peopleBehind(actor),
    isReader: actor.permissions.has(Permission.ReadStudies),
    isHead: actor.permissions.has(Permission.OverseeReading),
    isPlatform: actor.accountId === SYSTEM_ACCOUNT_ID,
  };
}

/** What somebody is given who takes a task: a lease, and a token greater than those of all before. */
export function leaseOf(tx: Transaction, { row }: LoadedReading): ReadingTaskChanges {
  return {
    claimedByStaffId: actingFor(tx.actor),
    leaseUntil: after(tx.now, minutes(row.leaseMinutes)),
    fencingToken: row.fencingToken + 1,
  };
}

/** Taking a task that waits. */
export const claiming = (operation: string): ReadingStep => ({
  action: 'claim',
  operation,
  topic: 'worklist.claimed',
  effect: (tx, loaded) => ({ changes: leaseOf(tx, loaded) }),
});
