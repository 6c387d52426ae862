import { Injectable } from '@nestjs/common';
import { nextState } from '#kernel';
import {
  ReferenceData,
  TransitionService,
  UnitOfWork,
  type Concern,
  type Opening,
  type Transaction,
  type TransitionStep,
} from '#platform';
import { BOOKING_SETTINGS, bookingFactsOf } from '../data/booking-facts.js';
import {
  BookingRepository,
  type BookedSession,
  type BookingChanges,
  type BookingRow,
} from '../data/booking.repository.js';
import { bookingLifecycle, type BookingAttempt, type BookingFacts } from '../domain/booking.lifecycle.js';
import type { BookingState } from '../domain/booking-state.js';
import type { BookingAction } from '../domain/booking.transitions.js';

export interface LoadedBooking {
  readonly row: BookingRow;
  readonly session: BookedSession;
  /** The session that the patient is to be moved to; null where it does not exist for the township. */
  readonly target: BookedSession | null;
  readonly facts: BookingFacts;
}

export interface BookingStep extends TransitionStep<
  BookingAction,
  LoadedBooking,
  BookingAttempt,
  BookingState,
  BookingChanges
> {
  /** Another session whose places are looked at: locked in id order with that of the booking. */
  readonly alsoLocks?: string;
}

/** Takes a patient's place through its table. */
@Injectable()
export class BookingTransitions extends TransitionService<
  LoadedBooking,
  BookingAttempt,
  BookingState,
  BookingChanges,
  BookingStep
> {
  protected override readonly aggregate = { type: 'RotaBooking', events: 'rota-booking' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly bookings: BookingRepository,
    private readonly reference: ReferenceData,
  ) {
    super(unitOfWork);
  }

  protected async lock(tx: Opening, id: string, { alsoLocks }: BookingStep): Promise<LoadedBooking | null> {
    const sessionId = await this.bookings.sessionOf(tx, id);
    if (!sessionId) return null;
    const sessions = await this.bookings.lockSessions(tx, [sessionId, ...(alsoLocks ? [alsoLocks] : [])]);
    const row = await this.bookings.lock(tx, id);
    // Whoever moved the patient meanwhile has counted the version on: what is looked at here decides nothing any more.
    const session = sessions.find((one) => one.id === sessionId);
    if (!row || !session) return null;
    const now = await tx.begun;
    const settings = await this.reference.settings(BOOKING_SETTINGS, now, tx);
    const facts = bookingFactsOf(tx.actor, session, { now, settings });
    if (!facts.isTownship && !facts.isExpert) return null;
    const target = sessions.find((one) => one.id === alsoLocks && one.townshipId === row.townshipId) ?? null;
    return { row, session, target, facts };
  }

  protected next({ row, facts }: LoadedBooking, { action }: BookingStep, attempt: BookingAttempt): BookingState {
    return nextState(bookingLifecycle, row.state as never, action, { ...facts, ...attempt });
  }

  protected change(tx: Transaction, { row }: LoadedBooking, to: BookingState, changes: BookingChanges | undefined) {
    return this.bookings.change(tx, row, { ...changes, state: to });
  }

  protected concern({ row, session }: LoadedBooking): Concern {
    const { institutionId, townshipId, expertId, id: sessionId } = session;
    return { patientId: row.patientId, payload: { institutionId, townshipId, expertId, sessionId } };
  }
}
