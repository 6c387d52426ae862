import { Injectable } from '@nestjs/common';
import {
  ReasonCheck,
  UnitOfWork,
  actingFor,
  claimRequest,
  reasonOf,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
  type Transaction,
} from '#platform';
import { ReadingTasks } from '#worklist';
import type { ReportRow } from '../data/report.repository.js';
import { ResultRepository } from '../data/result.repository.js';
import type { ReportAttempt, ReportKind } from '../domain/report.transitions.js';
import { subjectOf } from './bench.js';
import { Publication } from './publication.js';
import { ReportTransitions, type LoadedReport } from './report-transitions.js';

export interface SubmitCommand extends ChangeCommand {
  readonly fencingToken: number;
  readonly kind: ReportKind;
}

/** Technical and medical review, by two people. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: ReportTransitions,
    private readonly readings: ReadingTasks,
    private readonly results: ResultRepository,
    private readonly publication: Publication,
    private readonly reasons: ReasonCheck,
  ) {}

  /** The first signature: the values are right. @throws TransitionRefusedError where the lease is not theirs, or values are missing */
  submit(actor: ActorContext, command: SubmitCommand): Promise<Claim> {
    const { fencingToken, kind } = command;
    return this.transitions.run(actor, command, {
      action: 'submit',
      operation: 'submitLabReport',
      topic: 'laboratory.report-submitted',
      bring: async (tx, { row }): Promise<ReportAttempt> => ({
        kind,
        missing: await this.missing(tx, row),
        contradicts: row.isolates.length > 0 && !(await this.results.hasUnusual(tx, row.id)),
      }),
      effect: async (tx, { row }) => {
        const subject = subjectOf(row.specimenId);
        await this.readings.writeIn(tx, subject, fencingToken);
        await this.readings.submitIn(tx, subject, fencingToken);
        return { changes: { kind, technicalStaffId: actingFor(actor), submittedAt: tx.now } };
      },
    });
  }

  /** The second signature, and with it the publication. @throws TransitionRefusedError for whoever gave the first */
  approve(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'approveLabReport', command, command.id);
      if (!claim.fresh) return claim;
      let approved: ReportRow | undefined;
      await this.transitions.take(tx, command, {
        action: 'approve',
        operation: 'approveLabReport',
        topic: 'laboratory.report-published',
        effect: async (_, { row }: LoadedReport) => {
          approved = row;
          await this.readings.approveIn(tx, subjectOf(row.specimenId));
          await this.publication.supersede(tx, row);
          return { changes: { medicalStaffId: actingFor(actor), publishedAt: tx.now } };
        },
      });
      await this.publication.follow(tx, approved!);
      return claim;
    });
  }

  /** Gives it back to whoever signed first, for a reason of `worklist.return_to_reporter`. */
  giveBack(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'return',
      operation: 'returnLabReport',
      topic: 'laboratory.report-returned',
      bring: (tx) => this.reasons.from('worklist.return_to_reporter', tx, command),
      effect: async (tx, { row }) => {
        await this.readings.returnToReporterIn(tx, subjectOf(row.specimenId), command);
        const { technicalStaffId } = row;
        const changes = { technicalStaffId: null, submittedAt: null };
        return { ...reasonOf(command), payload: { technicalStaffId }, changes };
      },
    });
  }

  /** Tissue is answered by words, everything else by its values. */
  private async missing(tx: Transaction, row: ReportRow): Promise<string[]> {
    const missing = await this.results.missing(tx, row);
    const wordless = row.groupCode.startsWith('PATH_') && row.conclusion === null;
    return wordless ? [...missing, 'conclusion'] : missing;
  }
}
