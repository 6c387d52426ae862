import { ALLIANCE_ZONE, WorkCalendar, addDays, instantAt, localDate, minutes, type LocalDate } from '#kernel';
import { announcedDays } from '../../reference/work-calendar.js';
import type { Chance } from '../random.js';

/** When consulting rooms and the referral centre work, by the calendar that the reference data bring. */
export const calendar = new WorkCalendar({
  zone: ALLIANCE_ZONE,
  workingHours: [
    { from: '08:00', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ],
  ...announcedDays(),
});

/** `amount` minutes of working time later. */
export function workingMinutesAfter(instant: Date, amount: number): Date {
  return calendar.addWorkingTime(instant, minutes(amount));
}

/** A moment at which a township doctor writes a referral on that day. */
export function consultingTime(chance: Chance, day: LocalDate): Date {
  const hour = chance.pick([8, 8, 9, 9, 9, 10, 10, 11, 14, 14, 15, 15, 16]);
  const time = `${String(hour).padStart(2, '0')}:${String(chance.integer(0, 59)).padStart(2, '0')}`;
  return instantAt(day, time, ALLIANCE_ZONE);
}

/** The working day that lies `count` working days after `instant`, at a consulting hour. */
export function appointmentAfter(chance: Chance, instant: Date, count: number): Date {
  let day = localDate(instant, ALLIANCE_ZONE);
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (calendar.isWorkday(day)) left -= 1;
  }
  return instantAt(
    day,
    chance.pick(['08:30', '09:00', '09:30', '10:00', '10:30', '14:30', '15:00', '15:30']),
    ALLIANCE_ZONE,
  );
}

/** Working days that end with the day of `now`, the earliest first. */
export function workingDaysUntil(now: Date, calendarDays: number): LocalDate[] {
  const today = localDate(now, ALLIANCE_ZONE);
  return Array.from({ length: calendarDays }, (_, index) => addDays(today, index + 1 - calendarDays)).filter((day) =>
    calendar.isWorkday(day),
  );
}
