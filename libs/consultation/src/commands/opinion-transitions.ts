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
import {
  ConsultationFactsReader,
  type KnownOpinion,
  type LoadedConsultation,
} from '../data/consultation-facts.reader.js';
import { OpinionRepository, type OpinionChanges } from '../data/opinion.repository.js';
import type { OpinionState } from '../domain/consultation.js';
import { opinionLifecycle, type OpinionAction, type OpinionFacts } from '../domain/opinion.transitions.js';
import { signersOf } from '../domain/signatures.js';

/** A version with its case. */
export interface LoadedOpinion {
  readonly row: KnownOpinion;
  readonly consultation: LoadedConsultation;
  readonly facts: OpinionFacts;
}

export type OpinionStep = TransitionStep<OpinionAction, LoadedOpinion, object, OpinionState, OpinionChanges>;

/** Takes a version of the opinion through its table. */
@Injectable()
export class OpinionTransitions extends TransitionService<
  LoadedOpinion,
  object,
  OpinionState,
  OpinionChanges,
  OpinionStep
> {
  protected override readonly aggregate = { type: 'ConsultationOpinion', events: 'consultation-opinion' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly facts: ConsultationFactsReader,
    private readonly opinions: OpinionRepository,
  ) {
    super(unitOfWork);
  }

  protected async lock(tx: Opening, id: string): Promise<LoadedOpinion | null> {
    const caseId = await this.facts.ofOpinion(tx, id);
    const consultation = caseId && (await this.facts.lock(tx, caseId));
    const row = consultation && consultation.row.opinions.find((one) => one.id === id);
    return row ? { row, consultation, facts: opinionFacts(consultation, row, tx) } : null;
  }

  protected next({ row, facts }: LoadedOpinion, { action }: OpinionStep, attempt: object): OpinionState {
    return nextState(opinionLifecycle, row.state, action, { ...facts, ...attempt });
  }

  protected change(tx: Transaction, { row }: LoadedOpinion, to: OpinionState, changes: OpinionChanges = {}): number {
    const signed = to === 'SIGNED' && row.state === 'DRAFTED' ? { signedAt: tx.now } : {};
    return this.opinions.change(tx, row, { state: to, ...signed, ...changes });
  }

  protected concern({ row, consultation }: LoadedOpinion): Concern {
    const { id: consultationId, patientId, invitingInstitutionId, centreInstitutionId } = consultation.row;
    return {
      patientId,
      payload: { consultationId, invitingInstitutionId, centreInstitutionId, revision: row.revision },
    };
  }
}

function opinionFacts({ row, facts }: LoadedConsultation, opinion: KnownOpinion, { actor }: Opening): OpinionFacts {
  const { staffId } = facts.actor;
  const isChair = row.invitations.some(
    (one) => one.isChair && one.state === 'ACCEPTED' && one.expertStaffId === staffId,
  );
  return {
    staffId,
    isChair,
    inPerson: actor.onBehalfOfStaffId === null,
    signers: signersOf(row),
    signedBy: opinion.signedBy,
  };
}
