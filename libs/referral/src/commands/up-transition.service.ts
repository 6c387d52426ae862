import { Injectable } from '@nestjs/common';
import { NotFoundError, StaleVersionError, nextState } from '#kernel';
import { UnitOfWork, claimRequest, type ActorContext, type Claim, type Transaction } from '#platform';
import { ReferralFactsReader, type Hold, type Loaded } from '../data/referral-facts.reader.js';
import { ReferralRepository, type ReferralChanges } from '../data/referral.repository.js';
import { upLifecycle, type UpAttempt } from '../domain/up.lifecycle.js';
import type { UpState } from '../domain/referral-state.js';
import type { UpAction } from '../domain/up.transitions.js';
import { ReferralCapacity, type WantedCapacity } from './referral-capacity.js';

/** A change that a client asks of one referral. */
export interface ReferralCommand {
  readonly id: string;
  readonly expectedVersion: number;
  readonly idempotencyKey?: string | undefined;
}

/** What a transition does besides changing the state. */
export interface Effect {
  readonly changes?: ReferralChanges;
  readonly reasonCode?: string;
  readonly comment?: string | null | undefined;
  /** The event, where it is another one than the step says. */
  readonly topic?: string;
}

/**
 * One domain verb: the action of the table, the event it causes, what the attempt brings and what else it writes. What is
 * brought is read before the rules are asked.
 */
export interface Step extends Hold {
  readonly action: UpAction;
  /** Name of the API operation, which an idempotency key belongs to. */
  readonly operation: string;
  readonly topic: string;
  readonly bring?: (tx: Transaction, loaded: Loaded) => UpAttempt | Promise<UpAttempt>;
  /** The place or bed that an appointment takes. */
  readonly takes?: WantedCapacity;
  readonly effect?: (tx: Transaction, loaded: Loaded, to: UpState) => Effect | Promise<Effect>;
}

/** What a step is taken on: the locked referral, or null where it does not exist for the actor. */
interface Locked {
  readonly step: Step;
  readonly loaded: Loaded | null;
}

/** Takes a referral through one row of its transition table: lock, decide (rule first, then version), write, announce. */
@Injectable()
export class UpTransitionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly facts: ReferralFactsReader,
    private readonly referrals: ReferralRepository,
    private readonly capacity: ReferralCapacity,
  ) {}

  /** @returns the referral, and whether the same request has come before */
  run(actor: ActorContext, command: ReferralCommand, step: Step): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const [claim, loaded] = await Promise.all([
        claimRequest(tx, step.operation, command, command.id),
        this.facts.lock(tx, command.id, step),
      ]);
      if (claim.fresh) await this.decide(tx, command, { step, loaded });
      return claim;
    });
  }

  /** The same inside a transaction that another command has opened. */
  async take(tx: Transaction, command: ReferralCommand, step: Step): Promise<void> {
    const loaded = await this.facts.lock(tx, command.id, step);
    await this.decide(tx, command, { step, loaded });
  }

  private async decide(tx: Transaction, command: ReferralCommand, { step, loaded }: Locked): Promise<void> {
    if (!loaded) throw new NotFoundError('Referral', command.id);
    const { row, facts } = loaded;
    const attempt = (await step.bring?.(tx, loaded)) ?? {};
    const to = nextState(upLifecycle, row.state, step.action, { ...facts, ...attempt });
    if (row.version !== command.expectedVersion) throw new StaleVersionError(command.expectedVersion, row.version);
    const effect = (await step.effect?.(tx, loaded, to)) ?? {};
    const moved = to === row.state ? {} : { state: to, stateChangedAt: tx.now };
    const version = this.referrals.change(tx, row.id, row.version, { ...moved, ...effect.changes });
    // Last, because everybody who wants the same waits from here to the commit.
    await this.capacity.follow(tx, row, to, step.takes);
    tx.publish({
      ...eventOf(step, effect),
      aggregateType: 'referral',
      aggregateId: row.id,
      aggregateVersion: version,
      patientId: row.patientId,
      fromState: row.state,
      toState: to,
      payload: routeOf(row),
    });
  }
}

function eventOf({ topic, action }: Step, effect: Effect) {
  return {
    topic: effect.topic ?? topic,
    action,
    reasonCode: effect.reasonCode ?? null,
    comment: effect.comment ?? null,
  };
}

type Route = Pick<Loaded['row'], 'fromInstitutionId' | 'toInstitutionId' | 'toDepartmentId'>;

/** Who is concerned, for those who pass the event on. */
export function routeOf({ fromInstitutionId, toInstitutionId, toDepartmentId }: Route): Record<string, string> {
  return { fromInstitutionId, toInstitutionId, toDepartmentId };
}
