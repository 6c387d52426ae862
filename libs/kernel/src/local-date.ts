import { days, minutes } from './clock.js';
import type { Interval } from './interval.js';

/** A calendar day `YYYY-MM-DD` (years 0001–9999, Gregorian), as PostgreSQL's `date` reads and writes it. */
export type LocalDate = string;

/** A time of day `HH:MM` on 24 hours; `24:00` is the end of the day. */
export type LocalTime = string;

/** The zone in which the alliance counts days and shifts: UTC+8 without summer time since 1991. */
export const ALLIANCE_ZONE = 'Asia/Shanghai';

const DAY = days(1);

/** Whether the text is a day that exists: `2026-02-29` is none. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  // Date rolls 30 February over into March.
  return !Number.isNaN(+parsed) && isoDay(parsed) === text && text >= '0001-01-01';
}

/**
 * Whether it can be reckoned from the day: the week around it, the day after, limits of months are written in four
 * digits too. Days and instants that come from outside are to be such.
 */
export function isReckonable(day: LocalDate): boolean {
  return day >= '0002-01-01' && day <= '9998-12-31';
}

/** The day it is at `instant` in `zone` (an IANA name). @throws RangeError for an unknown zone */
export function localDate(instant: Date, zone: string): LocalDate {
  return isoDay(new Date(+instant + offsetAt(instant, zone)));
}

/** What clocks in `zone` show at `instant`, to the minute: `2026-03-04 09:00`. */
export function localMinute(instant: Date, zone: string): string {
  const shown = new Date(+instant + offsetAt(instant, zone)).toISOString();
  return `${shown.slice(0, 10)} ${shown.slice(11, 16)}`;
}

/** The first instant of the day in `zone`: midnight, or later where summer time skips midnight. */
export function startOfDay(date: LocalDate, zone: string): Date {
  return instantAt(date, '00:00', zone);
}

/** From the first instant of the day in `zone` to that of the next. */
export function dayOf(date: LocalDate, zone: string): Interval {
  return { start: startOfDay(date, zone), end: startOfDay(addDays(date, 1), zone) };
}

/**
 * The instant at which clocks in `zone` show that time: the first one where summer time shows it twice, and as much
 * later as the clocks were moved where it is skipped.
 *
 * @throws RangeError for a day or time that does not exist
 */
export function instantAt(date: LocalDate, time: LocalTime, zone: string): Date {
  const shown = utcOf(date) + minutesOf(time) * 60_000;
  // Clocks never move twice within two days, so the offset is the one before or the one after.
  const offsets = [shown - DAY, shown + DAY].map((around) => offsetAt(new Date(around), zone));
  const candidates = offsets.map((offset) => new Date(shown - offset));
  const exact = candidates.filter((instant) => +instant + offsetAt(instant, zone) === shown);
  return exact.toSorted((a, b) => +a - +b)[0] ?? candidates[0]!;
}

/** The day `n` days later (earlier, if negative). @throws RangeError for a day that does not exist */
export function addDays(date: LocalDate, n: number): LocalDate {
  return isoDay(new Date(utcOf(date) + n * DAY));
}

/** How many days `to` lies after `from`; negative when it lies before. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (utcOf(to) - utcOf(from)) / DAY;
}

/** The days from one to another, both included; none where `to` lies before `from`. */
export function daysOf(from: LocalDate, to: LocalDate): LocalDate[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index));
}

/** The same day so many months before, or the last one of that month. */
export function monthsBefore(day: LocalDate, months: number): LocalDate {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const first = new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 8);
  const last = new Date(Date.UTC(year, month - months, 0)).toISOString().slice(8, 10);
  return `${first}${day.slice(8) < last ? day.slice(8) : last}`;
}

/** ISO 8601: Monday 1 … Sunday 7. */
export function weekdayOf(date: LocalDate): number {
  return new Date(utcOf(date)).getUTCDay() || 7;
}

/**
 * Completed years (周岁) at `instant`, where the day is counted in `zone`. A person born on 29 February completes a year
 * on 1 March of a common year. Negative before birth.
 */
export function ageAt(birthDate: LocalDate, instant: Date, zone: string): number {
  const today = localDate(instant, zone);
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) >= birthDate.slice(5) ? years : years - 1;
}

/** Minutes since midnight. @throws RangeError for a time that does not exist */
export function minutesOf(time: LocalTime): number {
  if (!/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time)) throw new RangeError(`${time} is no time of day`);
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function utcOf(date: LocalDate): number {
  if (!isLocalDate(date)) throw new RangeError(`${date} is no date`);
  return Date.parse(`${date}T00:00:00Z`);
}

function isoDay(utc: Date): LocalDate {
  return utc.toISOString().slice(0, 10);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format costs far more to make than to use. Zones are few, so the map stays small. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  return format;
}

/** Clocks are moved at full quarters of an hour, if at all. */
const QUARTER = minutes(15);
/** Offsets kept of a zone: the present, and the limits and calendars of the weeks around it. */
const MOST_OFFSETS = 5_000;
const knownOffsets = new Map<string, Map<number, number>>();

/** What clocks in the zone are ahead of UTC, in milliseconds; asking for it costs far more than remembering it. */
function offsetAt(instant: Date, zone: string): number {
  const quarter = Math.floor(+instant / QUARTER);
  const known = knownOffsets.get(zone) ?? new Map<number, number>();
  const remembered = known.get(quarter);
  if (remembered !== undefined) return remembered;
  const offset = readOffset(instant, zone);
  if (known.size >= MOST_OFFSETS) known.clear();
  knownOffsets.set(zone, known.set(quarter, offset));
  return offset;
}

function readOffset(instant: Date, zone: string): number {
  const name =
    formatOf(zone)
      .formatToParts(instant)
      .find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hour = 0, minute = 0, second = 0] = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name) ?? [];
  const size = (Number(hour) * 3_600 + Number(minute) * 60 + Number(second)) * 1_000;
  return sign === '-' ? -size : size;
}
