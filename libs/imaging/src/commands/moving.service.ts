import { Injectable } from '@nestjs/common';
import { ReasonCheck, reasonOf, type ActorContext, type Claim, type ReasonCommand, type Transaction } from '#platform';
import { ReadingTasks } from '#worklist';
import type { ExamChanges, ExamRow } from '../data/exam.repository.js';
import { IMAGING, clockStart } from '../domain/exam.js';
import type { ExamAttempt } from '../domain/exam.transitions.js';
import { ExamTransitions } from './exam-transitions.js';
import { ImagingNotices } from './imaging-notices.js';
import { ReadingEnd } from './reading-end.js';
import { ReportClock } from './report-clock.js';

export interface MoveCommand extends ReasonCommand {
  readonly groupCode: string;
  readonly subspecialty?: string | null;
}

/** Lets another group read an exam than it was registered with. */
@Injectable()
export class MovingService {
  constructor(
    private readonly transitions: ExamTransitions,
    private readonly readings: ReadingTasks,
    private readonly readingEnd: ReadingEnd,
    private readonly reasons: ReasonCheck,
    private readonly clock: ReportClock,
    private readonly notices: ImagingNotices,
  ) {}

  /**
   * Its time is that of the other group, from when it always counted. Whoever reads it has lost it and hears of that; what
   * they had written is kept, and the others begin anew.
   * @throws TransitionRefusedError, ReadingGroupUnknownError
   */
  move(actor: ActorContext, command: MoveCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'move',
      operation: 'moveExam',
      topic: 'imaging.exam-moved',
      bring: (tx, { row }) => this.brought(tx, row, command),
      effect: async (tx, { row }) => {
        const { groupCode, subspecialty = null } = command;
        const payload = { fromGroupCode: row.groupCode, groupCode };
        const due = await this.moveReading(tx, { ...row, groupCode, subspecialty });
        return { ...reasonOf(command), changes: { groupCode, subspecialty, ...due }, payload };
      },
    });
  }

  private async brought(tx: Transaction, row: ExamRow, command: MoveCommand): Promise<ExamAttempt> {
    const { groupCode, subspecialty = null } = command;
    await this.readings.requireGroupIn(tx, IMAGING, groupCode, row.urgency);
    const reading = await this.readings.openIn(tx, { domain: IMAGING, id: row.id });
    const isToBeRead = row.state !== 'ACQUIRED' || reading !== null;
    return {
      ...(await this.reasons.from('imaging.move', tx, command)),
      isSameGroup: groupCode === row.groupCode && subspecialty === row.subspecialty,
      isRead: !isToBeRead || (await this.readingEnd.isReportedIn(tx, row.id)),
      isTaken: reading?.isTaken ?? false,
    };
  }

  /** @param row with the group that reads it from now on */
  private async moveReading(tx: Transaction, row: ExamRow): Promise<ExamChanges> {
    const { id, urgency, groupCode, subspecialty, visitType, readingInstitutionId: institutionId } = row;
    if (!row.startedAt || !row.acquiredAt) return {};
    const from = clockStart(urgency, { startedAt: row.startedAt, acquiredAt: row.acquiredAt });
    const subject = { domain: IMAGING, id };
    const place = { institutionId, groupCode, urgency, subspecialty, visitType };
    const moved = await this.readings.moveIn(tx, { subject, ...place, from });
    if (!moved) return {};
    await this.readingEnd.discardIn(tx, id, 'moveExam');
    await this.clock.begin(tx, row, moved.dueAt);
    if (moved.readerStaffId) await this.notices.tellReader(tx, row, moved.readerStaffId, 'exam-moved');
    return { dueAt: moved.dueAt };
  }
}
