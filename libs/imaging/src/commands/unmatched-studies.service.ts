import { Injectable } from '@nestjs/common';
import { NotFoundError, nextState } from '#kernel';
import {
  TransitionService,
  UnitOfWork,
  actingFor,
  claimRequest,
  peopleBehind,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type Concern,
  type Opening,
  type RepeatableRequest,
  type Transaction,
  type TransitionStep,
} from '#platform';
import { ExamRepository, type ExamRow } from '../data/exam.repository.js';
import {
  UnmatchedStudyRepository,
  type UnmatchedChanges,
  type UnmatchedRow,
} from '../data/unmatched-study.repository.js';
import type { PacsStudy } from '../domain/dicom-study.js';
import { StudyTakenError } from '../domain/errors.js';
import {
  unmatchedLifecycle,
  type UnmatchedAction,
  type UnmatchedFacts,
  type UnmatchedState,
} from '../domain/unmatched-study.transitions.js';
import { ExamSteps } from './exam-steps.js';
import { ExamTransitions } from './exam-transitions.js';

interface LoadedStudy {
  readonly row: UnmatchedRow;
  readonly facts: UnmatchedFacts;
}

type UnmatchedStep = TransitionStep<UnmatchedAction, LoadedStudy, object, UnmatchedState, UnmatchedChanges>;

/** Takes a study without an exam through its table. */
@Injectable()
export class UnmatchedTransitions extends TransitionService<
  LoadedStudy,
  object,
  UnmatchedState,
  UnmatchedChanges,
  UnmatchedStep
> {
  protected override readonly aggregate = { type: 'UnmatchedStudy', events: 'unmatched-study' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly studies: UnmatchedStudyRepository,
  ) {
    super(unitOfWork);
  }

  protected async lock(tx: Opening, id: string): Promise<LoadedStudy | null> {
    const row = await this.studies.lock(tx, id, tx.actor.institutionId);
    return row && { row, facts: { people: peopleBehind(tx.actor), proposers: row.proposers } };
  }

  protected next({ row, facts }: LoadedStudy, { action }: UnmatchedStep): UnmatchedState {
    return nextState(unmatchedLifecycle, row.state, action, facts);
  }

  protected change(
    tx: Transaction,
    { row }: LoadedStudy,
    state: UnmatchedState,
    changes: UnmatchedChanges = {},
  ): number {
    return this.studies.change(tx, row, { state, ...changes });
  }

  protected concern({ row }: LoadedStudy): Concern {
    return { payload: { institutionId: row.institutionId } };
  }
}

export type RecordStudyCommand = RepeatableRequest & PacsStudy;

export interface ProposeMatchCommand extends ChangeCommand {
  readonly examId: string;
}

/** Studies that show no exam: found in the PACS or recorded by hand, and bound by two people. */
@Injectable()
export class UnmatchedStudiesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly studies: UnmatchedStudyRepository,
    private readonly transitions: UnmatchedTransitions,
    private readonly exams: ExamRepository,
    private readonly examTransitions: ExamTransitions,
    private readonly steps: ExamSteps,
  ) {}

  /** Somebody has found it. @throws StudyTakenError where it shows an exam, or is known */
  record(actor: ActorContext, command: RecordStudyCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'recordUnmatchedStudy', command, tx.newId());
      if (claim.fresh && !(await this.recordIn(tx, claim.aggregateId, command))) throw new StudyTakenError();
      return claim;
    });
  }

  /** The platform has found it in the PACS; what is known already stays as it is. */
  find(actor: ActorContext, study: PacsStudy): Promise<boolean> {
    return this.unitOfWork.run(actor, (tx) => this.recordIn(tx, tx.newId(), study));
  }

  private async recordIn(tx: Transaction, id: string, study: PacsStudy): Promise<boolean> {
    const { institutionId } = tx.actor;
    if (!(await this.studies.insert(tx, id, institutionId, study))) return false;
    tx.publish({
      topic: 'imaging.study-unmatched',
      aggregateType: 'unmatched-study',
      aggregateId: id,
      aggregateVersion: 1,
      toState: 'UNMATCHED',
      payload: { institutionId },
    });
    return true;
  }

  /** The first person says which exam it shows. @throws NotFoundError for an exam that does not exist for the actor */
  propose(actor: ActorContext, command: ProposeMatchCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'propose',
      operation: 'proposeStudyMatch',
      topic: 'imaging.match-proposed',
      effect: async (tx) => {
        await this.exam(tx, command.examId);
        return { changes: { examId: command.examId, proposers: [...peopleBehind(actor)] } };
      },
    });
  }

  decline(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'decline',
      operation: 'declineStudyMatch',
      topic: 'imaging.match-declined',
      effect: () => ({ changes: { examId: null, proposers: [] } }),
    });
  }

  /** Another person agrees: the study shows the exam. @throws TransitionRefusedError, also where the exam has one */
  confirm(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'confirm',
      operation: 'confirmStudyMatch',
      topic: 'imaging.study-matched',
      effect: async (tx, { row }) => {
        const { id, version } = await this.exam(tx, row.examId!);
        const { studyInstanceUid, imageCount } = row;
        const step = this.steps.link('bindStudy', 'confirmStudyMatch', { studyInstanceUid, imageCount });
        await this.examTransitions.take(tx, { id, expectedVersion: version }, step);
        return { changes: { matchedAt: tx.now, matchedByStaffId: actingFor(actor) } };
      },
    });
  }

  private async exam(tx: Transaction, id: string): Promise<ExamRow> {
    const exam = await this.exams.lock(tx, id, tx.actor.institutionId);
    if (!exam) throw new NotFoundError('Exam', id);
    return exam;
  }
}
