import { Injectable } from '@nestjs/common';
import { nextState } from '#kernel';
import {
  TransitionService,
  UnitOfWork,
  type Concern,
  type Opening,
  type Transaction,
  type TransitionStep,
} from '#platform';
import { secondmentFactsOf } from '../data/secondment-facts.js';
import { SecondmentRepository, type SecondmentChanges, type SecondmentRow } from '../data/secondment.repository.js';
import { SecondmentState } from '../domain/secondment.js';
import {
  secondmentLifecycle,
  type SecondmentAction,
  type SecondmentAttempt,
  type SecondmentFacts,
} from '../domain/secondment.transitions.js';

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
    const facts = row && secondmentFactsOf(tx.actor, row);
    return facts ? { row, facts } : null;
  }

  protected next({ row, facts }: Loaded, { action }: Step, attempt: SecondmentAttempt): SecondmentState {
    return nextState(secondmentLifecycle, row.state, action, { ...facts, ...attempt });
  }

  protected change(tx: Transaction, { row }: Loaded, to: SecondmentState, changes: SecondmentChanges | undefined) {
    if (to === SecondmentState.WITHDRAWN) return this.secondments.withdraw(tx, row, changes!.reasonCode!);
    return this.secondments.change(tx, row, { ...changes, state: to });
  }

  protected concern({ row: { institutionId, hostInstitutionId, expertId } }: Loaded): Concern {
    return { payload: { institutionId, hostInstitutionId, expertId } };
  }
}
