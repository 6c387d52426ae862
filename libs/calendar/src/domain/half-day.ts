import { ALLIANCE_ZONE, instantAt, type Interval, type LocalDate } from '#kernel';

/** The unit in which rotas are made. */
export const HalfDay = { MORNING: 'MORNING', AFTERNOON: 'AFTERNOON' } as const;
export type HalfDay = (typeof HalfDay)[keyof typeof HalfDay];

/** Begin and end of both half-days, in minutes since midnight; versioned settings of the work calendar. */
export const HALF_DAY_SETTINGS = [
  'work_calendar.morning_start_minutes',
  'work_calendar.morning_end_minutes',
  'work_calendar.afternoon_start_minutes',
  'work_calendar.afternoon_end_minutes',
] as const;
export type HalfDayHours = Readonly<Record<(typeof HALF_DAY_SETTINGS)[number], number>>;

/** `HH:MM` of minutes since midnight. */
function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A half-day as clocks in the zone show it. */
export function halfDayInterval(
  day: LocalDate,
  half: HalfDay,
  hours: HalfDayHours,
  zone: string = ALLIANCE_ZONE,
): Interval {
  const part = half === HalfDay.MORNING ? 'morning' : 'afternoon';
  const at = (edge: 'start' | 'end'): Date =>
    instantAt(day, timeOf(hours[`work_calendar.${part}_${edge}_minutes`]), zone);
  return { start: at('start'), end: at('end') };
}
