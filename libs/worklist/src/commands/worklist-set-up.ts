import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '#kernel';
import {
  InstallationScope,
  UnitOfWork,
  VersionedRows,
  type ActorContext,
  type Transaction,
  type VersionedChange,
} from '#platform';
import { ReadingTaskRepository } from '../data/reading-task.repository.js';
import type { DueClock } from '../domain/due-time.js';
import type { Urgency } from '../domain/urgency.js';

/** What counts for a group of readers from some time on. */
export interface GroupChange extends VersionedChange {
  readonly code: string;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly leaseMinutes: number;
  readonly signatures: number;
  readonly expectedMinutes: number;
  readonly certificateCode?: string | null;
  readonly subjectDomain?: string | null;
}

/** How long a report of a group and class may take. */
export interface DueTimeChange extends VersionedChange {
  readonly groupCode: string;
  readonly urgency: Urgency;
  readonly dueMinutes: number;
  readonly clock: DueClock;
}

/** That those who come in a certain way have no time of their own any more. */
export interface VisitDueTimeEnd extends VersionedChange {
  readonly groupCode: string;
  readonly urgency: Urgency;
  readonly visitType: string;
}

export type VisitDueTimeChange = VisitDueTimeEnd & DueTimeChange;

const groups = new VersionedRows({
  table: 'reading_groups',
  aggregateType: 'reading-group',
  keys: { code: 'code' },
  columns: {
    labelZh: 'label_zh',
    labelEn: 'label_en',
    leaseMinutes: 'lease_minutes',
    signatures: 'signatures',
    expectedMinutes: 'expected_minutes',
    certificateCode: 'certificate_code',
    subjectDomain: 'subject_domain',
  },
});
const TERMS = { dueMinutes: 'due_minutes', clock: 'clock' } as const;
const dueTimes = new VersionedRows({
  table: 'reading_due_times',
  aggregateType: 'reading-due-time',
  keys: { groupCode: 'group_code', urgency: 'urgency' },
  columns: TERMS,
});
const visitDueTimes = new VersionedRows({
  table: 'reading_visit_due_times',
  aggregateType: 'reading-visit-due-time',
  keys: { groupCode: 'group_code', urgency: 'urgency', visitType: 'visit_type' },
  columns: TERMS,
});

/**
 * What counts for groups of readers, kept by whoever administers the alliance. Groups and their due times change and do not
 * end: what waits in a group has to be read by somebody.
 */
@Injectable()
export class WorklistSetUp {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: InstallationScope,
    private readonly tasks: ReadingTaskRepository,
  ) {}

  /** Adds a group, or changes it from now on; what is queued keeps its signatures. @throws ForbiddenError, StaleVersionError, InvalidInputError */
  changeGroup(actor: ActorContext, { code, ...change }: GroupChange): Promise<void> {
    const { labelZh, labelEn, leaseMinutes, signatures, expectedMinutes } = change;
    const { certificateCode = null, subjectDomain = null } = change;
    const labels = { labelZh, labelEn };
    const terms = { ...labels, leaseMinutes, signatures, expectedMinutes, certificateCode, subjectDomain };
    return this.inAlliance(actor, (tx) => groups.change(tx, { code }, terms, change));
  }

  /** How long reports of a class may take from now on. @throws ForbiddenError, StaleVersionError, InvalidInputError */
  changeDueTime(actor: ActorContext, { groupCode, urgency, ...change }: DueTimeChange): Promise<void> {
    const { dueMinutes, clock } = change;
    return this.inGroup(actor, groupCode, (tx) =>
      dueTimes.change(tx, { groupCode, urgency }, { dueMinutes, clock }, change),
    );
  }

  /** The same for those who come in one way. @throws ForbiddenError, StaleVersionError, InvalidInputError */
  changeVisitDueTime(actor: ActorContext, change: VisitDueTimeChange): Promise<void> {
    const { groupCode, urgency, visitType, dueMinutes, clock } = change;
    return this.inGroup(actor, groupCode, (tx) =>
      visitDueTimes.change(tx, { groupCode, urgency, visitType }, { dueMinutes, clock }, change),
    );
  }

  /** The time of their class counts for them again. @throws ForbiddenError, NotFoundError, StaleVersionError, InvalidInputError */
  endVisitDueTime(actor: ActorContext, change: VisitDueTimeEnd): Promise<void> {
    const { groupCode, urgency, visitType } = change;
    return this.inAlliance(actor, (tx) => visitDueTimes.end(tx, { groupCode, urgency, visitType }, change));
  }

  private inGroup(actor: ActorContext, code: string, act: (tx: Transaction) => Promise<void>): Promise<void> {
    return this.inAlliance(actor, async (tx) => {
      if (!(await this.tasks.isGroup(tx, code))) {
        throw new InvalidInputError([{ path: 'groupCode', constraint: 'GROUP_UNKNOWN' }]);
      }
      await act(tx);
    });
  }

  private inAlliance(actor: ActorContext, act: (tx: Transaction) => Promise<void>): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.scope.requireWhole(tx, actor);
      await act(tx);
    });
  }
}
