import { Injectable } from '@nestjs/common';
import { Permission } from '#identity';
import { nextState } from '#kernel';
import {
  TransitionService,
  UnitOfWork,
  peopleBehind,
  type ActorContext,
  type Concern,
  type Opening,
  type Transaction,
  type TransitionStep,
} from '#platform';
import { ExamRepository, type ExamRow } from '../data/exam.repository.js';
import { ReportRepository, type ReportChanges, type ReportRow } from '../data/report.repository.js';
import {
  reportLifecycle,
  type ReportAction,
  type ReportAttempt,
  type ReportFacts,
  type ReportState,
} from '../domain/report.transitions.js';
import { placesOf } from './exam-transitions.js';

export interface LoadedReport {
  readonly row: ReportRow;
  readonly exam: ExamRow;
  readonly facts: ReportFacts;
}

export type ReportStep = TransitionStep<ReportAction, LoadedReport, ReportAttempt, ReportState, ReportChanges>;

/** Takes a version of a report through its table. Its exam is locked first, so that all that happens to one exam queues. */
@Injectable()
export class ReportTransitions extends TransitionService<
  LoadedReport,
  ReportAttempt,
  ReportState,
  ReportChanges,
  ReportStep
> {
  protected override readonly aggregate = { type: 'ImagingReport', events: 'imaging-report' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly exams: ExamRepository,
    private readonly reports: ReportRepository,
  ) {
    super(unitOfWork);
  }

  protected async lock(tx: Opening, id: string, { action }: ReportStep): Promise<LoadedReport | null> {
    const { actor } = tx;
    // The technician of another institution gives an exam up, and with it what was begun to be written.
    const examId = await this.reports.examOf(tx, id, action === 'discard' ? null : actor.institutionId);
    const exam = examId && (await this.exams.lock(tx, examId, actor.institutionId));
    const row = exam ? await this.reports.lock(tx, id) : null;
    return exam && row ? { row, exam, facts: factsOf(row, exam, actor) } : null;
  }

  protected next({ row, facts }: LoadedReport, { action }: ReportStep, attempt: ReportAttempt): ReportState {
    return nextState(reportLifecycle, row.state, action, { ...facts, ...attempt });
  }

  protected change(tx: Transaction, { row }: LoadedReport, state: ReportState, changes: ReportChanges = {}): number {
    return this.reports.change(tx, row, { state, ...changes });
  }

  protected concern({ row, exam }: LoadedReport): Concern {
    return { patientId: exam.patientId, payload: { ...placesOf(exam), examId: row.examId, number: row.number } };
  }
}

function factsOf(row: ReportRow, exam: ExamRow, actor: ActorContext): ReportFacts {
  const { permissions } = actor;
  return {
    people: peopleBehind(actor),
    isReporter: permissions.has(Permission.WriteImagingReports),
    isReviewer: permissions.has(Permission.ReviewImagingReports),
    isHead: permissions.has(Permission.RequestRetraction),
    isMedicalAffairs: permissions.has(Permission.ConfirmRetraction),
    authorStaffId: row.authorStaffId,
    retractors: row.retractors,
    hasImages: exam.state === 'ACQUIRED' && exam.studyInstanceUid !== null,
    isAnotherOpen: row.isAnotherOpen,
  };
}
