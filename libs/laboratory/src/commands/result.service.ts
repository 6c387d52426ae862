import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '#kernel';
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
import { isolateProblem, type Isolate } from '../domain/isolate.js';
import type { ResultSource } from '../domain/report.transitions.js';
import type { NewResult } from '../domain/result.js';
import { subjectOf } from './bench.js';
import { ReportTransitions, type ReportStep } from './report-transitions.js';
import { ResultWriter, type Reviewed } from './result-writer.js';

/** What a reader writes who holds the specimen. */
export interface EnterCommand extends ChangeCommand {
  readonly fencingToken: number;
  readonly results: readonly NewResult[];
  /** What is seen: by the eye, in the microscope, in the culture. Left out: as it was. */
  readonly description?: string | null;
  readonly conclusion?: string | null;
  /** All germs of a culture. Left out: as they were. */
  readonly isolates?: readonly GivenIsolate[] | null;
}

/** What a germ has no code or number for may be left out. */
export type GivenIsolate = Pick<Isolate, 'organism' | 'susceptibilities'> &
  Partial<Pick<Isolate, 'organismCode' | 'quantity'>>;

/** What a system sends about one specimen. */
export interface SendCommand extends RepeatableRequest {
  readonly barcode: string;
  readonly results: readonly NewResult[];
  readonly isolates?: readonly GivenIsolate[] | null;
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
    const { fencingToken, results, description, conclusion, isolates } = command;
    return this.transitions.run(actor, command, {
      action: 'enter',
      operation: 'enterLabResults',
      topic: 'laboratory.results-entered',
      effect: async (tx, { row }) => {
        await this.readings.writeIn(tx, subjectOf(row.specimenId), fencingToken);
        await this.writer.write(tx, await this.writer.review(tx, row, results), 'ENTERED');
        return {
          changes: {
            ...(description !== undefined && { description }),
            ...(conclusion !== undefined && { conclusion }),
            ...isolatesOf(row, isolates),
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
   * answers for the values. What stands already changes nothing, signed or not: whoever sends it again has only looked.
   * @throws NotFoundError, TransitionRefusedError where the report is signed already, ResultsRefusedError
   */
  send(actor: ActorContext, command: SendCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const report = await this.findReport(tx, command.barcode);
      if (!report) throw new NotFoundError('Specimen', command.barcode);
      const claim = await claimRequest(tx, 'sendLabResults', command, report.id);
      if (!claim.fresh) return claim;
      const reviewed = await this.writer.review(tx, report, command.results);
      const isolates = isolatesOf(report, command.isolates);
      if (stands(reviewed, isolates)) return { ...claim, fresh: false };
      await this.bring(tx, reviewed, 'ENTERED', isolates);
      return claim;
    });
  }

  /** The version that values of a specimen go to: the open one, or else the one that has been signed. */
  async findReport(tx: Transaction, barcode: string): Promise<ReportRow | null> {
    const { institutionId } = tx.actor;
    const specimen = await this.specimens.find(tx, institutionId, barcode);
    if (!specimen) return null;
    const report = (await this.reports.lockOpen(tx, specimen.id)) ?? (await this.reports.lockStanding(tx, specimen.id));
    return report?.institutionId === institutionId ? report : null;
  }

  /** Writes values into a version that nobody has signed yet. @throws TransitionRefusedError, ResultsRefusedError */
  async bring(
    tx: Transaction,
    reviewed: Reviewed,
    source: Exclude<ResultSource, 'SYSTEM'>,
    isolates: GivenIsolates = {},
  ): Promise<void> {
    const { id, version: expectedVersion } = reviewed.report;
    const step: ReportStep = {
      action: 'enter',
      operation: 'sendLabResults',
      topic: 'laboratory.results-sent',
      effect: async () => {
        await this.writer.write(tx, reviewed, source);
        return { changes: isolates };
      },
    };
    await this.transitions.take(tx, { id, expectedVersion }, step);
  }
}

/** The germs of a version as JSON; nothing where none are given. */
interface GivenIsolates {
  readonly isolates?: string;
}

/** Whether all of it is in the report. */
function stands({ report, problems, changed }: Reviewed, { isolates }: GivenIsolates): boolean {
  const isKnown = isolates === undefined || isDeepStrictEqual(JSON.parse(isolates), report.isolates);
  return problems.length === 0 && changed.length === 0 && isKnown;
}

/** @throws InvalidInputError for germs where there is no culture, and for those that are named twice */
function isolatesOf({ groupCode }: ReportRow, given: readonly GivenIsolate[] | null | undefined): GivenIsolates {
  if (!given) return {};
  const isolates = given.map(({ organismCode = null, organism, quantity = null, susceptibilities }) => {
    return { organismCode, organism, quantity, susceptibilities: susceptibilities.map((one) => ({ ...one })) };
  });
  const constraint = isolateProblem(isolates, groupCode);
  if (constraint) throw new InvalidInputError([{ path: 'isolates', constraint }]);
  return { isolates: JSON.stringify(isolates) };
}
