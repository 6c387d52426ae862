import { Injectable } from '@nestjs/common';
import { InvalidCursorError, decodeCursor, encodeCursor } from '#kernel';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';

/** An event that has its place in the order of all. Holds identifiers and codes only. */
export interface PositionedEvent {
  readonly position: number;
  readonly id: string;
  /** `referral.accepted` */
  readonly topic: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly toState: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly occurredAt: Date;
}

/**
 * How far somebody has read: a position and the event that had it. After the database has been put back to an earlier
 * state the position may belong to another event, or to none; then the reader cannot simply go on.
 */
export interface Bookmark {
  readonly position: number;
  /** Null at the very beginning. */
  readonly eventId: string | null;
}

const HEAD = statement(
  'events.head',
  'SELECT position::float8 AS position, event_id AS id FROM event_positions ORDER BY position DESC LIMIT 1',
);
// The bookmark itself is read along: that it is still there is what allows to go on.
const FROM = statement(
  'events.from',
  `SELECT p.position::float8 AS position, e.id, e.topic, e.aggregate_type AS "aggregateType",
     e.aggregate_id AS "aggregateId", e.aggregate_version AS "aggregateVersion", e.to_state AS "toState", e.payload,
     e.occurred_at AS "occurredAt"
   FROM event_positions p JOIN domain_events e ON e.id = p.event_id
   WHERE p.position >= $1 ORDER BY p.position LIMIT $2`,
);

/** Reads the event log in the order of positions. */
@Injectable()
export class EventReader {
  constructor(private readonly database: Database) {}

  /** The newest event that has a position. */
  async head(): Promise<Bookmark> {
    const row = await this.database.first<{ position: number; id: string }>(HEAD);
    return row ? { position: row.position, eventId: row.id } : { position: 0, eventId: null };
  }

  /** What follows a bookmark, at most `limit` events; null where the bookmark does not fit this log (any more). */
  async after({ position, eventId }: Bookmark, limit: number): Promise<PositionedEvent[] | null> {
    const rows = await this.database.query<PositionedEvent>(FROM, [position, limit + 1]);
    if (eventId === null) return rows.slice(0, limit);
    const [marked, ...following] = rows;
    return marked?.position === position && marked.id === eventId ? following : null;
  }
}

/** A bookmark as clients keep it. */
export function encodeBookmark({ position, eventId }: Bookmark): string {
  return encodeCursor([position, eventId]);
}

/** @throws InvalidCursorError where it was never given out */
export function decodeBookmark(cursor: string): Bookmark {
  const [position, eventId] = decodeCursor(cursor, 2);
  const isPosition = Number.isSafeInteger(position) && (position as number) >= 0;
  const fits = position === 0 ? eventId === null : typeof eventId === 'string';
  if (!isPosition || !fits) throw new InvalidCursorError();
  return { position: position as number, eventId: eventId as string | null };
}
