import { Injectable } from '@nestjs/common';
import { Permission } from '#identity';
import { nextState } from '#kernel';
import {
  TransitionService,
  UnitOfWork,
  actingFor,
  isSystem,
  type ActorContext,
  type Concern,
  type Opening,
  type Transaction,
  type TransitionStep,
} from '#platform';
import { ExamRepository, type ExamChanges, type ExamRow } from '../data/exam.repository.js';
import {
  examLifecycle,
  type ExamAction,
  type ExamAttempt,
  type ExamFacts,
  type ExamState,
} from '../domain/exam.transitions.js';

export interface LoadedExam {
  readonly row: ExamRow;
  readonly facts: ExamFacts;
}

export type ExamStep = TransitionStep<ExamAction, LoadedExam, ExamAttempt, ExamState, ExamChanges>;

/** Takes an exam through its table. */
@Injectable()
export class ExamTransitions extends TransitionService<LoadedExam, ExamAttempt, ExamState, ExamChanges, ExamStep> {
  protected override readonly aggregate = { type: 'Exam', events: 'exam' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly exams: ExamRepository,
  ) {
    super(unitOfWork);
  }

  protected async lock(tx: Opening, id: string): Promise<LoadedExam | null> {
    const row = await this.exams.lock(tx, id, isSystem(tx.actor) ? null : tx.actor.institutionId);
    return row && { row, facts: examFacts(row, tx.actor) };
  }

  protected next({ row, facts }: LoadedExam, { action }: ExamStep, attempt: ExamAttempt): ExamState {
    return nextState(examLifecycle, row.state, action, { ...facts, ...attempt });
  }

  protected change(tx: Transaction, { row }: LoadedExam, state: ExamState, changes: ExamChanges = {}): number {
    return this.exams.change(tx, row, { state, ...changes });
  }

  protected concern({ row }: LoadedExam): Concern {
    return { patientId: row.patientId, payload: placesOf(row) };
  }
}

/** Where an exam was ordered, is performed and is read, for whoever hears of it. */
export function placesOf(row: Places): Places {
  const { groupCode, orderingInstitutionId, performingInstitutionId, readingInstitutionId } = row;
  return { groupCode, orderingInstitutionId, performingInstitutionId, readingInstitutionId };
}

type Places = Pick<ExamRow, 'groupCode' | 'orderingInstitutionId' | 'performingInstitutionId' | 'readingInstitutionId'>;

/** What of an exam the rules look at, for whoever acts. */
function examFacts(row: ExamRow, actor: ActorContext): ExamFacts {
  const { institutionId, permissions } = actor;
  return {
    state: row.state,
    isTechnician: institutionId === row.performingInstitutionId && permissions.has(Permission.PerformExams),
    isReader: institutionId === row.readingInstitutionId && permissions.has(Permission.WriteImagingReports),
    isHead: institutionId === row.readingInstitutionId && permissions.has(Permission.OverseeReading),
    isBinder: permissions.has(Permission.BindStudies),
    isDoctor: actingFor(actor) === row.orderingStaffId,
    isPlatform: isSystem(actor),
    repeats: row.repeats,
    isLinked: row.studyInstanceUid !== null,
    isReported: row.reportedAt !== null,
    hasNewResult: row.resultAt !== null && row.seenAt === null,
  };
}
