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
import { BoxRepository, type BoxChanges, type BoxRow } from '../data/box.repository.js';
import { boxLifecycle, type BoxAction, type BoxFacts, type BoxState } from '../domain/box.transitions.js';

export interface LoadedBox {
  readonly row: BoxRow;
  readonly facts: BoxFacts;
}

export type BoxStep = TransitionStep<BoxAction, LoadedBox, object, BoxState, BoxChanges>;

/** Takes a box of specimens through its table. */
@Injectable()
export class BoxTransitions extends TransitionService<LoadedBox, object, BoxState, BoxChanges, BoxStep> {
  protected override readonly aggregate = { type: 'SpecimenBox', events: 'specimen-box' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly boxes: BoxRepository,
  ) {
    super(unitOfWork);
  }

  protected async lock(tx: Opening, id: string): Promise<LoadedBox | null> {
    const row = await this.boxes.lock(tx, id);
    return row && { row, facts: { ...row, institutionId: tx.actor.institutionId } };
  }

  protected next({ row, facts }: LoadedBox, { action }: BoxStep): BoxState {
    return nextState(boxLifecycle, row.state, action, facts);
  }

  protected change(tx: Transaction, { row }: LoadedBox, state: BoxState, changes: BoxChanges = {}): number {
    return this.boxes.change(tx, row, { state, ...changes });
  }

  protected concern({ row: { fromInstitutionId, toInstitutionId } }: LoadedBox): Concern {
    return { payload: { fromInstitutionId, toInstitutionId } };
  }
}
