import { ALLIANCE_ZONE, localDate } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import type { County } from '../county/index.js';
import type { Chance } from '../random.js';

const WORKING_DAYS = 5;
/** When experts see to consultations: half-days of their own, and one when all specialties can meet. */
const MORNING = { from_time: '09:00', to_time: '11:30' };
const AFTERNOON = { from_time: '14:30', to_time: '17:00' };
const MEETING = { weekday: 3, from_time: '15:00', to_time: '17:00' };

export interface CalendarRows {
  readonly calendars: Rows;
  readonly availability: Rows;
}

/** Every expert of the hospitals keeps a calendar and publishes two half-days a week, and the afternoon for several specialties. */
export function calendarsOf(chance: Chance, { staff, since }: County): CalendarRows {
  const experts = staff.filter(({ specialtyCodes }) => specialtyCodes.length > 0);
  const from = localDate(since, ALLIANCE_ZONE);
  return {
    calendars: experts.map(({ id }) => ({
      expert_id: id,
      buffer_before_minutes: 5,
      buffer_after_minutes: 10,
      version: 1,
    })),
    availability: experts.flatMap(({ id }, place) =>
      weekOf(place).map((time) => ({ id: chance.id(since), expert_id: id, effective_from: from, ...time })),
    ),
  };
}

/** Two half-days that colleagues of one department have on other days, never the meeting's. */
function weekOf(place: number): readonly Readonly<Record<'from_time' | 'to_time' | 'weekday', string | number>>[] {
  const others = Array.from({ length: WORKING_DAYS }, (_, day) => day + 1).filter((day) => day !== MEETING.weekday);
  const day = (turn: number): number => others[(place + turn) % others.length]!;
  return [{ weekday: day(0), ...MORNING }, { weekday: day(2), ...AFTERNOON }, MEETING];
}

/** How the video system of the alliance names its rooms; `.invalid` leads nowhere. */
const ROOMS = 'https://video.lanxi.invalid/rooms/{room}';

/** The centre for consultations is the lead hospital's. */
export function roomRows({ institutions, since }: County): Rows {
  const leading = institutions.filter(({ kind }) => kind === 'LEAD_HOSPITAL');
  return leading.map(({ id }) => ({ institution_id: id, effective_from: since, template: ROOMS }));
}
