import { ALLIANCE_ZONE, localDate } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import type { County } from '../county/index.js';
import type { Chance } from '../random.js';

const WORKING_DAYS = [1, 2, 3, 4, 5];
/** When experts see to consultations: a morning of their own, and late in every afternoon, when all specialties can meet. */
const MORNING = { from_time: '09:00', to_time: '11:30' };
export const MEETING = { from_time: '15:30', to_time: '17:00' };

export interface CalendarRows {
  readonly calendars: Rows;
  readonly availability: Rows;
}

/** Every expert of the hospitals keeps a calendar and publishes when they see to consultations. */
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

/** Colleagues of one department have their mornings on different days. */
function weekOf(place: number): readonly Readonly<Record<'from_time' | 'to_time' | 'weekday', string | number>>[] {
  const own = WORKING_DAYS[place % WORKING_DAYS.length]!;
  return [{ weekday: own, ...MORNING }, ...WORKING_DAYS.map((weekday) => ({ weekday, ...MEETING }))];
}

/** How the video system of the alliance names its rooms; `.invalid` leads nowhere. */
const ROOMS = 'https://video.lanxi.invalid/rooms/{room}';

/** The centre for consultations is the lead hospital's. */
export function roomRows({ institutions, since }: County): Rows {
  const leading = institutions.filter(({ kind }) => kind === 'LEAD_HOSPITAL');
  return leading.map(({ id }) => ({ institution_id: id, effective_from: since, template: ROOMS }));
}
