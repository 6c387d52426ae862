import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { ReadingTasks, type NewReading } from '#worklist';
import {
  ReasonCheck,
  UnitOfWork,
  claimRequest,
  peopleBehind,
  reasonOf,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
  type Transaction,
} from '#platform';
import type { ExamRow } from '../data/exam.repository.js';
import { IMAGING } from '../domain/exam.js';
import { ImagingNotices } from './imaging-notices.js';
import { NewVersions } from './new-versions.js';
import { ReportClock } from './report-clock.js';
import { ReportTransitions, type LoadedReport } from './report-transitions.js';
import { Results } from './results.js';

/** Corrects what has been published. */
@Injectable()
export class AmendingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: ReportTransitions,
    private readonly readings: ReadingTasks,
    private readonly versions: NewVersions,
    private readonly reasons: ReasonCheck,
  ) {}

  /**
   * A new version of what has been published, which stands until the new one is. Whoever amends holds the reading at once.
   * @returns the new version
   */
  amend(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'amendImagingReport', command, tx.newId());
      if (!claim.fresh) return claim;
      await this.transitions.take(tx, command, {
        action: 'amend',
        operation: 'amendImagingReport',
        topic: 'imaging.report-amending',
        bring: () => this.reasons.from('imaging.amend', tx, command),
        effect: async (_, loaded) => {
          await this.reopen(tx, loaded, { id: claim.aggregateId, reasonCode: command.reasonCode });
          return reasonOf(command);
        },
      });
      return claim;
    });
  }

  private async reopen(
    tx: Transaction,
    { row, exam }: LoadedReport,
    { id, reasonCode }: { readonly id: string; readonly reasonCode: string },
  ): Promise<void> {
    const reading = readingAgain(exam, tx.now);
    const token = await this.readings.reopenIn(tx, reading);
    await this.readings.reportIn(tx, reading.subject, token);
    const { templateCode, findings, conclusion, structured, abnormal } = row;
    const content = { templateCode, findings, conclusion, structured, abnormal };
    const templateFrom = row.templateFrom ?? row.createdAt;
    await this.versions.insert(tx, exam, { id, kind: 'FINAL', content, templateFrom, reasonCode });
  }
}

export interface RetractionCommand extends ReasonCommand {
  /** Whether the images are to be read once more. */
  readonly readAgain: boolean;
}

/** A report is taken back by two people: the head of the centre, and 医务科. */
@Injectable()
export class RetractionService {
  constructor(
    private readonly transitions: ReportTransitions,
    private readonly readings: ReadingTasks,
    private readonly reasons: ReasonCheck,
    private readonly results: Results,
    private readonly clock: ReportClock,
    private readonly notices: ImagingNotices,
  ) {}

  request(actor: ActorContext, command: RetractionCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'requestRetraction',
      operation: 'requestReportRetraction',
      topic: 'imaging.retraction-requested',
      bring: (tx) => this.reasons.from('imaging.retract', tx, command),
      effect: async (tx, { exam }) => {
        const place = { institutionId: exam.readingInstitutionId, roles: [Role.MEDICAL_AFFAIRS] };
        await this.notices.tellHolders(tx, exam, place, 'retraction-requested');
        const { reasonCode, readAgain } = command;
        const changes = { retractors: [...peopleBehind(actor)], retractionReasonCode: reasonCode, readAgain };
        return { ...reasonOf(command), changes };
      },
    });
  }

  decline(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'declineRetraction',
      operation: 'declineReportRetraction',
      topic: 'imaging.retraction-declined',
      effect: () => ({ changes: { retractors: [], retractionReasonCode: null, readAgain: null } }),
    });
  }

  /** The second person: it counts no longer, and whoever relies on it hears of it. */
  confirm(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'retract',
      operation: 'confirmReportRetraction',
      topic: 'imaging.report-retracted',
      effect: async (tx, { row, exam }) => {
        if (row.readAgain) {
          const { dueAt } = await this.readings.queueIn(tx, readingAgain(exam, tx.now));
          await this.clock.begin(tx, exam, dueAt);
        }
        await this.results.retracted(tx, exam);
        return { reasonCode: row.retractionReasonCode!, changes: { endedAt: tx.now } };
      },
    });
  }
}

/** An exam that is read once more, in the class that it had. */
function readingAgain(exam: ExamRow, from: Date): NewReading {
  const { id, urgency, groupCode, subspecialty, visitType, readingInstitutionId: institutionId } = exam;
  return { subject: { domain: IMAGING, id }, institutionId, groupCode, urgency, subspecialty, visitType, from };
}
