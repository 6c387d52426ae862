import { Injectable } from '@nestjs/common';
import { CorrectingService } from '#criticalvalue';
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
} from '#platform';
import { KnownReports } from '#recognition';
import type { ReportRow } from '../data/report.repository.js';
import { Bench } from './bench.js';
import { ReportTransitions } from './report-transitions.js';

const AMEND = 'laboratory.amend';
const RETRACT = 'laboratory.retract';

/** Corrects what was published; nothing that was said is ever deleted. */
@Injectable()
export class CorrectionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: ReportTransitions,
    private readonly bench: Bench,
    private readonly reasons: ReasonCheck,
    private readonly known: KnownReports,
    private readonly criticalValues: CorrectingService,
  ) {}

  /**
   * Begins a version that takes the place of a published one, once two people have signed it. @returns the new version
   * @throws TransitionRefusedError where one is under way already
   */
  amend(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'amendLabReport', command, tx.newId());
      if (!claim.fresh) return claim;
      let amended: ReportRow | undefined;
      await this.transitions.take(tx, command, {
        action: 'amend',
        operation: 'amendLabReport',
        topic: 'laboratory.report-amended',
        bring: () => this.reasons.from(AMEND, tx, command),
        effect: (_, { row }) => {
          amended = row;
          return reasonOf(command);
        },
      });
      const { id: previousId, specimenId, groupCode, kind } = amended!;
      const next = { previousId, groupCode, corrected: kind === 'FINAL', amendmentReasonCode: command.reasonCode };
      await this.bench.queueAgain(tx, specimenId, { ...next, id: claim.aggregateId });
      return claim;
    });
  }

  /** The head of the centre wants it taken back; medical affairs decide. */
  askRetraction(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'askRetraction',
      operation: 'askLabReportRetraction',
      topic: 'laboratory.retraction-asked',
      bring: (tx) => this.reasons.from(RETRACT, tx, command),
      effect: () => ({
        ...reasonOf(command),
        changes: { retractionAskedByStaffId: actingFor(actor), retractionReasonCode: command.reasonCode },
      }),
    });
  }

  /** It stands. */
  keep(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'keep',
      operation: 'keepLabReport',
      topic: 'laboratory.report-kept',
      effect: () => ({ changes: { retractionAskedByStaffId: null, retractionReasonCode: null } }),
    });
  }

  /** It is taken back; whoever has seen it sees that. @throws TransitionRefusedError for whoever asked for it */
  retract(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'retract',
      operation: 'retractLabReport',
      topic: 'laboratory.report-retracted',
      effect: async (tx, { row }) => {
        this.known.retractIn(tx, { domain: 'laboratory', id: row.id });
        await this.criticalValues.reportChangedIn(tx, row.specimenId);
        // New to whoever has seen it.
        const unseen = { seenAt: null, seenByStaffId: null };
        return { changes: { retractedByStaffId: actingFor(actor), retractedAt: tx.now, ...unseen } };
      },
    });
  }

  /** The side that ordered it has taken note. */
  see(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'see',
      operation: 'markLabReportSeen',
      topic: 'laboratory.report-seen',
      effect: (tx) => ({ changes: { seenAt: tx.now, seenByStaffId: actingFor(actor) } }),
    });
  }
}
