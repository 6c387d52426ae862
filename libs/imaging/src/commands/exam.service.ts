import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { ReadingTasks, type Urgency } from '#worklist';
import {
  UnitOfWork,
  actingFor,
  claimRequest,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type RepeatableRequest,
} from '#platform';
import { ExamRepository } from '../data/exam.repository.js';
import { IMAGING, domainOf, urgencyOf, type LinkedStudy } from '../domain/exam.js';
import { ExamNotWantedError, NotExaminedHereError } from '../domain/errors.js';
import { ExamSteps } from './exam-steps.js';
import { ExamTransitions, placesOf } from './exam-transitions.js';

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
    private readonly steps: ExamSteps,
    private readonly readings: ReadingTasks,
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
      const urgency = command.urgency ?? urgencyOf(item.visitType);
      await this.readings.requireGroupIn(tx, IMAGING, groupCode, urgency);
      if (item.itemState !== 'ORDERED') throw new ExamNotWantedError('ITEM_STATE');
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
    return this.transitions.run(actor, command, this.steps.start('startExam'));
  }

  /** It is done, and waits to be read; where it was repeated, in the place that it had. @throws StudyTakenError */
  acquire(actor: ActorContext, command: AcquireCommand): Promise<Claim> {
    return this.transitions.run(actor, command, this.steps.acquire('acquireExam', command.study ?? null));
  }

  /** The study that shows it. @throws StudyTakenError where it shows another one */
  linkStudy(actor: ActorContext, command: LinkStudyCommand): Promise<Claim> {
    return this.transitions.run(actor, command, this.steps.link('linkStudy', 'linkExamStudy', command.study));
  }
}
