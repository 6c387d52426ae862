import { Inject, Injectable } from '@nestjs/common';
import { Permission } from '#identity';
import { ALLIANCE_ZONE, NotFoundError, addDays, localDate, type Clock } from '#kernel';
import { staffView } from '#organization';
import { patientView } from '#patient';
import {
  AggregateReader,
  CLOCK,
  Database,
  Parameters,
  actingFor,
  project,
  statement,
  type ActorContext,
  type Claim,
  type Connection,
  type PageRequest,
  type Readable,
  type Selection,
  type View,
} from '#platform';
import { BOOKED, PLACES, fallen } from '../data/booking-sql.js';
import { sessionView } from './rota.views.js';

/** A patient's place as the API shows it; `b` is its row. */
const bookingView: View = {
  columns: {
    id: 'b.id',
    sessionId: 'b.session_id',
    place: 'b.place',
    state: 'b.state',
    referralId: 'b.referral_id',
    reasonCode: 'b.reason_code',
    bookedAt: 'b.booked_at',
    version: 'b.version',
  },
  one: {
    patient: { view: patientView('p'), join: 'JOIN patients p ON p.id = b.patient_id' },
    session: { view: sessionView, join: 'JOIN dispatch_sessions x ON x.id = b.session_id' },
    bookedBy: { view: staffView('k'), join: 'JOIN staff k ON k.id = b.booked_by_staff_id' },
  },
};

/** For the township, whoever works with its patients; for whoever comes, those who still are to be seen or were lately. */
function visibleTo(actor: ActorContext, now: Date, parameters: Parameters): string {
  const own = `(b.state <> 'CANCELLED' AND b.access_until > ${parameters.add(now)} AND EXISTS (SELECT 1
    FROM dispatch_sessions v WHERE v.id = b.session_id AND v.expert_id = ${parameters.add(actingFor(actor))}))`;
  if (!actor.permissions.has(Permission.BookSessions)) return own;
  return `(b.township_id = ${parameters.add(actor.institutionId)} OR ${own})`;
}

const BOOKINGS: Readable = {
  name: 'rota-booking',
  type: 'RotaBooking',
  objectType: 'rota-booking',
  table: 'dispatch_bookings',
  alias: 'b',
  view: bookingView,
  patient: { id: 'b.patient_id', basis: 'ENCOUNTER' },
  visibleTo,
};

const ID = { sql: 'b.id', type: 'uuid' } as const;
const BY_PLACE = { keys: [{ sql: 'b.place', type: 'int' } as const, ID] };
const BY_BOOKING = { keys: [{ sql: 'b.booked_at', type: 'timestamptz' } as const, ID] };

/** Whoever has not been moved a quarter of a year after the session will not be. */
const LONGEST_WAIT_DAYS = 93;
const MOST_ALTERNATIVES = 20;

/** Where a booked patient could be seen instead: the same specialty at the same township, soonest first. */
const ALTERNATIVES = `FROM dispatch_bookings b JOIN dispatch_sessions o ON o.id = b.session_id
  JOIN dispatch_sessions x ON x.township_id = o.township_id AND x.specialty = o.specialty AND x.id <> o.id`;

export interface BookingList extends PageRequest {
  /** Left out: whoever has to be moved. */
  readonly sessionId?: string | null;
}

/** Reads places of patients: the township its own, whoever comes those who come to them. */
@Injectable()
export class BookingQueries {
  constructor(
    private readonly reader: AggregateReader,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The answer to a change. */
  answer<Node>(actor: ActorContext, claim: Claim, selection: Selection): Promise<Node> {
    return this.reader.answer(BOOKINGS, { actor, selection }, claim);
  }

  /** Of a session in the order of places; else those whose session does not take place. @throws InvalidCursorError */
  list<Node>(
    actor: ActorContext,
    { sessionId, ...page }: BookingList,
    selection: Selection,
  ): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const arm = sessionId
      ? `b.session_id = ${parameters.add(sessionId)} AND b.state <> 'CANCELLED'`
      : this.toMove(actor, parameters);
    const arms = [`${arm} AND ${visibleTo(actor, this.clock.now(), parameters)}`];
    const order = sessionId ? BY_PLACE : BY_BOOKING;
    const detail = { sessionId: sessionId ?? null };
    const listing = { action: 'rota-booking.list', arms, order, page, parameters, detail };
    return this.reader.page(BOOKINGS, { actor, selection }, listing);
  }

  /** Sessions with a place to which a booked patient can be moved. @throws NotFoundError for a place of another township */
  async alternatives<Node>(actor: ActorContext, id: string, selection: Selection): Promise<Node[]> {
    const parameters = new Parameters();
    const now = this.clock.now();
    const booking = parameters.add(id);
    const visible = visibleTo(actor, now, parameters);
    const own = statement(
      'dispatch.own-booking',
      `SELECT 1 FROM dispatch_bookings b WHERE b.id = ${booking} AND ${visible}`,
    );
    if (!(await this.database.first(own, parameters.values))) throw new NotFoundError('RotaBooking', id);
    const { json, joins } = project(sessionView, selection, ['id']);
    const sql = `SELECT ${json} AS node ${ALTERNATIVES} ${joins}
      WHERE b.id = $1 AND x.published_at IS NOT NULL AND x.day >= $2::date AND x.starts_at > $3
        AND x.state IN ('PLANNED', 'CONFIRMED', 'SWAP_PENDING') AND NOT x.leaving AND ${BOOKED} < ${PLACES}
      ORDER BY x.day, x.starts_at, x.id LIMIT ${MOST_ALTERNATIVES}`;
    const values = [id, localDate(now, ALLIANCE_ZONE), now];
    const rows = await this.database.query<{ node: Node }>(statement('dispatch.booking-alternatives', sql), values);
    return rows.map(({ node }) => node);
  }

  private toMove({ institutionId }: ActorContext, parameters: Parameters): string {
    const since = addDays(localDate(this.clock.now(), ALLIANCE_ZONE), -LONGEST_WAIT_DAYS);
    return `b.id IN (SELECT f.id FROM dispatch_sessions w JOIN dispatch_bookings f ON f.session_id = w.id AND f.state = 'BOOKED'
      WHERE w.township_id = ${parameters.add(institutionId)} AND w.published_at IS NOT NULL
        AND w.day >= ${parameters.add(since)}::date AND ${fallen('w')})`;
  }
}
