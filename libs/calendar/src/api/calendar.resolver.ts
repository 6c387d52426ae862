import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { NotFoundError, addDays, type Interval } from '#kernel';
import { Actor, Allow, Selected, below, type ActorContext, type Selection } from '#platform';
import { seesCalendar } from '../commands/calendar-scope.js';
import { CalendarService } from '../commands/calendar.service.js';
import { CommitmentChangesService } from '../commands/commitment-changes.service.js';
import { CalendarQueries, type CalendarFilter } from '../queries/calendar.queries.js';
import {
  ApproveLeaveInput,
  EnterCommitmentInput,
  ExpertCalendarArgs,
  PublishAvailabilityInput,
  WithdrawCommitmentInput,
} from './calendar.inputs.js';
import { Commitment, ExpertCalendar } from './calendar.types.js';

/** Calendars of experts: what they publish, what takes their time. */
@Resolver()
export class CalendarResolver {
  constructor(
    private readonly calendars: CalendarService,
    private readonly changes: CommitmentChangesService,
    private readonly queries: CalendarQueries,
  ) {}

  @Allow(Permission.ReadCalendars)
  @Query(() => ExpertCalendar, { description: 'The calendar of an expert of the own institution. 专家日历' })
  expertCalendar(
    @Args() args: ExpertCalendarArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ExpertCalendar> {
    if (!seesCalendar(actor, args.expertId)) throw new NotFoundError('Expert', args.expertId);
    return this.shown(actor, args, selection);
  }

  @Allow(Permission.KeepCalendars)
  @Mutation(() => ExpertCalendar, { description: 'Publishes when an expert can be had every week. 发布每周可用时间' })
  async publishAvailability(
    @Args('input') input: PublishAvailabilityInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ExpertCalendar> {
    const expertId = await this.calendars.publish(actor, input);
    const fromDay = input.effectiveFrom;
    return this.shown(actor, { expertId, fromDay, toDay: addDays(fromDay, 6) }, selection);
  }

  @Allow(Permission.KeepCalendars)
  @Mutation(() => [Commitment], { description: 'Enters leave, an own clinic or a surgery list. 登记休假、门诊或手术' })
  async enterCommitment(
    @Args('input') input: EnterCommitmentInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Commitment[]> {
    return this.queries.series(await this.calendars.enter(actor, input), selection);
  }

  @Allow(Permission.KeepCalendars)
  @Mutation(() => Commitment, { description: 'Takes back leave, an own clinic or a surgery list. 撤销日程' })
  async withdrawCommitment(
    @Args('input') input: WithdrawCommitmentInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Commitment> {
    return this.queries.commitment(await this.changes.withdraw(actor, input), selection);
  }

  @Allow(Permission.ApproveLeave)
  @Mutation(() => Commitment, { description: 'Approves the leave of somebody else. 审批休假' })
  async approveLeave(
    @Args('input') input: ApproveLeaveInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Commitment> {
    return this.queries.commitment(await this.changes.approve(actor, input), selection);
  }

  /** Reads only what was asked for. */
  private async shown(actor: ActorContext, filter: CalendarFilter, selection: Selection): Promise<ExpertCalendar> {
    const calendar = await this.queries.calendar(actor, filter.expertId, selection);
    const asks = (...names: string[]): boolean => names.some((name) => selection.fields.has(name));
    const [times, availability, commitments] = await Promise.all([
      asks('free', 'busy') ? this.queries.timesOf(filter) : null,
      asks('availability') ? this.queries.week(filter.expertId, filter.fromDay) : [],
      asks('commitments') ? this.queries.commitments<Commitment>(filter, below(selection, 'commitments')) : [],
    ]);
    const free = (times?.free ?? []).map(spanOf);
    const busy = (times?.busy ?? []).map((time) => ({ ...spanOf(time), kind: time.kind }));
    return { ...calendar, availability, commitments, free, busy } as ExpertCalendar;
  }
}

const spanOf = ({ start, end }: Interval): { from: Date; to: Date } => ({ from: start, to: end });
