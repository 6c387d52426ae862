import { Injectable } from '@nestjs/common';
import { RaisingService } from '#criticalvalue';
import { actingFor, type ActorContext, type ChangeCommand, type Claim } from '#platform';
import { encounterOf } from '../domain/exam.js';
import { ExamTransitions } from './exam-transitions.js';

export interface RaiseFindingCommand extends ChangeCommand {
  readonly findingCode: string;
}

/** What is said of an exam beside its report. */
@Injectable()
export class FindingsService {
  constructor(
    private readonly transitions: ExamTransitions,
    private readonly raising: RaisingService,
  ) {}

  /** Something critical is raised when it is seen, not when the report is published. @throws InvalidInputError */
  raise(actor: ActorContext, command: RaiseFindingCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'raise',
      operation: 'raiseCriticalFinding',
      topic: 'imaging.critical-finding',
      effect: async (tx, { row }) => {
        const subject = {
          domain: row.domain,
          subjectId: row.id,
          patientId: row.patientId,
          encounter: encounterOf(row.visitType),
          orderingInstitutionId: row.orderingInstitutionId,
          orderingDepartmentId: null,
          orderingStaffId: row.orderingStaffId,
          centreInstitutionId: row.readingInstitutionId,
          detectedByStaffId: actingFor(actor),
        };
        const raised = await this.raising.raiseIn(tx, subject, { findingCode: command.findingCode });
        return { payload: raised.critical ? { criticalValueId: raised.id } : {} };
      },
    });
  }

  /** The doctor who has ordered it has seen the result. */
  see(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'see',
      operation: 'acknowledgeExamResult',
      topic: 'imaging.result-seen',
      effect: (tx) => ({ changes: { seenAt: tx.now } }),
    });
  }
}
