import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { Notices, Urgency } from '#notification';
import { PatientContacts } from '#patient';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';
import { BOOKABLE } from '../domain/booking.js';

/** A patient's place, and when and where it is. */
interface Told {
  readonly id: string;
  readonly patientId: string;
  readonly townshipId: string;
  readonly place: number;
  readonly startsAt: Date;
  readonly bookedByStaffId: string;
}

const PLACE = `SELECT b.id, b.patient_id AS "patientId", b.township_id AS "townshipId", b.place, x.starts_at AS "startsAt",
     b.booked_by_staff_id AS "bookedByStaffId"
   FROM dispatch_bookings b JOIN dispatch_sessions x ON x.id = b.session_id`;
/** None where something else has become of it since, or the session has begun: what followed tells of itself. */
const ONE = statement('dispatch.booking-told', `${PLACE} WHERE b.id = $1 AND b.version = $2 AND x.starts_at > $3`);
/** Those of a session that still is in one of those states and not over: patients may be on their way. */
const OF_SESSIONS = statement(
  'dispatch.bookings-told',
  `${PLACE} WHERE b.session_id = $1 AND b.state = 'BOOKED' AND x.state = ANY($2::text[]) AND x.ends_at > $3
   ORDER BY b.place`,
);

/** Sends what patients are told of their places. */
@Injectable()
export class PatientTeller {
  constructor(
    private readonly contacts: PatientContacts,
    private readonly notices: Notices,
  ) {}

  /** By text message with the patient's consent, by a call of the township without. */
  async tell(tx: Transaction, { id, patientId, townshipId, place, startsAt }: Told, template: string): Promise<void> {
    const source = { basis: 'ENCOUNTER', objectType: 'RotaBooking', objectId: id };
    const contacts = await this.contacts.of(tx, { patientId, institutionId: townshipId, ...source });
    await this.notices.send(tx, {
      institutionId: townshipId,
      recipients: { people: contacts.map((contact) => ({ ...contact, patientId })) },
      template,
      parameters: { institution: townshipId, time: startsAt.toISOString(), count: String(place) },
      subject: { type: 'RotaBooking', id },
      urgency: Urgency.ROUTINE,
    });
  }

  /** Whoever booked them, and the township's head, move them. */
  async askToMove(tx: Transaction, sessionId: string, told: readonly Told[]): Promise<void> {
    const [{ townshipId, startsAt }] = told as [Told];
    await this.notices.send(tx, {
      institutionId: townshipId,
      recipients: {
        staffIds: [...new Set(told.map(({ bookedByStaffId }) => bookedByStaffId))],
        holders: [{ institutionId: townshipId, roles: [Role.TOWNSHIP_HEAD] }],
      },
      template: 'dispatch.bookings-affected',
      parameters: { institution: townshipId, time: startsAt.toISOString(), count: String(told.length) },
      subject: { type: 'RotaSession', id: sessionId },
      urgency: Urgency.URGENT,
    });
  }
}

const BOOKING_TEMPLATES: Readonly<Record<string, string>> = {
  'rota-booking.booked': 'dispatch.booking-made',
  'rota-booking.moved': 'dispatch.booking-moved',
  'rota-booking.cancelled': 'dispatch.booking-cancelled',
};

/** Tells a patient what has become of their place. */
@Injectable()
export class BookingNotices extends EventConsumer {
  readonly name = 'dispatch.booking-notices';
  readonly topics = Object.keys(BOOKING_TEMPLATES);

  constructor(private readonly teller: PatientTeller) {
    super();
  }

  async handle(tx: Transaction, { aggregateId, aggregateVersion, topic }: DeliveredEvent): Promise<void> {
    const told = await tx.first<Told & Record<string, unknown>>(ONE, [aggregateId, aggregateVersion, tx.now]);
    if (told) await this.teller.tell(tx, told, BOOKING_TEMPLATES[topic]!);
  }
}

/** What patients are told when something happens to the session at which they have a place, and whose session it is then. */
interface SessionNews {
  /** Left out where only the township is told, who knows better. */
  readonly template?: string;
  readonly states: readonly string[];
  readonly isOff?: boolean;
}

const OTHER_EXPERT: SessionNews = { template: 'dispatch.booking-expert-changed', states: BOOKABLE };
const off = (...states: string[]): SessionNews => ({ template: 'dispatch.booking-called-off', states, isOff: true });
const SESSION_NEWS: Readonly<Record<string, SessionNews>> = {
  'rota-session.suspended': off('SUSPENDED'),
  'rota-session.cancelled': off('CANCELLED'),
  // Whoever came may have forgotten to check in: the township sees whether somebody is there.
  'rota-session.no-show': { states: ['NO_SHOW'], isOff: true },
  'rota.published': off('CANCELLED'),
  'rota-session.resumed': { template: 'dispatch.booking-resumed', states: BOOKABLE },
  'rota-session.swapped': OTHER_EXPERT,
  'rota-session.substituted': OTHER_EXPERT,
};

/** Tells patients, and whoever booked them, what becomes of the session at which they have a place. */
@Injectable()
export class BookedSessionNotices extends EventConsumer {
  readonly name = 'dispatch.booked-session-notices';
  readonly topics = Object.keys(SESSION_NEWS);

  constructor(private readonly teller: PatientTeller) {
    super();
  }

  async handle(tx: Transaction, event: DeliveredEvent): Promise<void> {
    const { template, states, isOff = false } = SESSION_NEWS[event.topic]!;
    for (const sessionId of sessionsOf(event)) {
      const told = await tx.query<Told & Record<string, unknown>>(OF_SESSIONS, [sessionId, states, tx.now]);
      if (template) for (const one of told) await this.teller.tell(tx, one, template);
      if (isOff && told.length > 0) await this.teller.askToMove(tx, sessionId, told);
    }
  }
}

/** Those that an amendment took out, the one that another expert has taken over, or the session itself. */
function sessionsOf({ topic, aggregateId, payload }: DeliveredEvent): readonly string[] {
  if (topic === 'rota.published') return payload['removed'] as string[];
  return [(payload['sessionId'] as string | undefined) ?? aggregateId];
}
