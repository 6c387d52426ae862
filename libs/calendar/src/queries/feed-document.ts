import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { FeedEntry } from '../domain/feed.js';

const STATUS = {
  TENTATIVE: ICalEventStatus.TENTATIVE,
  CONFIRMED: ICalEventStatus.CONFIRMED,
  CANCELLED: ICalEventStatus.CANCELLED,
} as const;
/** How often programs ask again; a change of the rota is told by other means as well. */
const REFRESH_SECONDS = 15 * 60;

/** A feed as iCalendar (RFC 5545): instants in UTC, ids that stay, a sequence that grows, and what was cancelled said so. */
export function feedDocument(name: string, entries: readonly FeedEntry[], now: Date): string {
  const calendar = ical({
    name,
    prodId: { company: 'county-medical-alliance', product: 'calendar', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  for (const { id, sequence, status, title, place, start, end } of entries) {
    const event = { id, sequence, start, end, summary: title, stamp: now, status: STATUS[status] };
    calendar.createEvent(place === null ? event : { ...event, location: place });
  }
  return calendar.toString();
}
