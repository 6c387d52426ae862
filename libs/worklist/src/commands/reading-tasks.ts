import { Injectable } from '@nestjs/common';
import { NotFoundError, after, minutes } from '#kernel';
import { ReasonCheck, WorkCalendars, actingFor, reasonOf, type GivenReason, type Transaction } from '#platform';
import { ReadingTaskRepository, type KnownGroup, type KnownSubject } from '../data/reading-task.repository.js';
import { AlreadyQueuedError, ReadingGroupUnknownError } from '../domain/errors.js';
import { latestStart } from '../domain/queue-order.js';
import type { ReadingState } from '../domain/reading-task.transitions.js';
import { urgencyRank, type Urgency } from '../domain/urgency.js';
import { Leases } from './leases.js';
import { ReadingTransitions, claiming, leaseOf, type ReadingStep } from './reading-transitions.js';

/** What is read, in another library: an exam, a specimen. */
export interface ReadingSubject {
  readonly domain: string;
  readonly id: string;
}

/** Something to be read, by whom and how soon. */
export interface NewReading {
  readonly subject: ReadingSubject;
  /** Where it is read. */
  readonly institutionId: string;
  readonly groupCode: string;
  readonly urgency: Urgency;
  readonly subspecialty?: string | null;
  /** How the patient comes, where some have a time of their own. */
  readonly visitType?: string | null;
  /** From when the report's time counts. */
  readonly from: Date;
}

/** A reading that has come into being. */
export interface QueuedReading {
  readonly id: string;
  readonly dueAt: Date;
}

/** A reading that is not at an end. */
export interface OpenReading {
  /** Whether somebody reads it or has written something. */
  readonly isTaken: boolean;
}

/** A reading that another group has now. */
export interface MovedReading {
  readonly dueAt: Date;
  /** Who held it, or had written what was to be reviewed. */
  readonly readerStaffId: string | null;
}

/** What follows from the group for the place in its queue. */
interface Place {
  readonly dueAt: Date;
  readonly latestStart: Date;
  readonly signatures: 1 | 2;
}

/** What is done with the reading of a subject, called as what it does. */
type SubjectStep = Omit<ReadingStep, 'operation'>;

const WAITING: readonly ReadingState[] = ['QUEUED', 'RETURNED_FOR_REPEAT'];

/** Tokens grow with each claim. */
const FIRST_TOKEN = 1;

/** Second doors of the queue: what other libraries do with readings, inside their own transactions. */
@Injectable()
export class ReadingTasks {
  constructor(
    private readonly tasks: ReadingTaskRepository,
    private readonly transitions: ReadingTransitions,
    private readonly reasons: ReasonCheck,
    private readonly calendars: WorkCalendars,
    private readonly leases: Leases,
  ) {}

  /**
   * Lets something wait to be read; its place follows from class, due time and age.
   * @throws ReadingGroupUnknownError, AlreadyQueuedError
   */
  async queueIn(tx: Transaction, reading: NewReading): Promise<QueuedReading> {
    const { subject, institutionId, groupCode, urgency, subspecialty = null } = reading;
    const [id, place] = [tx.newId(), await this.placeOf(tx, reading)];
    const fresh = await this.tasks.insert(tx, {
      ...place,
      id,
      institutionId,
      groupCode,
      subspecialty,
      urgency,
      queuedAt: tx.now,
      subjectDomain: subject.domain,
      subjectId: subject.id,
      urgencyRank: urgencyRank(urgency),
    });
    if (!fresh) throw new AlreadyQueuedError();
    announceQueued(tx, reading, { id, version: 1, action: 'queue' });
    return { id, dueAt: place.dueAt };
  }

  /** What becomes of a subject's reading, with its row locked; null where nothing of it is to be read now. */
  async openIn(tx: Transaction, { domain, id }: ReadingSubject): Promise<OpenReading | null> {
    const task = await this.tasks.lockSubject(tx, domain, id);
    return task && { isTaken: !WAITING.includes(task.state) };
  }

  /**
   * Another group reads it, in its own time and with its own signatures. Whoever holds it has lost it; it keeps its age.
   * @returns null where nothing of it is to be read now @throws ReadingGroupUnknownError
   */
  async moveIn(tx: Transaction, reading: NewReading): Promise<MovedReading | null> {
    const { groupCode, subspecialty = null, subject } = reading;
    const task = await this.tasks.lockSubject(tx, subject.domain, subject.id);
    if (!task) return null;
    const place = await this.placeOf(tx, reading);
    let readerStaffId: string | null = null;
    await this.step(tx, task, {
      action: 'move',
      topic: 'worklist.moved',
      effect: (_, { row }) => {
        readerStaffId = row.claimedByStaffId ?? row.reporterStaffId;
        return {
          changes: { ...place, groupCode, subspecialty, reporterStaffId: null },
          payload: { toGroupCode: groupCode, readerStaffId },
        };
      },
    });
    const { id, version } = task;
    // Those who look at the other queue hear of it as of anything that comes in.
    if (task.state !== 'RETURNED_FOR_REPEAT') announceQueued(tx, reading, { id, version: version + 1, action: 'move' });
    return { dueAt: place.dueAt, readerStaffId };
  }

  /**
   * There is such a group now that reads subjects of the domain, and the class has a due time where one is asked for.
   * @throws ReadingGroupUnknownError
   */
  async requireGroupIn(tx: Transaction, domain: string, groupCode: string, urgency?: Urgency): Promise<void> {
    const reads = await this.tasks.isGroup(tx, groupCode, domain);
    const isTimed = !urgency || (await this.tasks.group(tx, { groupCode, urgency }, tx.now)) !== null;
    if (!reads || !isTimed) throw new ReadingGroupUnknownError(groupCode);
  }

  /**
   * The reader writes: begins, or goes on where they have begun. What they write is theirs to write only while this passes.
   * @throws TransitionRefusedError where the lease is not (or no longer) theirs
   */
  async writeIn(tx: Transaction, subject: ReadingSubject, token: number): Promise<void> {
    const task = await this.lock(tx, subject);
    if (await this.transitions.isBegun(tx, task.id, token)) return;
    await this.reportIn(tx, subject, token);
  }

  /**
   * What has been read is read once more by whoever acts, who holds it at once: an amendment.
   * @returns the token of the claim
   */
  async reopenIn(tx: Transaction, reading: NewReading): Promise<number> {
    const { id } = await this.queueIn(tx, reading);
    await this.transitions.take(tx, { id, expectedVersion: 1 }, claiming('reopen'));
    return FIRST_TOKEN;
  }

  /** How many people sign the report of what is being read. */
  async signaturesIn(tx: Transaction, subject: ReadingSubject): Promise<1 | 2> {
    return (await this.lock(tx, subject)).signatures;
  }

  /**
   * Whoever acts holds the lease under that token, which begins anew: they are at work.
   * @throws TransitionRefusedError where it has passed, or somebody else holds it
   */
  async holdIn(tx: Transaction, subject: ReadingSubject, token: number): Promise<void> {
    const { id } = await this.lock(tx, subject);
    await this.leases.extend(tx, id, token);
  }

  /** The reader has begun to write. @throws TransitionRefusedError where the lease is not (or no longer) theirs */
  async reportIn(tx: Transaction, subject: ReadingSubject, token: number): Promise<void> {
    await this.take(tx, subject, { action: 'report', topic: 'worklist.reporting', bring: () => ({ token }) });
  }

  /** The reporter takes up again what a reviewer has given back, under a new lease. */
  async resumeIn(tx: Transaction, subject: ReadingSubject): Promise<void> {
    await this.take(tx, subject, {
      action: 'resume',
      topic: 'worklist.resumed',
      effect: (_, loaded) => ({ changes: leaseOf(tx, loaded) }),
    });
  }

  /**
   * The report is written: done where one signature is enough, otherwise somebody else's to review.
   * @throws TransitionRefusedError where the lease has passed, whether somebody else has claimed since or not
   */
  async submitIn(tx: Transaction, subject: ReadingSubject, token: number): Promise<void> {
    await this.take(tx, subject, {
      action: 'submit',
      topic: 'worklist.submitted',
      bring: () => ({ token }),
      effect: () => ({ changes: { reporterStaffId: actingFor(tx.actor) } }),
    });
  }

  /** The second signature. @throws TransitionRefusedError for whoever has written the report */
  async approveIn(tx: Transaction, subject: ReadingSubject): Promise<void> {
    await this.take(tx, subject, {
      action: 'approve',
      topic: 'worklist.approved',
      effect: () => ({ changes: { reviewerStaffId: actingFor(tx.actor) } }),
    });
  }

  /** The reviewer gives it back to whoever wrote it, for a reason of the list `worklist.return_to_reporter`. */
  async returnToReporterIn(tx: Transaction, subject: ReadingSubject, given: GivenReason): Promise<void> {
    await this.take(tx, subject, {
      action: 'returnToReporter',
      topic: 'worklist.returned-to-reporter',
      bring: () => this.reasons.from('worklist.return_to_reporter', tx, given),
      effect: () => reasonOf(given),
    });
  }

  /** It cannot be read as it is, for a reason of the list `worklist.return_for_repeat`; `token` of whoever holds it. */
  async returnForRepeatIn(tx: Transaction, subject: ReadingSubject, given: GivenReason, token?: number): Promise<void> {
    await this.take(tx, subject, {
      action: 'returnForRepeat',
      topic: 'worklist.returned-for-repeat',
      bring: async () => ({
        ...(await this.reasons.from('worklist.return_for_repeat', tx, given)),
        token: token ?? null,
      }),
      effect: () => reasonOf(given),
    });
  }

  /** It has been repeated and waits again, in the place that it had. */
  async requeueIn(tx: Transaction, subject: ReadingSubject): Promise<void> {
    await this.take(tx, subject, { action: 'requeue', topic: 'worklist.requeued' });
  }

  /** There is nothing to read any more. */
  async withdrawIn(tx: Transaction, subject: ReadingSubject): Promise<void> {
    await this.take(tx, subject, { action: 'withdraw', topic: 'worklist.withdrawn' });
  }

  /** @throws ReadingGroupUnknownError */
  private async placeOf(tx: Transaction, reading: NewReading): Promise<Place> {
    const { groupCode, urgency, from } = reading;
    const group = await this.tasks.group(tx, reading, tx.now);
    if (!group) throw new ReadingGroupUnknownError(groupCode);
    const { expectedMinutes, signatures } = group;
    const dueAt = await this.dueAt(tx, from, group);
    return { dueAt, signatures, latestStart: latestStart({ urgency, dueAt, queuedAt: tx.now, expectedMinutes }) };
  }

  private async dueAt(tx: Transaction, from: Date, { dueMinutes, clock }: KnownGroup): Promise<Date> {
    if (clock === 'WALL') return after(from, minutes(dueMinutes));
    return (await this.calendars.load(tx, tx.now)).addWorkingTime(from, minutes(dueMinutes));
  }

  private async take(tx: Transaction, subject: ReadingSubject, step: SubjectStep): Promise<void> {
    await this.step(tx, await this.lock(tx, subject), step);
  }

  private async step(tx: Transaction, { id, version }: KnownSubject, step: SubjectStep): Promise<void> {
    await this.transitions.take(tx, { id, expectedVersion: version }, { ...step, operation: step.action });
  }

  private async lock(tx: Transaction, { domain, id: subjectId }: ReadingSubject): Promise<KnownSubject> {
    const task = await this.tasks.lockSubject(tx, domain, subjectId);
    if (!task) throw new NotFoundError('ReadingTask', subjectId);
    return task;
  }
}

function announceQueued(
  tx: Transaction,
  { institutionId, groupCode, subject }: NewReading,
  { id, version, action }: { readonly id: string; readonly version: number; readonly action: 'queue' | 'move' },
): void {
  tx.publish({
    topic: 'worklist.queued',
    aggregateType: 'reading-task',
    aggregateId: id,
    aggregateVersion: version,
    action,
    toState: 'QUEUED',
    payload: { institutionId, groupCode, subjectDomain: subject.domain, subjectId: subject.id },
  });
}
