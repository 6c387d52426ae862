import { FALLEN, WITHOUT_PATIENTS } from '../domain/booking.js';

const inList = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** SQL of the places that a session (alias `x`) has: those that somebody gave it, or what the county gave to its kind then. */
export const PLACES = `coalesce(x.places, CASE WHEN x.kind IN (${inList(WITHOUT_PATIENTS)}) THEN 0 ELSE
  (SELECT v.value::int FROM reference_settings v WHERE v.key = 'dispatch.session_places' AND v.effective_from <= x.starts_at
   ORDER BY v.effective_from DESC LIMIT 1) END)`;

/** SQL of how many patients have a place at a session (alias `x`). */
export const BOOKED = `(SELECT count(*)::int FROM dispatch_bookings nb WHERE nb.session_id = x.id AND nb.state <> 'CANCELLED')`;

/** SQL of how many of them came. */
export const ATTENDED = `(SELECT count(*)::int FROM dispatch_bookings na WHERE na.session_id = x.id AND na.state = 'ATTENDED')`;

/** SQL that is true where nobody sees the patients of a session. */
export const fallen = (alias: string): string => `${alias}.state IN (${inList(FALLEN)})`;

/** SQL of how many patients of a session (alias `x`) have to be moved. */
export const TO_MOVE = `(SELECT count(*)::int FROM dispatch_bookings nm WHERE nm.session_id = x.id AND nm.state = 'BOOKED'
  AND ${fallen('x')})`;
