import { Injectable } from '@nestjs/common';
import { Reauthentication } from '#identity';
import { ReadingTasks } from '#worklist';
import { actingFor, type ActorContext, type ChangeCommand, type Claim, type Transaction } from '#platform';
import type { ReportChanges } from '../data/report.repository.js';
import { IMAGING } from '../domain/exam.js';
import type { ReportContent } from '../domain/report-content.js';
import type { ReportAttempt } from '../domain/report.transitions.js';
import { Publication } from './publication.js';
import { ReportTransitions, type LoadedReport } from './report-transitions.js';
import { Templates } from './templates.js';

/** A change of a draft by whoever holds the reading. */
export interface WriteCommand extends ChangeCommand {
  readonly fencingToken: number;
  readonly content: ReportContent;
}

/** Somebody signs with their password. */
export interface Signing {
  readonly password: string;
}

/** What reporters write, one method a domain verb. The lease of the reading guards all of it. */
@Injectable()
export class ReportingService {
  constructor(
    private readonly transitions: ReportTransitions,
    private readonly readings: ReadingTasks,
    private readonly publication: Publication,
    private readonly templates: Templates,
    private readonly reauthentication: Reauthentication,
  ) {}

  /** Keeps what has been written so far, and the lease up. @throws TransitionRefusedError LEASE_LOST */
  save(actor: ActorContext, command: WriteCommand): Promise<Claim> {
    const { content, fencingToken } = command;
    return this.transitions.run(actor, command, {
      action: 'save',
      operation: 'saveImagingReport',
      topic: 'imaging.report-saved',
      bring: (tx, loaded) => this.written(tx, loaded, content),
      effect: async (tx, loaded) => {
        await this.readings.holdIn(tx, { domain: IMAGING, id: loaded.row.examId }, fencingToken);
        return { changes: { ...(await this.columnsOf(tx, loaded, content)), authorStaffId: actingFor(actor) } };
      },
    });
  }

  /**
   * Signs it: published where one signature is enough, otherwise somebody else's to review.
   * @throws CurrentPasswordWrongError; TransitionRefusedError LEASE_LOST, and where something is missing
   */
  async submit(actor: ActorContext, { password, ...command }: WriteCommand & Signing): Promise<Claim> {
    await this.reauthentication.prove(actor, password);
    const { content, fencingToken } = command;
    return this.transitions.run(actor, command, {
      action: 'submit',
      operation: 'submitImagingReport',
      topic: 'imaging.report-submitted',
      bring: async (tx, loaded) => {
        const signatures = await this.readings.signaturesIn(tx, { domain: IMAGING, id: loaded.row.examId });
        return { ...(await this.written(tx, loaded, content)), isDone: signatures === 1 };
      },
      effect: async (tx, loaded, to) => {
        const round = loaded.row.round + 1;
        await this.readings.submitIn(tx, { domain: IMAGING, id: loaded.row.examId }, fencingToken);
        this.publication.sign(tx, loaded, content, { round, position: 1 });
        const said = await this.columnsOf(tx, loaded, content);
        const signed = { ...said, round, authorStaffId: actingFor(actor), submittedAt: tx.now };
        if (to === 'SUBMITTED') return { changes: signed };
        const published = await this.publication.publish(tx, loaded);
        return { topic: 'imaging.report-published', changes: { ...signed, ...published } };
      },
    });
  }

  private async written(tx: Transaction, { row, exam }: LoadedReport, content: ReportContent): Promise<ReportAttempt> {
    const template = await this.templates.followed(tx, exam.groupCode, row, content.templateCode);
    return { content, fields: template?.fields ?? [] };
  }

  private async columnsOf(
    tx: Transaction,
    { row, exam }: LoadedReport,
    content: ReportContent,
  ): Promise<ReportChanges> {
    const { templateCode, findings, conclusion, structured, abnormal } = content;
    const template = await this.templates.followed(tx, exam.groupCode, row, templateCode);
    const templateFrom = template?.effectiveFrom ?? null;
    return { templateCode, templateFrom, findings, conclusion, structured: JSON.stringify(structured), abnormal };
  }
}
