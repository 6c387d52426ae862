import { Inject, Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, localDate, type Clock } from '#kernel';
import {
  AggregateReader,
  CLOCK,
  Parameters,
  actingFor,
  type ActorContext,
  type Claim,
  type Connection,
  type Order,
  type PageRequest,
  type Readable,
  type Selection,
} from '#platform';
import { givenTo, lookedAfterAt, taskOf } from '../data/follow-up.repository.js';
import { followUpTaskView } from './referral.views.js';

/** Which of one's open follow-ups. */
export const FollowUpDue = { ALL: 'ALL', DUE: 'DUE', OVERDUE: 'OVERDUE' } as const;
export type FollowUpDue = (typeof FollowUpDue)[keyof typeof FollowUpDue];

/** A follow-up exists for those who are asked to make it. */
const FOLLOW_UPS: Readable = {
  name: 'follow-up',
  type: 'FollowUp',
  objectType: 'followUp',
  table: 'follow_up_tasks',
  alias: 't',
  view: followUpTaskView,
  patient: { id: 'r.patient_id', joins: 'JOIN referrals r ON r.id = t.referral_id', basis: 'REFERRAL' },
  visibleTo: (actor, _now, parameters) =>
    taskOf(parameters.add(actingFor(actor)), `${parameters.add(actor.institutionId)}::uuid`),
};

const LONGEST_DUE_FIRST: Order = {
  keys: [
    { sql: 't.due_on', type: 'date' },
    { sql: 't.id', type: 'uuid' },
  ],
};

/** Reads of follow-ups, within what the actor is asked to do. */
@Injectable()
export class FollowUpQueries {
  constructor(
    private readonly reader: AggregateReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Open tasks of the actor's own, the longest due first. */
  mine<Node>(
    actor: ActorContext,
    due: FollowUpDue,
    page: PageRequest,
    selection: Selection,
  ): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const staff = parameters.add(actingFor(actor));
    const institution = `${parameters.add(actor.institutionId)}::uuid`;
    const own = `${givenTo(staff)}
      AND EXISTS (SELECT 1 FROM referrals r WHERE r.id = t.referral_id AND ${lookedAfterAt(institution)})`;
    const arms = [`${own} AND t.state = 'OPEN'${this.dueSql(due, parameters)}`];
    const listing = { action: 'follow-up.list', arms, order: LONGEST_DUE_FIRST, page, parameters };
    return this.reader.page(FOLLOW_UPS, { actor, selection }, listing);
  }

  /** The answer to a change. */
  answer<Node>(actor: ActorContext, claim: Claim, selection: Selection): Promise<Node> {
    return this.reader.answer(FOLLOW_UPS, { actor, selection }, claim);
  }

  private dueSql(due: FollowUpDue, parameters: Parameters): string {
    if (due === FollowUpDue.ALL) return '';
    const today = parameters.add(localDate(this.clock.now(), ALLIANCE_ZONE));
    return due === FollowUpDue.DUE ? ` AND t.due_on <= ${today}` : ` AND t.due_on < ${today}`;
  }
}
