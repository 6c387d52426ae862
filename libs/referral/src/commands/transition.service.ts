import { NotFoundError, StaleVersionError } from '#kernel';
import { claimRequest, type ActorContext, type Claim, type Transaction, type UnitOfWork } from '#platform';
import type { ReferralChanges, ReferralRepository } from '../data/referral.repository.js';
import type { ReferralState } from '../domain/referral-state.js';

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
export interface TransitionStep<Action extends string, Loaded, Attempt, State extends ReferralState> {
  readonly action: Action;
  /** Name of the API operation, which an idempotency key belongs to. */
  readonly operation: string;
  readonly topic: string;
  readonly bring?: (tx: Transaction, loaded: Loaded) => Attempt | Promise<Attempt>;
  readonly effect?: (tx: Transaction, loaded: Loaded, to: State) => Effect | Promise<Effect>;
}

/** What every referral has, whichever table it goes through. */
interface LoadedReferral {
  readonly row: {
    readonly id: string;
    readonly version: number;
    readonly state: ReferralState;
    readonly patientId: string;
    readonly fromInstitutionId: string;
    readonly toInstitutionId: string;
    readonly toDepartmentId: string;
  };
}

/** What a step is taken on: the locked referral, or null where it does not exist for the actor. */
interface Locked<Step, Loaded> {
  readonly step: Step;
  readonly loaded: Loaded | null;
}

/** A step that the rules have allowed: what it brought, what it does and where it leads. */
export interface Taken<Step, Attempt, State> {
  readonly step: Step;
  readonly attempt: Attempt;
  readonly effect: Effect;
  readonly to: State;
}

/** Takes a referral through one row of its transition table: lock, decide (rule first, then version), write, announce. */
export abstract class TransitionService<
  Loaded extends LoadedReferral,
  Attempt,
  State extends ReferralState,
  Step extends TransitionStep<string, Loaded, Attempt, State>,
> {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly referrals: ReferralRepository,
  ) {}

  /** @returns the referral, and whether the same request has come before */
  run(actor: ActorContext, command: ReferralCommand, step: Step): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const [claim, loaded] = await Promise.all([
        claimRequest(tx, step.operation, command, command.id),
        this.lock(tx, command.id, step),
      ]);
      if (claim.fresh) await this.decide(tx, command, { step, loaded });
      return claim;
    });
  }

  /** The same inside a transaction that another command has opened. */
  async take(tx: Transaction, command: ReferralCommand, step: Step): Promise<void> {
    const loaded = await this.lock(tx, command.id, step);
    await this.decide(tx, command, { step, loaded });
  }

  /** The referral with its row locked and everything its rules look at, or null where it does not exist for the actor. */
  protected abstract lock(tx: Transaction, id: string, step: Step): Promise<Loaded | null>;

  /** The state that the table leads to. @throws TransitionRefusedError */
  protected abstract next(loaded: Loaded, step: Step, attempt: Attempt): State;

  /** What else follows. It runs last, because everybody who wants the same waits from here to the commit. */
  protected follow?(tx: Transaction, loaded: Loaded, taken: Taken<Step, Attempt, State>): Promise<void>;

  private async decide(
    tx: Transaction,
    command: ReferralCommand,
    { step, loaded }: Locked<Step, Loaded>,
  ): Promise<void> {
    if (!loaded) throw new NotFoundError('Referral', command.id);
    const { row } = loaded;
    const attempt = (await step.bring?.(tx, loaded)) ?? ({} as Attempt);
    const to = this.next(loaded, step, attempt);
    if (row.version !== command.expectedVersion) throw new StaleVersionError(command.expectedVersion, row.version);
    const effect = (await step.effect?.(tx, loaded, to)) ?? {};
    const moved = to === row.state ? {} : { state: to, stateChangedAt: tx.now };
    const version = this.referrals.change(tx, row.id, row.version, { ...moved, ...effect.changes });
    await this.follow?.(tx, loaded, { step, attempt, effect, to });
    announce(tx, { row, step, effect, to, version });
  }
}

interface Announced {
  readonly row: LoadedReferral['row'];
  readonly step: { readonly action: string; readonly topic: string };
  readonly effect: Effect;
  readonly to: ReferralState;
  readonly version: number;
}

function announce(tx: Transaction, { row, step, effect, to, version }: Announced): void {
  tx.publish({
    topic: effect.topic ?? step.topic,
    aggregateType: 'referral',
    aggregateId: row.id,
    aggregateVersion: version,
    patientId: row.patientId,
    action: step.action,
    fromState: row.state,
    toState: to,
    reasonCode: effect.reasonCode ?? null,
    comment: effect.comment ?? null,
    payload: routeOf(row),
  });
}

type Route = Pick<LoadedReferral['row'], 'fromInstitutionId' | 'toInstitutionId' | 'toDepartmentId'>;

/** Who is concerned, for those who pass the event on. */
export function routeOf({ fromInstitutionId, toInstitutionId, toDepartmentId }: Route): Record<string, string> {
  return { fromInstitutionId, toInstitutionId, toDepartmentId };
}
