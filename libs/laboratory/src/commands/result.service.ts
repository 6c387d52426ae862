import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import {
  UnitOfWork,
  claimRequest,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { ReadingTasks } from '#worklist';
import { ReportRepository, type ReportRow } from '../data/report.repository.js';
import { SpecimenRepository } from '../data/specimen.repository.js';
import type { ResultSource } from '../domain/report.transitions.js';
import type { NewResult } from '../domain/result.js';
import { subjectOf } from './bench.js';
import { ReportTransitions, type ReportStep } from './report-transitions.js';
import { ResultWriter } from './result-writer.js';

/** What a reader writes who holds the specimen. */
export interface EnterCommand extends ChangeCommand {
  readonly fencingToken: number;
  readonly results: readonly NewResult[];
  /** What is seen: by the eye, in the microscope, in the culture. Left out: as it was. */
  readonly description?: string | null;
  readonly conclusion?: string | null;
}

/** What a system sends, or a file brings, about one specimen. */
export interface SendCommand extends RepeatableRequest {
  readonly barcode: string;
  readonly results: readonly NewResult[];
}

/** Values come into open versions of reports, by three ways. */
@Injectable()
export class ResultService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: ReportTransitions,
    private readonly readings: ReadingTasks,
    private readonly writer: ResultWriter,
    private readonly reports: ReportRepository,
    private readonly specimens: SpecimenRepository,
  ) {}

  /** By whoever holds the specimen. @throws TransitionRefusedError where the lease is not theirs; ResultsRefusedError */
  enter(actor: ActorContext, command: EnterCommand): Promise<Claim> {
    const { fencingToken, results, description, conclusion } = command;
    return this.transitions.run(actor, command, {
      action: 'enter',
      operation: 'enterLabResults',
      topic: 'laboratory.results-entered',
      effect: async (tx, { row }) => {
        await this.readings.writeIn(tx, subjectOf(row.specimenId), fencingToken);
        await this.writer.write(tx, row, results, 'ENTERED');
        return {
          changes: {
            ...(description !== undefined && { description }),
            ...(conclusion !== undefined && { conclusion }),
          },
        };
      },
    });
  }

  /** The reporter takes up again what a reviewer has given back; the reading has a new lease from then on. */
  resume(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'resume',
      operation: 'resumeLabReport',
      topic: 'laboratory.report-resumed',
      effect: async (tx, { row }) => {
        await this.readings.resumeIn(tx, subjectOf(row.specimenId));
        return {};
      },
    });
  }

  /**
   * By a system, or by somebody for an instrument: nobody has to hold the specimen, and whoever reviews it technically
   * answers for the values. The same values again change nothing.
   * @throws NotFoundError, TransitionRefusedError where the report is signed already, ResultsRefusedError
   */
  send(actor: ActorContext, command: SendCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const report = await this.openReport(tx, command.barcode);
      const claim = await claimRequest(tx, 'sendLabResults', command, report.id);
      if (claim.fresh) await this.bring(tx, report, command.results, 'ENTERED');
      return claim;
    });
  }

  /** The version that values of a specimen go to: the open one, or else the one that has been signed. @throws NotFoundError */
  async openReport(tx: Transaction, barcode: string): Promise<ReportRow> {
    const { institutionId } = tx.actor;
    const specimen = await this.specimens.find(tx, institutionId, barcode);
    if (!specimen) throw new NotFoundError('Specimen', barcode);
    const report = (await this.reports.lockOpen(tx, specimen.id)) ?? (await this.reports.lockStanding(tx, specimen.id));
    if (report?.institutionId !== institutionId) throw new NotFoundError('Specimen', barcode);
    return report;
  }

  /** Writes values into a version that nobody has signed yet. @throws TransitionRefusedError, ResultsRefusedError */
  async bring(
    tx: Transaction,
    report: ReportRow,
    results: readonly NewResult[],
    source: Exclude<ResultSource, 'SYSTEM'>,
  ): Promise<void> {
    const step: ReportStep = {
      action: 'enter',
      operation: 'sendLabResults',
      topic: 'laboratory.results-sent',
      effect: async (_, { row }) => {
        await this.writer.write(tx, row, results, source);
        return {};
      },
    };
    await this.transitions.take(tx, { id: report.id, expectedVersion: report.version }, step);
  }
}
