import type { SessionKind, SessionState } from './session-state.js';

/** States in which a patient can come: whoever is there takes those who come by without a booking, too. */
export const BOOKABLE: readonly SessionState[] = ['PLANNED', 'CONFIRMED', 'SWAP_PENDING', 'CHECKED_IN'];

/** States in which nobody sees the patients who were booked: they are to be moved. */
export const FALLEN: readonly SessionState[] = ['SUSPENDED', 'CANCELLED', 'NO_SHOW'];

/** To these come colleagues, not patients, unless somebody gives them places. */
export const WITHOUT_PATIENTS: readonly SessionKind[] = ['TEACHING', 'WARD_ROUND'];

/** A session as far as places at it go. */
export interface Bookable {
  readonly state: SessionState;
  readonly endsAt: Date;
  readonly places: number;
  /** Places of which somebody has one. */
  readonly taken: readonly TakenPlace[];
}

export interface TakenPlace {
  readonly place: number;
  readonly patientId: string;
}

/** Why a patient gets no place; null where they get one. */
export type BookingProblem = 'NOT_HELD_THEN' | 'OVER' | 'BOOKED_ALREADY' | 'FULL';

/** Whether a patient can have a place: while the session has not ended, once, and as long as there is one. */
export function bookingProblem(
  { state, endsAt, places, taken }: Bookable,
  patientId: string,
  now: Date,
): BookingProblem | null {
  if (!BOOKABLE.includes(state)) return 'NOT_HELD_THEN';
  if (endsAt <= now) return 'OVER';
  if (taken.some((one) => one.patientId === patientId)) return 'BOOKED_ALREADY';
  return taken.length >= places ? 'FULL' : null;
}

/** The first number that nobody has; numbers of those who have cancelled are given again. */
export function freePlace(taken: readonly Pick<TakenPlace, 'place'>[]): number {
  const numbers = new Set(taken.map(({ place }) => place));
  let place = 1;
  while (numbers.has(place)) place += 1;
  return place;
}
