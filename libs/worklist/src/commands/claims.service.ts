import { Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import {
  ReasonCheck,
  UnitOfWork,
  answeredRequest,
  noteRequest,
  reasonOf,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
  type RepeatableRequest,
} from '#platform';
import type { QueueChoice } from '../data/reading-task.repository.js';
import { Leases } from './leases.js';
import { ReadingTransitions, claiming, leaseOf } from './reading-transitions.js';

export type ClaimNextCommand = QueueChoice & RepeatableRequest;

/** A change by whoever holds a lease. */
export interface HolderCommand extends ChangeCommand {
  readonly fencingToken: number;
}

const NEXT = 'claimNextReading';
/** What a key answers under which nothing was found: the same again, whatever waits by then. */
const NOTHING = '00000000-0000-0000-0000-000000000000';

/** Readers take tasks, keep them and give them back. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: ReadingTransitions,
    private readonly reasons: ReasonCheck,
    private readonly leases: Leases,
  ) {}

  /**
   * Takes the first of a queue: class, then slack, then age.
   * @returns null where nothing waits that nobody else is about to take
   */
  async claimNext(actor: ActorContext, command: ClaimNextCommand): Promise<Claim | null> {
    try {
      return await this.takeNext(actor, command);
    } catch (error) {
      // What the same request was answered counts before the rules: its key is noted last, and nobody pays to look for it first.
      const answered = error instanceof DomainError ? await this.answered(actor, command) : null;
      if (answered === null) throw error;
      return answered === NOTHING ? null : { fresh: false, aggregateId: answered };
    }
  }

  /** Takes a certain one. @throws TransitionRefusedError where somebody else has it */
  claim(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, claiming('claimReading'));
  }

  /** Takes what somebody else holds, for a reason; whatever they still write is refused from then on. */
  takeOver(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'takeOver',
      operation: 'takeOverReading',
      topic: 'worklist.taken-over',
      bring: (tx) => this.reasons.from('worklist.take_over', tx, command),
      effect: (tx, loaded) => ({
        ...reasonOf(command),
        changes: leaseOf(tx, loaded),
        payload: { fromStaffId: loaded.row.claimedByStaffId ?? loaded.row.reporterStaffId },
      }),
    });
  }

  /** Gives a task back; it has the place in the queue that it had. */
  release(actor: ActorContext, command: HolderCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'release',
      operation: 'releaseReading',
      topic: 'worklist.released',
      bring: () => ({ token: command.fencingToken }),
    });
  }

  /**
   * The reader is still there: the lease begins anew.
   * @throws TransitionRefusedError where it has passed, or somebody else holds it
   */
  heartbeat(actor: ActorContext, id: string, fencingToken: number): Promise<void> {
    return this.unitOfWork.run(actor, (tx) => this.leases.extend(tx, id, fencingToken));
  }

  private takeNext(actor: ActorContext, command: ClaimNextCommand): Promise<Claim | null> {
    return this.unitOfWork.runOpened(actor, {
      open: (tx) => this.transitions.lockNext(tx, command),
      work: async (tx, locked) => {
        noteRequest(tx, NEXT, command, locked?.row.id ?? NOTHING);
        if (!locked) return null;
        const { id, version: expectedVersion } = locked.row;
        await this.transitions.take(tx, { id, expectedVersion }, { ...claiming(NEXT), locked });
        return { fresh: true, aggregateId: id };
      },
    });
  }

  private answered(actor: ActorContext, command: ClaimNextCommand): Promise<string | null> {
    return this.unitOfWork.run(actor, (tx) => answeredRequest(tx, NEXT, command));
  }
}
