import { randomUUID } from 'node:crypto';
import { Role } from '#identity';
import type { CalendarScenery } from './calendar-scenery.js';
import { change, key, mutation, outcomes, query, type Table } from './row.js';
import type { Scenery } from './scenery.js';

const planners: Role[] = [Role.ROTA_MANAGER, Role.MEDICAL_AFFAIRS];
const readers: Role[] = [...planners, Role.CONSULT_COORDINATOR, Role.DIRECTOR];
const subscribers: Role[] = [Role.TOWNSHIP_DOCTOR, Role.TOWNSHIP_HEAD, Role.COUNTY_DOCTOR, Role.DEPT_HEAD, Role.EXPERT];
const keepers = {
  own: { ...outcomes('allowed', ...planners), [Role.EXPERT]: 'FORBIDDEN' },
  other: outcomes('NOT_FOUND', ...planners, Role.EXPERT),
} as const;
const WEEK = [{ weekday: 1, fromTime: '08:00', toTime: '12:00' }];

/** Links for calendar programs: everybody has their own. */
export function calendarFeedRows(scenery: Scenery): Table {
  const anybody = outcomes('allowed', ...subscribers);
  return {
    ...query('myCalendarFeeds', '{ myCalendarFeeds { id } }', {
      own: anybody,
      other: anybody,
      subject: () => scenery.about(null, {}),
    }),
    ...mutation(
      'createCalendarFeed',
      'CreateCalendarFeedInput',
      { own: anybody, other: anybody, subject: () => scenery.input(null, { ...key(), scope: 'OWN' }) },
      '{ path }',
    ),
    ...mutation('revokeCalendarFeed', 'RevokeCalendarFeedInput', {
      own: outcomes('NOT_FOUND', ...subscribers),
      other: outcomes('NOT_FOUND', ...subscribers),
      subject: () => scenery.change({ id: randomUUID(), version: 1 }),
    }),
  };
}

/** The calendar of the county's expert: other experts keep calendars too, and not this one. */
export function calendarRows(scenery: Scenery, calendars: CalendarScenery): Table {
  const { expertId } = calendars;
  return {
    ...query(
      'expertCalendar',
      `query($id: ID!) { expertCalendar(expertId: $id, fromDay: "2026-09-01", toDay: "2026-09-30") {
         expert { id } free { from } } }`,
      {
        own: { ...outcomes('allowed', ...readers), [Role.EXPERT]: 'NOT_FOUND' },
        other: outcomes('NOT_FOUND', ...readers, Role.EXPERT),
        subject: () => scenery.about(expertId, { id: expertId }),
      },
    ),
    ...mutation(
      'publishAvailability',
      'PublishAvailabilityInput',
      {
        ...keepers,
        subject: async () => scenery.change(await calendars.calendar(), { effectiveFrom: '2026-09-07', week: WEEK }),
      },
      '{ version }',
    ),
    ...mutation('enterCommitment', 'EnterCommitmentInput', {
      ...keepers,
      subject: () =>
        scenery.input(expertId, { ...key(), expertId, kind: 'LEAVE', reasonCode: 'annual', ...calendars.times() }),
    }),
    ...mutation('withdrawCommitment', 'WithdrawCommitmentInput', {
      ...keepers,
      subject: async () => scenery.change(await calendars.leave()),
    }),
    ...change('approveLeave', 'ApproveLeaveInput', planners, async () => scenery.change(await calendars.leave())),
  };
}
