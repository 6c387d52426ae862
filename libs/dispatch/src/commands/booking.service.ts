import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import {
  ReasonCheck,
  UnitOfWork,
  claimRequest,
  reasonOf,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
  type Transaction,
} from '#platform';
import { PatientReferrals } from '#referral';
import { booksAt } from '../data/booking-facts.js';
import { BookingRepository, type BookedSession } from '../data/booking.repository.js';
import { bookingProblem, freePlace } from '../domain/booking.js';
import { NoPlaceError, OtherReferralError } from '../domain/errors.js';
import { BookingAccess } from './booking-access.js';
import { BookingTransitions, type LoadedBooking } from './booking-transitions.js';

export interface BookingCommand {
  readonly idempotencyKey: string;
  readonly sessionId: string;
  readonly patientId: string;
  /** The referral whose visit it is. */
  readonly referralId?: string | null;
}

export interface MoveCommand extends ChangeCommand {
  readonly sessionId: string;
}

export interface PatientCameCommand extends ChangeCommand {
  readonly attended: boolean;
}

const REASONS = 'dispatch.booking';

/** Gives patients of a township places at the sessions of those who come there. */
@Injectable()
export class BookingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: BookingTransitions,
    private readonly bookings: BookingRepository,
    private readonly access: BookingAccess,
    private readonly referrals: PatientReferrals,
    private readonly reasons: ReasonCheck,
  ) {}

  /** @throws NotFoundError for a session elsewhere or a patient of others, NoPlaceError, OtherReferralError */
  book(actor: ActorContext, command: BookingCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'bookSession', command, tx.newId());
      if (!claim.fresh) return claim;
      await this.requireConcerned(tx, command);
      const session = await this.placeAt(tx, command);
      await this.take(tx, claim.aggregateId, session, command);
      return claim;
    });
  }

  /** The patient sees somebody who comes another time, or somebody else: at the same township, as long as there is a place. */
  move(actor: ActorContext, command: MoveCommand): Promise<Claim> {
    const { sessionId } = command;
    return this.transitions.run(actor, command, {
      action: 'move',
      operation: 'moveSessionBooking',
      topic: 'rota-booking.moved',
      alsoLocks: sessionId,
      bring: (tx, { row, target }) => {
        if (!target) throw new NotFoundError('RotaSession', sessionId);
        return { problem: bookingProblem(target, row.patientId, tx.now) };
      },
      effect: async (tx, { row, session, target }) => {
        const accessUntil = await this.admit(tx, row, target!);
        const changes = { sessionId, place: freePlace(target!.taken), accessUntil };
        return { changes, payload: { sessionId, fromSessionId: session.id } };
      },
    });
  }

  cancel(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'cancel',
      operation: 'cancelSessionBooking',
      topic: 'rota-booking.cancelled',
      bring: (tx) => this.reasons.from(REASONS, tx, command),
      effect: (tx, { row }: LoadedBooking) => {
        this.access.end(tx, row.id);
        return { ...reasonOf(command), changes: { reasonCode: command.reasonCode, endedAt: tx.now } };
      },
    });
  }

  /** Says whether the patient came. */
  recordAttendance(actor: ActorContext, command: PatientCameCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: command.attended ? 'attend' : 'miss',
      operation: 'recordBookingAttendance',
      topic: command.attended ? 'rota-booking.attended' : 'rota-booking.missed',
    });
  }

  private async requireConcerned(tx: Transaction, { patientId, referralId }: BookingCommand): Promise<void> {
    await this.access.requireVisible(tx, patientId);
    if (!referralId) return;
    const { institutionId } = tx.actor;
    if (!(await this.referrals.has(tx, { referralId, patientId, institutionId }))) throw new OtherReferralError();
  }

  private async placeAt(tx: Transaction, { sessionId, patientId }: BookingCommand): Promise<BookedSession> {
    const [session] = await this.bookings.lockSessions(tx, [sessionId]);
    if (!session || !booksAt(tx.actor, session.townshipId)) throw new NotFoundError('RotaSession', sessionId);
    const problem = bookingProblem(session, patientId, tx.now);
    if (problem) throw new NoPlaceError(problem, session.places);
    return session;
  }

  private async take(
    tx: Transaction,
    id: string,
    session: BookedSession,
    { patientId, referralId = null }: BookingCommand,
  ): Promise<void> {
    const { townshipId, institutionId, expertId, id: sessionId } = session;
    const accessUntil = await this.admit(tx, { id, patientId }, session);
    await this.bookings.insert(tx, {
      id,
      sessionId,
      place: freePlace(session.taken),
      patientId,
      townshipId,
      referralId,
      state: 'BOOKED',
      reasonCode: null,
      accessUntil,
      bookedByStaffId: tx.actor.staffId,
      bookedAt: tx.now,
      endedAt: null,
      version: 1,
    });
    tx.publish({
      topic: 'rota-booking.booked',
      aggregateType: 'rota-booking',
      aggregateId: id,
      aggregateVersion: 1,
      toState: 'BOOKED',
      patientId,
      payload: { institutionId, townshipId, expertId, sessionId },
    });
  }

  private async admit(
    tx: Transaction,
    booking: { readonly id: string; readonly patientId: string },
    { institutionId, expertId, endsAt }: BookedSession,
  ): Promise<Date> {
    const until = await this.access.until(tx, endsAt);
    this.access.grant(tx, booking, { institutionId, expertId, until });
    return until;
  }
}
