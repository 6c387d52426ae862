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
import { SpecimenRepository, type SpecimenChanges, type SpecimenRow } from '../data/specimen.repository.js';
import {
  specimenLifecycle,
  type SpecimenAction,
  type SpecimenAttempt,
  type SpecimenFacts,
  type SpecimenState,
} from '../domain/specimen.transitions.js';

export interface LoadedSpecimen {
  readonly row: SpecimenRow;
  readonly facts: SpecimenFacts;
}

export type SpecimenStep = TransitionStep<
  SpecimenAction,
  LoadedSpecimen,
  SpecimenAttempt,
  SpecimenState,
  SpecimenChanges
>;

/** Takes a specimen through its table. */
@Injectable()
export class SpecimenTransitions extends TransitionService<
  LoadedSpecimen,
  SpecimenAttempt,
  SpecimenState,
  SpecimenChanges,
  SpecimenStep
> {
  protected override readonly aggregate = { type: 'Specimen', events: 'specimen' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly specimens: SpecimenRepository,
  ) {
    super(unitOfWork);
  }

  protected async lock(tx: Opening, id: string): Promise<LoadedSpecimen | null> {
    const { institutionId } = tx.actor;
    const row = await this.specimens.lock(tx, institutionId, id);
    return row && { row, facts: { ...row, institutionId } };
  }

  protected next({ row, facts }: LoadedSpecimen, { action }: SpecimenStep, attempt: SpecimenAttempt): SpecimenState {
    return nextState(specimenLifecycle, row.state, action, { ...facts, ...attempt });
  }

  protected change(
    tx: Transaction,
    { row }: LoadedSpecimen,
    state: SpecimenState,
    changes: SpecimenChanges = {},
  ): number {
    return this.specimens.change(tx, row, { state, ...changes });
  }

  protected concern({ row }: LoadedSpecimen): Concern {
    const { patientId, orderId, fromInstitutionId, toInstitutionId, boxId } = row;
    return { patientId, payload: { orderId, fromInstitutionId, toInstitutionId, boxId } };
  }
}
