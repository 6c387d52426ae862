import { ALLIANCE_ZONE, addDays, after, instantAt, localDate, minutes, startOfDay } from '#kernel';
import { Urgency } from './urgency.js';

/** From when until when, in minutes since midnight in China, over midnight where the end is not later; never where equal. */
export interface QuietHours {
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

/** When a message to the outside may go: at once, or at the end of quiet hours. An emergency never waits. */
export function sendableAt(now: Date, urgency: Urgency, { fromMinutes, toMinutes }: QuietHours): Date {
  if (urgency === Urgency.EMERGENCY || fromMinutes === toMinutes) return now;
  const today = localDate(now, ALLIANCE_ZONE);
  const minute = Math.floor((+now - +startOfDay(today, ALLIANCE_ZONE)) / minutes(1));
  const overMidnight = fromMinutes > toMinutes;
  const isQuiet = overMidnight
    ? minute >= fromMinutes || minute < toMinutes
    : minute >= fromMinutes && minute < toMinutes;
  if (!isQuiet) return now;
  const endsTomorrow = overMidnight && minute >= fromMinutes;
  const midnight = instantAt(endsTomorrow ? addDays(today, 1) : today, '00:00', ALLIANCE_ZONE);
  return after(midnight, minutes(toMinutes));
}
