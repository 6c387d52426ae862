import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Connection, type Selection } from '#platform';
import { AttendanceService } from '../commands/attendance.service.js';
import { BookingService } from '../commands/booking.service.js';
import { BookingQueries } from '../queries/booking.queries.js';
import { DisplacedQuery } from '../queries/displaced.query.js';
import { RotaQueries } from '../queries/rota.queries.js';
import {
  BookSessionInput,
  BookingArgs,
  BookingAttendanceInput,
  BookingListArgs,
  DisplacedCommitment,
  MoveSessionBookingInput,
  RotaBooking,
  RotaBookingConnection,
  SessionPlacesInput,
} from './booking.types.js';
import { SessionReasonInput } from './rota.inputs.js';
import { RotaSession } from './rota.types.js';

/** Patients who are booked at the sessions of a rota. */
@Resolver(() => RotaBooking)
export class BookingResolver {
  constructor(
    private readonly service: BookingService,
    private readonly attendance: AttendanceService,
    private readonly queries: BookingQueries,
    private readonly sessions: RotaQueries,
    private readonly displaced: DisplacedQuery,
  ) {}

  @Allow(Permission.ReadRotas)
  @Query(() => RotaBookingConnection, {
    description:
      'Who is booked at a session; without one, patients of the township whose session does not take place and who have to be moved. 预约患者',
  })
  rotaBookings(
    @Args() args: BookingListArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<RotaBooking>> {
    return this.queries.list(actor, args, selection);
  }

  @Allow(Permission.BookSessions)
  @Query(() => [RotaSession], {
    description: 'Where a booked patient could be seen instead, soonest first. 可改约班次',
  })
  bookingAlternatives(
    @Args() { bookingId }: BookingArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession[]> {
    return this.queries.alternatives(actor, bookingId, selection);
  }

  @Allow(Permission.PlanRotas)
  @Query(() => [DisplacedCommitment], {
    description:
      'Consultations whose time leave of an expert has taken from today on, and that wait for another. 因休假待改期的会诊',
  })
  async displacedCommitments(@Actor() actor: ActorContext): Promise<DisplacedCommitment[]> {
    const found = await this.displaced.list(actor);
    return found.map(({ start: from, end: to, ...time }) => ({ ...time, from, to }));
  }

  @Allow(Permission.BookSessions)
  @Mutation(() => RotaBooking, { description: 'Gives a patient a place at a session. 预约专家门诊' })
  async bookSession(
    @Args('input') input: BookSessionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaBooking> {
    return this.queries.answer(actor, await this.service.book(actor, input), selection);
  }

  @Allow(Permission.BookSessions)
  @Mutation(() => RotaBooking, { description: 'Moves a patient to another session at the township. 改约' })
  async moveSessionBooking(
    @Args('input') input: MoveSessionBookingInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaBooking> {
    return this.queries.answer(actor, await this.service.move(actor, input), selection);
  }

  @Allow(Permission.BookSessions)
  @Mutation(() => RotaBooking, { description: 'Gives a place back; reasons are those of `dispatch.booking`. 取消预约' })
  async cancelSessionBooking(
    @Args('input') input: SessionReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaBooking> {
    return this.queries.answer(actor, await this.service.cancel(actor, input), selection);
  }

  @Allow(Permission.BookSessions, Permission.AttendSessions)
  @Mutation(() => RotaBooking, { description: 'Says whether a booked patient came. 登记到诊' })
  async recordBookingAttendance(
    @Args('input') input: BookingAttendanceInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaBooking> {
    return this.queries.answer(actor, await this.service.recordAttendance(actor, input), selection);
  }

  @Allow(Permission.PlanRotas, Permission.AttendSessions)
  @Mutation(() => RotaSession, { description: 'Says how many patients a session takes. 设置号源' })
  async setSessionPlaces(
    @Args('input') input: SessionPlacesInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession> {
    const { aggregateId } = await this.attendance.setPlaces(actor, input);
    return this.sessions.session(actor, aggregateId, selection);
  }
}
