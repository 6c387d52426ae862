import { Injectable } from '@nestjs/common';
import type { ActorContext, ChangeCommand, Claim, Transaction } from '#platform';
import { BookingRepository } from '../data/booking.repository.js';
import type { SessionAttempt } from '../domain/session.lifecycle.js';
import { SessionTransitions, type LoadedSession } from './session-transitions.js';

/** What came of a session; teaching in minutes. */
export interface AttendanceCommand extends ChangeCommand {
  readonly patientsSeen: number;
  readonly wardRounds: number;
  readonly surgeries: number;
  readonly teachingMinutes: number;
}

export interface PlacesCommand extends ChangeCommand {
  readonly places: number;
}

/** How many patients a session takes, and what came of it on its day. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly transitions: SessionTransitions,
    private readonly bookings: BookingRepository,
  ) {}

  /** Not fewer than have a place already. */
  setPlaces(actor: ActorContext, command: PlacesCommand): Promise<Claim> {
    const { places } = command;
    return this.transitions.run(actor, command, {
      action: 'setPlaces',
      operation: 'setSessionPlaces',
      topic: 'rota-session.places-set',
      bring: async (tx, { row }) => ({ places, booked: (await this.bookings.counts(tx, row.id)).booked }),
      effect: () => ({ changes: { places }, payload: { places } }),
    });
  }

  checkIn(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'checkIn',
      operation: 'checkInSession',
      topic: 'rota-session.checked-in',
      effect: (tx) => ({ changes: { checkedInAt: tx.now } }),
    });
  }

  /** Says what came of it: patients who were booked and came are among those who were seen. */
  complete(actor: ActorContext, command: AttendanceCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'complete',
      operation: 'completeSession',
      topic: 'rota-session.completed',
      bring: (tx, loaded) => this.seen(tx, loaded, command),
      effect: (tx) => ({ changes: { ...attendanceOf(command), completedAt: tx.now } }),
    });
  }

  correctAttendance(actor: ActorContext, command: AttendanceCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'correctAttendance',
      operation: 'correctAttendance',
      topic: 'rota-session.attendance-corrected',
      bring: (tx, loaded) => this.seen(tx, loaded, command),
      effect: () => ({ changes: attendanceOf(command), payload: { ...attendanceOf(command) } }),
    });
  }

  private async seen(
    tx: Transaction,
    { row }: LoadedSession,
    { patientsSeen }: AttendanceCommand,
  ): Promise<SessionAttempt> {
    const { attended } = await this.bookings.counts(tx, row.id);
    return { attended, patientsSeen };
  }
}

function attendanceOf({ patientsSeen, wardRounds, surgeries, teachingMinutes }: AttendanceCommand) {
  return { patientsSeen, wardRounds, surgeries, teachingMinutes };
}
