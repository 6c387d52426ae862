import { Role } from '#identity';
import { before, minutes } from '#kernel';
import type { Person } from '#testing';
import { attending, planners, readers } from './dispatch-rows.js';
import type { DispatchScenery } from './dispatch-scenery.js';
import { key, mutation, outcomes, query, type Row, type Table } from './row.js';
import type { Scenery, Variables } from './scenery.js';

const hosts: Role[] = [Role.TOWNSHIP_DOCTOR, Role.TOWNSHIP_HEAD];

/** Patients at the sessions of their township: its own, and those of whoever comes. */
export function rotaBookingRows(scenery: Scenery, dispatch: DispatchScenery): Table {
  const booking = (more: (by: Person) => Promise<Variables> | Variables, state = 'CONFIRMED') => ({
    subject: async (by: Person) => {
      const startsAt = state === 'CONFIRMED' ? {} : { startsAt: before(scenery.now, minutes(5)) };
      const made = await dispatch.booking((await scenery.patient()).id, state, { by, ...startsAt });
      return scenery.change(made, await more(by));
    },
  });
  const ofHosts = { own: outcomes('allowed', ...hosts), other: outcomes('NOT_FOUND', ...hosts) };
  return {
    ...bookingLookRows(scenery, dispatch),
    ...mutation('bookSession', 'BookSessionInput', {
      ...ofHosts,
      subject: async () => {
        const [{ id: patientId }, { id }] = [await scenery.patient(), await dispatch.session('CONFIRMED')];
        return scenery.input(id, { ...key(), sessionId: id, patientId });
      },
    }),
    ...mutation('moveSessionBooking', 'MoveSessionBookingInput', {
      ...ofHosts,
      ...booking(async () => ({ sessionId: (await dispatch.session('CONFIRMED')).id })),
    }),
    ...mutation('cancelSessionBooking', 'SessionReasonInput', {
      ...ofHosts,
      ...booking(() => ({ reasonCode: 'patient_request' })),
    }),
    ...dayRows(
      scenery,
      dispatch,
      booking(() => ({ attended: true }), 'CHECKED_IN'),
    ),
  };
}

/** What is said on the day, and how many come. */
function dayRows(scenery: Scenery, dispatch: DispatchScenery, attended: Pick<Row, 'subject'>): Table {
  const both: Role[] = [Role.TOWNSHIP_DOCTOR, ...attending];
  return {
    ...mutation('recordBookingAttendance', 'BookingAttendanceInput', {
      own: outcomes('allowed', ...both),
      other: outcomes('NOT_FOUND', ...both),
      ...attended,
    }),
    ...mutation('setSessionPlaces', 'SessionPlacesInput', {
      own: {
        ...outcomes('allowed', ...planners, Role.TOWNSHIP_HEAD),
        [Role.EXPERT]: 'TRANSITION_REFUSED WHO',
      },
      other: outcomes('NOT_FOUND', ...planners, ...attending),
      subject: async (by: Person) => scenery.change(await dispatch.session('PLANNED', { by }), { places: 5 }),
    }),
  };
}

function bookingLookRows(scenery: Scenery, dispatch: DispatchScenery): Table {
  const mending = outcomes('allowed', ...planners);
  return {
    ...query('rotaBookings', 'query($id: ID!) { rotaBookings(sessionId: $id, first: 5) { nodes { id } } }', {
      own: {
        ...outcomes('allowed', ...attending, Role.TOWNSHIP_DOCTOR),
        ...outcomes('empty', ...planners, Role.DIRECTOR),
      },
      other: outcomes('empty', ...readers),
      subject: async (by: Person) => {
        const { id, sessionId } = await dispatch.booking((await scenery.patient()).id, 'CONFIRMED', { by });
        return scenery.about(id, { id: sessionId });
      },
    }),
    ...query('bookingAlternatives', 'query($id: ID!) { bookingAlternatives(bookingId: $id) { id } }', {
      own: outcomes('allowed', ...hosts),
      other: outcomes('NOT_FOUND', ...hosts),
      subject: async () => {
        const { id } = await dispatch.booking((await scenery.patient()).id);
        return scenery.about(id, { id });
      },
    }),
    ...query('displacedCommitments', '{ displacedCommitments { id } }', {
      own: mending,
      other: mending,
      subject: () => scenery.about(null, {}),
    }),
  };
}
