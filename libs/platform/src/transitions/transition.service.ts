import { NotFoundError, StaleVersionError, type JsonRecord } from '#kernel';
import type { Actor } from '../actor/actor.js';
import type { Opening, Transaction } from '../database/transaction.js';
import type { Aftermath, UnitOfWork } from '../database/unit-of-work.js';
import { claimRequest, forgetRequest, type Claim, type RepeatableRequest } from '../idempotency/idempotency.js';

/** A change that a client asks of one aggregate, which they have read before. */
export interface ChangeCommand extends RepeatableRequest {
  readonly id: string;
  readonly expectedVersion: number;
}

/** What a transition does besides changing the state. */
export interface Effect<Changes> {
  readonly changes?: Changes;
  readonly reasonCode?: string;
  readonly comment?: string | null | undefined;
  /** The event, where it is another one than the step says. */
  readonly topic?: string;
  /** What the event holds besides: identifiers and codes alone. */
  readonly payload?: JsonRecord;
}

/**
 * One domain verb: the action of the table, the event it causes, what the attempt brings and what else it writes. What is
 * brought is read before the rules are asked.
 */
export interface TransitionStep<Action extends string, Loaded, Attempt, State extends string, Changes> {
  readonly action: Action;
  /** Name of the API operation, which an idempotency key belongs to. */
  readonly operation: string;
  readonly topic: string;
  readonly bring?: (tx: Transaction, loaded: Loaded) => Attempt | Promise<Attempt>;
  readonly effect?: (tx: Transaction, loaded: Loaded, to: State) => Effect<Changes> | Promise<Effect<Changes>>;
  /** What it leaves behind where what it seizes cannot be had, or it fails later, with this error; null for nothing. */
  readonly aftermath?: (error: unknown) => Aftermath | null;
}

/** A locked aggregate with everything its rules look at. */
interface LoadedAggregate<State> {
  readonly row: { readonly id: string; readonly version: number; readonly state: State };
}

/** Whom and what the event of a transition is about, besides the aggregate itself. */
export interface Concern {
  readonly patientId?: string;
  /** Identifiers and codes alone. */
  readonly payload?: JsonRecord;
}

/** How an aggregate is called: by the API where it does not exist, and by its events. */
export interface AggregateName {
  readonly type: string;
  readonly events: string;
}

/** A step that the rules have allowed: what it brought, what it does and where it leads. */
export interface Taken<Step, Attempt, State, Changes> {
  readonly step: Step;
  readonly attempt: Attempt;
  readonly effect: Effect<Changes>;
  readonly to: State;
}

/**
 * Takes an aggregate through one row of its transition table: lock, decide (rule first, then version), write, announce.
 * A machine says how it locks, where its table leads, how a change is written and what else follows.
 */
export abstract class TransitionService<
  Loaded extends LoadedAggregate<State>,
  Attempt,
  State extends string,
  Changes,
  Step extends TransitionStep<string, Loaded, Attempt, State, Changes>,
> {
  protected abstract readonly aggregate: AggregateName;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @returns the aggregate, and whether the same request has come before */
  run(actor: Actor, command: ChangeCommand, step: Step): Promise<Claim> {
    return this.unitOfWork.runOpened(actor, {
      open: (tx) =>
        Promise.all([claimRequest(tx, step.operation, command, command.id), this.lock(tx, command.id, step)]),
      work: async (tx, [claim, loaded]) => {
        if (claim.fresh) await this.decide(tx, command, { step, loaded });
        return claim;
      },
      aftermath: (error) => {
        const left = step.aftermath?.(error);
        if (!left) return null;
        return (tx) => {
          forgetRequest(tx, command);
          left(tx);
        };
      },
    });
  }

  /** The same inside a transaction that another command has opened. */
  async take(tx: Transaction, command: ChangeCommand, step: Step): Promise<void> {
    const loaded = await this.lock(tx, command.id, step);
    await this.decide(tx, command, { step, loaded });
  }

  /** The aggregate with its row locked and everything its rules look at, or null where it does not exist for the actor. */
  protected abstract lock(tx: Opening, id: string, step: Step): Promise<Loaded | null>;

  /** The state that the table leads to. @throws TransitionRefusedError */
  protected abstract next(loaded: Loaded, step: Step, attempt: Attempt): State;

  /** Writes the state, where it is another one, and what else changes. @returns the version from then on */
  protected abstract change(tx: Transaction, loaded: Loaded, to: State, changes: Changes | undefined): number;

  protected abstract concern(loaded: Loaded): Concern;

  /**
   * Takes what others want as well, before anything is written: of many who want the last of it, those who come too late
   * have only waited.
   */
  protected seize?(tx: Transaction, loaded: Loaded, step: Step): Promise<void>;

  /** What else follows. */
  protected follow?(tx: Transaction, loaded: Loaded, taken: Taken<Step, Attempt, State, Changes>): Promise<void> | void;

  private async decide(
    tx: Transaction,
    command: ChangeCommand,
    { step, loaded }: { readonly step: Step; readonly loaded: Loaded | null },
  ): Promise<void> {
    if (!loaded) throw new NotFoundError(this.aggregate.type, command.id);
    const { version } = loaded.row;
    const attempt = (await step.bring?.(tx, loaded)) ?? ({} as Attempt);
    const to = this.next(loaded, step, attempt);
    if (version !== command.expectedVersion) throw new StaleVersionError(command.expectedVersion, version);
    if (step.aftermath) tx.setSavepoint();
    await this.seize?.(tx, loaded, step);
    const effect = (await step.effect?.(tx, loaded, to)) ?? {};
    const taken = { step, attempt, effect, to };
    const written = this.change(tx, loaded, to, effect.changes);
    await this.follow?.(tx, loaded, taken);
    this.announce(tx, loaded, taken, written);
  }

  private announce(
    tx: Transaction,
    loaded: Loaded,
    { step, effect, to }: Taken<Step, Attempt, State, Changes>,
    version: number,
  ): void {
    const { row } = loaded;
    const { payload, ...concern } = this.concern(loaded);
    tx.publish({
      topic: effect.topic ?? step.topic,
      aggregateType: this.aggregate.events,
      aggregateId: row.id,
      aggregateVersion: version,
      action: step.action,
      fromState: row.state,
      toState: to,
      reasonCode: effect.reasonCode ?? null,
      comment: effect.comment ?? null,
      ...concern,
      payload: { ...payload, ...effect.payload },
    });
  }
}
