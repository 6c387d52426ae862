import { Injectable } from '@nestjs/common';
import type { LocalDate } from '#kernel';
import { changeRow, statement, type Opening, type Queryable, type Transaction } from '#platform';
import type { Bookable, TakenPlace } from '../domain/booking.js';
import type { BookingState } from '../domain/booking-state.js';
import type { SessionState } from '../domain/session-state.js';
import { RotaBookingEntity } from './booking.entity.js';
import { ATTENDED, BOOKED, PLACES } from './booking-sql.js';

const SESSIONS = statement(
  'dispatch.lock-booked-sessions',
  `SELECT x.id, x.institution_id AS "institutionId", x.township_id AS "townshipId", x.expert_id AS "expertId", x.specialty,
     x.day::text AS day, x.state, x.starts_at AS "startsAt", x.ends_at AS "endsAt", ${PLACES} AS places
   FROM dispatch_sessions x WHERE x.id = ANY($1::uuid[]) AND x.published_at IS NOT NULL ORDER BY x.id FOR NO KEY UPDATE OF x`,
);
const TAKEN = statement(
  'dispatch.places-taken',
  `SELECT b.session_id AS "sessionId", b.place, b.patient_id AS "patientId" FROM dispatch_bookings b
   WHERE b.session_id = ANY($1::uuid[]) AND b.state <> 'CANCELLED' ORDER BY b.place`,
);
const FIND = statement(
  'dispatch.find-booking',
  'SELECT session_id AS "sessionId" FROM dispatch_bookings WHERE id = $1',
);
const LOCK = statement(
  'dispatch.lock-booking',
  `SELECT b.id, b.session_id AS "sessionId", b.place, b.patient_id AS "patientId", b.township_id AS "townshipId", b.state,
     b.version FROM dispatch_bookings b WHERE b.id = $1 FOR NO KEY UPDATE`,
);
const FOLLOW = statement(
  'dispatch.bookings-follow',
  `UPDATE dispatch_bookings b SET session_id = $2, version = version + 1 WHERE b.session_id = $1 AND b.state = 'BOOKED'
   RETURNING b.id, b.patient_id AS "patientId", b.access_until AS "accessUntil"`,
);
const COUNTS = statement(
  'dispatch.count-bookings',
  `SELECT ${BOOKED} AS booked, ${ATTENDED} AS attended FROM dispatch_sessions x WHERE x.id = $1`,
);

const COLUMNS = {
  state: 'state',
  sessionId: 'session_id',
  place: 'place',
  reasonCode: 'reason_code',
  accessUntil: 'access_until',
  endedAt: 'ended_at',
};
export type BookingChanges = Partial<{
  sessionId: string;
  place: number;
  reasonCode: string;
  accessUntil: Date;
  endedAt: Date;
}>;

/** A published session that patients are booked at, locked. */
export interface BookedSession extends Bookable {
  readonly id: string;
  readonly institutionId: string;
  readonly townshipId: string;
  readonly expertId: string;
  readonly specialty: string;
  readonly day: LocalDate;
  readonly startsAt: Date;
}

/** A patient's place, locked. */
export interface BookingRow {
  readonly id: string;
  readonly sessionId: string;
  readonly place: number;
  readonly patientId: string;
  readonly townshipId: string;
  readonly state: BookingState;
  readonly version: number;
}

/** A place that went over to another session. */
export interface FollowedBooking {
  readonly id: string;
  readonly patientId: string;
  readonly accessUntil: Date;
}

type Row<T> = T & Record<string, unknown>;

/** Places of patients as they lie in the database. Whoever writes one has locked its session, before it and in id order. */
@Injectable()
export class BookingRepository {
  /** Locks published sessions with the places that are taken at them; those that are not published do not exist. */
  async lockSessions(tx: Opening, ids: readonly string[]): Promise<BookedSession[]> {
    type Locked = Omit<BookedSession, 'taken'> & { readonly state: SessionState };
    const sessions = await tx.query<Row<Locked>>(SESSIONS, [ids]);
    const taken = await tx.query<Row<TakenPlace & { sessionId: string }>>(TAKEN, [ids]);
    const bySession = Map.groupBy(taken, ({ sessionId }) => sessionId);
    return sessions.map((session) => ({ ...session, taken: bySession.get(session.id) ?? [] }));
  }

  /** Without a lock: whose session has to be locked first. */
  async sessionOf(on: Opening, id: string): Promise<string | null> {
    return (await on.first<{ sessionId: string }>(FIND, [id]))?.sessionId ?? null;
  }

  lock(tx: Opening, id: string): Promise<BookingRow | null> {
    return tx.first<Row<BookingRow>>(LOCK, [id]);
  }

  async insert(tx: Transaction, booking: RotaBookingEntity): Promise<void> {
    await tx.manager.insert(RotaBookingEntity, booking);
  }

  change(tx: Transaction, row: BookingRow, changes: BookingChanges & { state: BookingState }): number {
    return changeRow(tx, row, { table: 'dispatch_bookings', columns: COLUMNS, changes });
  }

  /** Patients go with a session that somebody else takes over: same time, same place, same number. */
  follow(tx: Transaction, fromSessionId: string, toSessionId: string): Promise<FollowedBooking[]> {
    return tx.query<Row<FollowedBooking>>(FOLLOW, [fromSessionId, toSessionId]);
  }

  /** How many patients have a place at a session, and how many of them came. */
  async counts(on: Queryable, sessionId: string): Promise<{ readonly booked: number; readonly attended: number }> {
    const [counts] = await on.query<{ booked: number; attended: number }>(COUNTS, [sessionId]);
    return counts ?? { booked: 0, attended: 0 };
  }
}
