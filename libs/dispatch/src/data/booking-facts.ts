import { Permission } from '#identity';
import { actingFor, type ActorContext } from '#platform';
import type { BookingFacts } from '../domain/booking.lifecycle.js';
import type { BookedSession } from './booking.repository.js';

export const BOOKING_SETTINGS = ['dispatch.attendance_limit_days'] as const;

/** Whoever sends patients of the township to those who come. */
export const booksAt = (actor: ActorContext, townshipId: string): boolean =>
  actor.institutionId === townshipId && actor.permissions.has(Permission.BookSessions);

/** What the rules of a patient's place look at. */
export function bookingFactsOf(
  actor: ActorContext,
  { townshipId, expertId, day, state }: Pick<BookedSession, 'townshipId' | 'expertId' | 'day' | 'state'>,
  {
    now,
    settings,
  }: { readonly now: Date; readonly settings: Readonly<Record<(typeof BOOKING_SETTINGS)[number], number>> },
): BookingFacts {
  return {
    now,
    day,
    sessionState: state,
    isTownship: booksAt(actor, townshipId),
    isExpert: expertId === actingFor(actor),
    attendanceLimitDays: settings['dispatch.attendance_limit_days'],
  };
}
