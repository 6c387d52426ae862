import { Injectable } from '@nestjs/common';
import { Commitments } from '#calendar';
import type { JsonRecord } from '#kernel';
import type { Transaction } from '#platform';
import { BookingRepository } from '../data/booking.repository.js';
import { SessionRepository, type NewSession, type SessionRow } from '../data/session.repository.js';
import { BookingAccess } from './booking-access.js';
import { reservationOf } from './plan.service.js';
import { SessionLimitsSetter } from './session-limits.js';

/** Somebody else goes: a session of their own takes the place of the one before, and patients who are booked go with it. */
@Injectable()
export class SessionHandOver {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly bookings: BookingRepository,
    private readonly access: BookingAccess,
    private readonly commitments: Commitments,
    private readonly limits: SessionLimitsSetter,
  ) {}

  /** @returns what the event tells of it @throws ExpertBusyError */
  async to(tx: Transaction, row: SessionRow, otherExpertId: string): Promise<JsonRecord> {
    const { id, publishedAt, ...same } = row;
    const session: NewSession = {
      ...pick(same),
      id: tx.newId(),
      expertId: otherExpertId,
      publishedAt,
      state: 'CONFIRMED',
      confirmedAt: tx.now,
      replacesSessionId: id,
    };
    this.commitments.releaseFor(tx, { domain: 'dispatch', id });
    await this.sessions.insert(tx, [session]);
    await this.commitments.reserveIn(tx, [reservationOf(session)]);
    await this.limits.begin(tx, [session], true);
    await this.bring(tx, id, session);
    return { sessionId: session.id, otherExpertId };
  }

  private async bring(tx: Transaction, fromId: string, { id, institutionId, expertId }: NewSession): Promise<void> {
    for (const { accessUntil: until, ...booking } of await this.bookings.follow(tx, fromId, id)) {
      this.access.grant(tx, booking, { institutionId, expertId, until });
    }
  }
}

function pick(row: Omit<SessionRow, 'id' | 'publishedAt'>) {
  const { planId, institutionId, townshipId, demandId, specialty, kind, day, half, startsAt, endsAt, pinned, places } =
    row;
  return { planId, institutionId, townshipId, demandId, specialty, kind, day, half, startsAt, endsAt, pinned, places };
}
