import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { ReadingTasks } from '#worklist';
import {
  UnitOfWork,
  claimRequest,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { ExamRepository, type ExamRow } from '../data/exam.repository.js';
import { ReportRepository } from '../data/report.repository.js';
import { IMAGING } from '../domain/exam.js';
import type { ReportKind } from '../domain/report.transitions.js';
import { NewVersions } from './new-versions.js';
import { ReportTransitions } from './report-transitions.js';

export interface DraftReportCommand extends RepeatableRequest {
  readonly examId: string;
  readonly fencingToken: number;
  readonly kind: ReportKind;
  readonly templateCode?: string | null;
}

/** How reporters begin to write. */
@Injectable()
export class DraftingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly exams: ExamRepository,
    private readonly reports: ReportRepository,
    private readonly transitions: ReportTransitions,
    private readonly readings: ReadingTasks,
    private readonly versions: NewVersions,
  ) {}

  /**
   * Whoever holds the reading begins to write, or goes on with what somebody before them had begun.
   * @throws NotFoundError; TransitionRefusedError LEASE_LOST; TemplateUnknownError
   */
  draft(actor: ActorContext, command: DraftReportCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { fencingToken, kind, templateCode = null } = command;
      const exam = await this.readable(tx, command.examId);
      const open = await this.reports.lockOpen(tx, exam.id);
      const claim = await claimRequest(tx, 'draftImagingReport', command, open?.id ?? tx.newId());
      if (!claim.fresh) return claim;
      await this.readings.reportIn(tx, { domain: IMAGING, id: exam.id }, fencingToken);
      if (open) {
        this.versions.takeUp(tx, exam, open);
        return claim;
      }
      const beginning = await this.versions.beginning(tx, exam.groupCode, templateCode);
      await this.versions.insert(tx, exam, { ...beginning, id: claim.aggregateId, kind, reasonCode: null });
      return claim;
    });
  }

  /** The reporter takes up again what a reviewer has given back, under a new lease. */
  resume(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'resume',
      operation: 'resumeImagingReport',
      topic: 'imaging.report-resumed',
      effect: async (tx, { row }) => {
        await this.readings.resumeIn(tx, { domain: IMAGING, id: row.examId });
        return {};
      },
    });
  }

  private async readable(tx: Transaction, examId: string): Promise<ExamRow> {
    const { institutionId } = tx.actor;
    const exam = await this.exams.lock(tx, examId, institutionId);
    if (exam?.readingInstitutionId !== institutionId) throw new NotFoundError('Exam', examId);
    return exam;
  }
}
