import { Injectable } from '@nestjs/common';
import { Reauthentication, Role } from '#identity';
import { ReadingTasks } from '#worklist';
import { reasonOf, type ActorContext, type ChangeCommand, type Claim, type ReasonCommand } from '#platform';
import { ReportRepository } from '../data/report.repository.js';
import { IMAGING } from '../domain/exam.js';
import { ExamTransitions } from './exam-transitions.js';
import { ImagingNotices } from './imaging-notices.js';
import { Publication } from './publication.js';
import { ReportTransitions } from './report-transitions.js';
import type { Signing } from './reporting.service.js';

export interface RepeatCommand extends ReasonCommand {
  /** Of the claim, where somebody holds the reading. */
  readonly fencingToken?: number | null;
}

/** The second signature, and what cannot be signed. */
@Injectable()
export class ReviewingService {
  constructor(
    private readonly transitions: ReportTransitions,
    private readonly readings: ReadingTasks,
    private readonly publication: Publication,
    private readonly notices: ImagingNotices,
    private readonly reauthentication: Reauthentication,
  ) {}

  /** Signs what somebody else has written: it is published. @throws CurrentPasswordWrongError */
  async approve(actor: ActorContext, { password, ...command }: ChangeCommand & Signing): Promise<Claim> {
    await this.reauthentication.prove(actor, password);
    return this.transitions.run(actor, command, {
      action: 'approve',
      operation: 'approveImagingReport',
      topic: 'imaging.report-published',
      effect: async (tx, loaded) => {
        const { templateCode, findings, conclusion, structured, abnormal, round } = loaded.row;
        await this.readings.approveIn(tx, { domain: IMAGING, id: loaded.row.examId });
        const content = { templateCode, findings, conclusion, structured, abnormal };
        this.publication.sign(tx, loaded, content, { round, position: 2 });
        return { changes: await this.publication.publish(tx, loaded) };
      },
    });
  }

  /** Gives it back to whoever wrote it. */
  returnToReporter(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'returnToReporter',
      operation: 'returnImagingReport',
      topic: 'imaging.report-returned',
      effect: async (tx, { row, exam }) => {
        await this.readings.returnToReporterIn(tx, { domain: IMAGING, id: exam.id }, command);
        await this.notices.tellReader(tx, exam, row.authorStaffId, 'report-returned');
        return reasonOf(command);
      },
    });
  }
}

/** Sends exams back that cannot be read as they are. */
@Injectable()
export class RepeatService {
  constructor(
    private readonly exams: ExamTransitions,
    private readonly reports: ReportRepository,
    private readonly transitions: ReportTransitions,
    private readonly readings: ReadingTasks,
    private readonly notices: ImagingNotices,
  ) {}

  /** Whoever holds the reading, or reviews, wants it done once more; what was written so far stays a draft. */
  returnForRepeat(actor: ActorContext, command: RepeatCommand): Promise<Claim> {
    return this.exams.run(actor, command, {
      action: 'repeat',
      operation: 'returnExamForRepeat',
      topic: 'imaging.exam-returned',
      effect: async (tx, { row }) => {
        const subject = { domain: IMAGING, id: row.id };
        await this.readings.returnForRepeatIn(tx, subject, command, command.fencingToken ?? undefined);
        const open = await this.reports.lockOpen(tx, row.id);
        if (open) {
          await this.transitions.take(
            tx,
            { id: open.id, expectedVersion: open.version },
            { action: 'returnForRepeat', operation: 'returnExamForRepeat', topic: 'imaging.report-interrupted' },
          );
        }
        const place = { institutionId: row.performingInstitutionId, roles: [Role.TECHNICIAN] };
        await this.notices.tellHolders(tx, row, place, 'repeat-wanted');
        return {
          ...reasonOf(command),
          changes: { repeats: row.repeats + 1, studyInstanceUid: null, imageCount: null },
        };
      },
    });
  }
}
