import { Injectable } from '@nestjs/common';
import { Commitments } from '#calendar';
import { ALLIANCE_ZONE, NotFoundError, addDays, dayOf, startOfDay } from '#kernel';
import { OrganizationDirectory } from '#organization';
import { Deadlines, type Transaction } from '#platform';
import { SecondmentRepository, type SecondmentRow } from '../data/secondment.repository.js';
import { SetupRepository } from '../data/setup.repository.js';
import { SECONDMENT_BEGIN as BEGIN, SECONDMENT_END as END } from './secondment-days.js';

type Stay = Pick<SecondmentRow, 'id' | 'institutionId' | 'expertId' | 'hostInstitutionId' | 'fromDay' | 'toDay'>;

/** What a secondment is made of: its row, the time in the calendar, the days that begin and end it. */
@Injectable()
export class SecondmentParts {
  constructor(
    private readonly secondments: SecondmentRepository,
    private readonly setup: SetupRepository,
    private readonly directory: OrganizationDirectory,
    private readonly commitments: Commitments,
    private readonly deadlines: Deadlines,
  ) {}

  async enter(tx: Transaction, stay: Stay): Promise<void> {
    const { id, institutionId, expertId, hostInstitutionId, fromDay, toDay } = stay;
    if (!(await this.setup.areColleagues(tx, [expertId], institutionId))) throw new NotFoundError('Expert', expertId);
    const isElsewhere = hostInstitutionId !== institutionId && (await this.directory.knows(tx, [hostInstitutionId]));
    if (!isElsewhere) throw new NotFoundError('Institution', hostInstitutionId);
    await this.place(tx, stay);
    await this.secondments.insert(tx, {
      ...stay,
      state: 'PLANNED',
      breaks: [],
      reasonCode: null,
      createdByStaffId: tx.actor.staffId,
      createdAt: tx.now,
      endedAt: null,
      version: 1,
    });
    const common = { subjectType: 'Secondment', subjectId: id, institutionId, clock: 'WALL' } as const;
    const begins = startOfDay(fromDay, ALLIANCE_ZONE);
    await this.deadlines.set(tx, { ...common, kind: BEGIN, levels: [{ due: begins }] });
    await this.deadlines.set(tx, {
      ...common,
      kind: END,
      levels: [{ due: startOfDay(addDays(toDay, 1), ALLIANCE_ZONE) }],
    });
  }

  async shorten(tx: Transaction, stay: Stay): Promise<void> {
    await this.place(tx, stay);
    this.deadlines.cancel(tx, stay.id, [END]);
  }

  /** Nothing is left of it but that it was planned. */
  async undo(tx: Transaction, { id }: Pick<Stay, 'id'>): Promise<void> {
    this.commitments.releaseFor(tx, { domain: 'dispatch', id });
    this.deadlines.cancel(tx, id, [BEGIN, END]);
  }

  private place(tx: Transaction, { id, expertId, hostInstitutionId, fromDay, toDay }: Stay): Promise<void> {
    const time = { start: startOfDay(fromDay, ALLIANCE_ZONE), end: dayOf(toDay, ALLIANCE_ZONE).end };
    return this.commitments.second(tx, { subject: { domain: 'dispatch', id }, expertId, time, hostInstitutionId });
  }
}
