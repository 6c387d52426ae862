import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { OrderItems } from '#order';
import { ReadingGroupUnknownError, ReadingTasks, type Urgency } from '#worklist';
import {
  UnitOfWork,
  actingFor,
  claimRequest,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { ExamRepository, type ExamChanges, type ExamRow } from '../data/exam.repository.js';
import { IMAGING, clockStart, domainOf, urgencyOf, type LinkedStudy } from '../domain/exam.js';
import { ExamNotWantedError, NotExaminedHereError } from '../domain/errors.js';
import { ExamTransitions, placesOf } from './exam-transitions.js';
import { ReportClock } from './report-clock.js';

export interface RegisterExamCommand extends RepeatableRequest {
  readonly orderItemId: string;
  readonly groupCode: string;
  readonly subspecialty?: string | null;
  /** Another class than the one that follows from how the patient comes. */
  readonly urgency?: Urgency | null;
}

export interface AcquireCommand extends ChangeCommand {
  /** Where the images are in a PACS already. */
  readonly study?: LinkedStudy | null;
}

export interface LinkStudyCommand extends ChangeCommand {
  readonly study: LinkedStudy;
}

/** What technicians do with exams, one method a domain verb. */
@Injectable()
export class ExamService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly exams: ExamRepository,
    private readonly transitions: ExamTransitions,
    private readonly orders: OrderItems,
    private readonly readings: ReadingTasks,
    private readonly clock: ReportClock,
  ) {}

  /**
   * Registers an item of an order, which gets an accession number.
   * @throws NotFoundError, NotExaminedHereError, ReadingGroupUnknownError, ExamNotWantedError
   */
  register(actor: ActorContext, command: RegisterExamCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'registerExam', command, tx.newId());
      if (!claim.fresh) return claim;
      const { orderItemId, groupCode, subspecialty = null } = command;
      const item = await this.exams.orderedItem(tx, orderItemId, actor.institutionId);
      if (!item) throw new NotFoundError('ExamOrderItem', orderItemId);
      const domain = domainOf(item.category);
      if (!domain) throw new NotExaminedHereError();
      if (!(await this.exams.isGroup(tx, groupCode))) throw new ReadingGroupUnknownError(groupCode);
      if (item.itemState !== 'ORDERED') throw new ExamNotWantedError('ITEM_STATE');
      const urgency = command.urgency ?? urgencyOf(item.visitType);
      const exam = { id: claim.aggregateId, orderItemId, domain, groupCode, subspecialty, urgency };
      if (!(await this.exams.insert(tx, exam, item, actingFor(actor))))
        throw new ExamNotWantedError('REGISTERED_ALREADY');
      const { patientId, orderingInstitutionId, readingInstitutionId } = item;
      tx.publish({
        topic: 'imaging.exam-registered',
        aggregateType: 'exam',
        aggregateId: exam.id,
        aggregateVersion: 1,
        action: 'register',
        toState: 'REGISTERED',
        patientId,
        payload: {
          ...placesOf({
            groupCode,
            orderingInstitutionId,
            readingInstitutionId,
            performingInstitutionId: actor.institutionId,
          }),
        },
      });
      return claim;
    });
  }

  /** The exam begins; the order cannot be taken back any more. */
  start(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'start',
      operation: 'startExam',
      topic: 'imaging.exam-started',
      effect: async (tx, { row }) => {
        if (row.repeats === 0) await this.orders.performIn(tx, row.orderItemId);
        return { changes: { startedAt: row.startedAt ?? tx.now } };
      },
    });
  }

  /** It is done, and waits to be read; where it was repeated, in the place that it had. @throws StudyTakenError */
  acquire(actor: ActorContext, command: AcquireCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'acquire',
      operation: 'acquireExam',
      topic: 'imaging.exam-acquired',
      effect: async (tx, { row }) => {
        const linked = command.study ? await this.link(tx, row, command.study) : {};
        const queued = row.repeats > 0 ? await this.requeue(tx, row) : await this.queue(tx, row);
        return { changes: { acquiredAt: tx.now, ...queued, ...linked } };
      },
    });
  }

  /** The study that shows it. @throws StudyTakenError where it shows another one */
  linkStudy(actor: ActorContext, command: LinkStudyCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'linkStudy',
      operation: 'linkExamStudy',
      topic: 'imaging.study-linked',
      effect: async (tx, { row }) => ({ changes: await this.link(tx, row, command.study) }),
    });
  }

  private async link(tx: Transaction, row: ExamRow, study: LinkedStudy): Promise<ExamChanges> {
    await this.exams.requireFree(tx, study.studyInstanceUid, row.id);
    const { studyInstanceUid, imageCount } = study;
    return { studyInstanceUid, imageCount };
  }

  private async queue(tx: Transaction, row: ExamRow): Promise<ExamChanges> {
    const { urgency, groupCode, subspecialty, readingInstitutionId: institutionId } = row;
    const from = clockStart(urgency, { startedAt: row.startedAt!, acquiredAt: tx.now });
    const subject = { domain: IMAGING, id: row.id };
    const { dueAt } = await this.readings.queueIn(tx, {
      subject,
      institutionId,
      groupCode,
      urgency,
      subspecialty,
      from,
    });
    await this.clock.begin(tx, row, dueAt);
    return { dueAt };
  }

  private async requeue(tx: Transaction, row: ExamRow): Promise<ExamChanges> {
    await this.readings.requeueIn(tx, { domain: IMAGING, id: row.id });
    return {};
  }
}
