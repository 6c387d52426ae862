import {
  TransitionService,
  type Concern,
  type Effect,
  type Transaction,
  type TransitionStep,
  type UnitOfWork,
} from '#platform';
import type { ReferralChanges, ReferralRepository } from '../data/referral.repository.js';
import type { ReferralState } from '../domain/referral-state.js';

/** A verb of one of the tables of referrals. */
export type ReferralStep<Action extends string, Loaded, Attempt, State extends string> = TransitionStep<
  Action,
  Loaded,
  Attempt,
  State,
  ReferralChanges
>;

export type ReferralEffect = Effect<ReferralChanges>;

/** What every referral has, whichever table it goes through. */
interface LoadedReferral<State> {
  readonly row: {
    readonly id: string;
    readonly version: number;
    readonly state: State;
    readonly patientId: string;
    readonly fromInstitutionId: string;
    readonly toInstitutionId: string;
    readonly toDepartmentId: string;
  };
}

/** Takes a referral through one of its tables. */
export abstract class ReferralTransitionService<
  Loaded extends LoadedReferral<State>,
  Attempt,
  State extends ReferralState,
  Step extends ReferralStep<string, Loaded, Attempt, State>,
> extends TransitionService<Loaded, Attempt, State, ReferralChanges, Step> {
  protected override readonly aggregate = { type: 'Referral', events: 'referral' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly referrals: ReferralRepository,
  ) {
    super(unitOfWork);
  }

  protected change(tx: Transaction, { row }: Loaded, to: State, changes?: ReferralChanges): number {
    const moved = to === row.state ? {} : { state: to, stateChangedAt: tx.now };
    return this.referrals.change(tx, row, { ...moved, ...changes });
  }

  protected concern({ row }: Loaded): Concern {
    return { patientId: row.patientId, payload: routeOf(row) };
  }
}

type Route = Pick<LoadedReferral<unknown>['row'], 'fromInstitutionId' | 'toInstitutionId' | 'toDepartmentId'>;

/** Who is concerned, for those who pass the event on. */
export function routeOf({ fromInstitutionId, toInstitutionId, toDepartmentId }: Route): Record<string, string> {
  return { fromInstitutionId, toInstitutionId, toDepartmentId };
}
