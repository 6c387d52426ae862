import { Injectable } from '@nestjs/common';
import { nextState } from '#kernel';
import {
  TransitionService,
  UnitOfWork,
  peopleBehind,
  type Concern,
  type Opening,
  type Transaction,
  type TransitionStep,
} from '#platform';
import { ReportRepository, type ReportChanges, type ReportRow } from '../data/report.repository.js';
import {
  reportLifecycle,
  type ReportAction,
  type ReportAttempt,
  type ReportFacts,
  type ReportState,
} from '../domain/report.transitions.js';

export interface LoadedReport {
  readonly row: ReportRow;
  readonly facts: ReportFacts;
}

export type ReportStep = TransitionStep<ReportAction, LoadedReport, ReportAttempt, ReportState, ReportChanges>;

/** Takes a version of a report through its table. */
@Injectable()
export class ReportTransitions extends TransitionService<
  LoadedReport,
  ReportAttempt,
  ReportState,
  ReportChanges,
  ReportStep
> {
  protected override readonly aggregate = { type: 'LabReport', events: 'lab-report' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly reports: ReportRepository,
  ) {
    super(unitOfWork);
  }

  protected async lock(tx: Opening, id: string): Promise<LoadedReport | null> {
    const row = await this.reports.lock(tx, id);
    if (!row) return null;
    const { institutionId } = tx.actor;
    const facts: ReportFacts = {
      people: peopleBehind(tx.actor),
      isLaboratory: row.institutionId === institutionId,
      isOrdering: row.orderingInstitutionId === institutionId,
      technicalStaffId: row.technicalStaffId,
      askedByStaffId: row.askedByStaffId,
      isSeen: row.seenAt !== null,
      isContinued: row.isContinued,
      earlierKind: row.earlierKind,
    };
    return { row, facts };
  }

  protected next({ row, facts }: LoadedReport, { action }: ReportStep, attempt: ReportAttempt): ReportState {
    return nextState(reportLifecycle, row.state, action, { ...facts, ...attempt });
  }

  protected change(tx: Transaction, { row }: LoadedReport, state: ReportState, changes: ReportChanges = {}): number {
    return this.reports.change(tx, row, { state, ...changes });
  }

  protected concern({ row }: LoadedReport): Concern {
    const { patientId, specimenId, institutionId, orderingInstitutionId, orderingStaffId, kind } = row;
    return { patientId, payload: { specimenId, institutionId, orderingInstitutionId, orderingStaffId, kind } };
  }
}
