import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { nextState } from '#kernel';
import {
  SYSTEM_ACCOUNT_ID,
  TransitionService,
  UnitOfWork,
  holdsRole,
  type Concern,
  type Opening,
  type Transaction,
  type TransitionStep,
} from '#platform';
import { SecondmentRepository, type SecondmentChanges, type SecondmentRow } from '../data/secondment.repository.js';
import type { SecondmentState } from '../domain/secondment.js';
import {
  secondmentLifecycle,
  type SecondmentAction,
  type SecondmentAttempt,
  type SecondmentFacts,
} from '../domain/secondment.transitions.js';
import { plansRotas } from './rota-scope.js';

interface Loaded {
  readonly row: SecondmentRow;
  readonly facts: SecondmentFacts;
}
type Step = TransitionStep<SecondmentAction, Loaded, SecondmentAttempt, SecondmentState, SecondmentChanges>;

/** Takes a secondment through its table. */
@Injectable()
export class SecondmentTransitions extends TransitionService<
  Loaded,
  SecondmentAttempt,
  SecondmentState,
  SecondmentChanges,
  Step
> {
  protected override readonly aggregate = { type: 'Secondment', events: 'secondment' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly secondments: SecondmentRepository,
  ) {
    super(unitOfWork);
  }

  protected async lock(tx: Opening, id: string): Promise<Loaded | null> {
    const row = await this.secondments.lock(tx, id);
    const { actor } = tx;
    if (!row || ![row.institutionId, row.hostInstitutionId].includes(actor.institutionId)) return null;
    const facts = {
      isPlanner: actor.institutionId === row.institutionId && plansRotas(actor),
      isHostHead: actor.institutionId === row.hostInstitutionId && holdsRole(actor, Role.TOWNSHIP_HEAD),
      isSystem: actor.accountId === SYSTEM_ACCOUNT_ID,
    };
    return { row, facts };
  }

  protected next({ row, facts }: Loaded, { action }: Step, attempt: SecondmentAttempt): SecondmentState {
    return nextState(secondmentLifecycle, row.state, action, { ...facts, ...attempt });
  }

  protected change(tx: Transaction, { row }: Loaded, to: SecondmentState, changes: SecondmentChanges | undefined) {
    return this.secondments.change(tx, row, { ...changes, state: to });
  }

  protected concern({ row: { institutionId, hostInstitutionId, expertId } }: Loaded): Concern {
    return { payload: { institutionId, hostInstitutionId, expertId } };
  }
}
