import fc from 'fast-check';
import { after, before, hours, milliseconds, minutes } from './clock.js';
import { contains } from './interval.js';
import { ALLIANCE_ZONE, localDate } from './local-date.js';
import type { WorkCalendarData } from './work-calendar.js';
import { WorkCalendar } from './work-calendar.js';

/** Spring Festival 2026 in short: 16–20 February off, Saturday the 14th worked instead. */
const data: WorkCalendarData = {
  zone: ALLIANCE_ZONE,
  workingHours: [
    { from: '08:00', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ],
  holidays: ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'],
  makeUpDays: ['2026-02-14'],
};
const calendar = new WorkCalendar(data);
const shanghai = (text: string) => new Date(`${text}+08:00`);

const anyStart = fc.date({ min: shanghai('2026-02-01T00:00'), max: shanghai('2026-03-10T00:00'), noInvalidDate: true });
const anyLimit = fc.nat(hours(40)).map(milliseconds);
const isWorking = (instant: Date) =>
  calendar.workingIntervals(localDate(instant, ALLIANCE_ZONE)).some((interval) => contains(interval, instant));

describe('a workday', () => {
  it('is Monday to Friday but no holiday, or a make-up day', () => {
    expect(calendar.isWorkday('2026-02-13')).toBe(true);
    expect(calendar.isWorkday('2026-02-14')).toBe(true);
    expect(calendar.isWorkday('2026-02-15')).toBe(false);
    expect(calendar.isWorkday('2026-02-16')).toBe(false);
    expect(calendar.isWorkday('2026-02-21')).toBe(false);
    expect(calendar.isWorkday('2026-02-23')).toBe(true);
  });

  it('is worked in its hours and a day off is not', () => {
    expect(calendar.workingIntervals('2026-02-16')).toEqual([]);
    expect(calendar.workingIntervals('2026-02-13')).toEqual([
      { start: shanghai('2026-02-13T08:00'), end: shanghai('2026-02-13T12:00') },
      { start: shanghai('2026-02-13T14:00'), end: shanghai('2026-02-13T17:30') },
    ]);
  });
});

describe('a limit of working time', () => {
  it.each([
    ['within a morning', '2026-02-13T08:10', hours(2), '2026-02-13T10:10'],
    ['over noon', '2026-02-13T11:00', hours(2), '2026-02-13T15:00'],
    ['to the very end of the morning', '2026-02-13T10:00', hours(2), '2026-02-13T12:00'],
    ['from the evening, counting from the next morning', '2026-02-12T20:00', hours(2), '2026-02-13T10:00'],
    ['over the make-up Saturday', '2026-02-13T17:00', hours(1), '2026-02-14T08:30'],
    ['over the holidays', '2026-02-14T17:00', hours(1), '2026-02-23T08:30'],
  ])('runs %s', (_, start, limit, due) => {
    expect(calendar.addWorkingTime(shanghai(start), limit)).toEqual(shanghai(due));
  });

  it('of zero is reached at once, whenever it starts', () => {
    expect(calendar.addWorkingTime(shanghai('2026-02-17T03:00'), minutes(0))).toEqual(shanghai('2026-02-17T03:00'));
  });

  it('is reached when exactly that much working time has passed, and not a millisecond earlier', () => {
    fc.assert(
      fc.property(anyStart, anyLimit, (start, limit) => {
        const due = calendar.addWorkingTime(start, limit);
        expect(calendar.workingTimeBetween(start, due)).toBe(limit);
        expect(limit === 0 || isWorking(before(due, milliseconds(1)))).toBe(true);
      }),
    );
  });

  it('may be spent in two parts', () => {
    fc.assert(
      fc.property(anyStart, anyLimit, anyLimit, (start, first, second) => {
        const inParts = calendar.addWorkingTime(calendar.addWorkingTime(start, first), second);
        expect(inParts).toEqual(calendar.addWorkingTime(start, milliseconds(first + second)));
      }),
    );
  });

  it('cannot be negative or endless', () => {
    const start = shanghai('2026-02-13T08:00');

    expect(() => calendar.addWorkingTime(start, milliseconds(-1))).toThrow(RangeError);
    expect(() => calendar.addWorkingTime(start, milliseconds(Infinity))).toThrow(RangeError);
  });
});

describe('working time between two instants', () => {
  it('is what a minute-by-minute count finds', () => {
    fc.assert(
      fc.property(fc.nat(60 * 24 * 10), fc.nat(60 * 24 * 2), (offset, length) => {
        const start = after(shanghai('2026-02-12T00:00'), minutes(offset));
        const worked = Array.from({ length }, (_, n) => after(start, minutes(n))).filter(isWorking).length;
        expect(calendar.workingTimeBetween(start, after(start, minutes(length)))).toBe(minutes(worked));
      }),
      { numRuns: 10 },
    );
  });

  it('is zero when the end is not after the start', () => {
    expect(calendar.workingTimeBetween(shanghai('2026-02-13T11:00'), shanghai('2026-02-13T09:00'))).toBe(0);
  });
});

describe('calendar data', () => {
  it.each([
    ['no working hours', { workingHours: [] }],
    ['working hours without length', { workingHours: [{ from: '08:00', to: '08:00' }] }],
    ['an end before its start', { workingHours: [{ from: '12:00', to: '08:00' }] }],
    [
      'overlapping hours',
      {
        workingHours: [
          { from: '08:00', to: '12:00' },
          { from: '11:00', to: '15:00' },
        ],
      },
    ],
    ['a holiday that does not exist', { holidays: ['2026-02-30'] }],
    ['a day that is both holiday and made up for', { makeUpDays: ['2026-02-16'] }],
  ])('with %s is refused', (_, changes) => {
    expect(() => new WorkCalendar({ ...data, ...changes })).toThrow(RangeError);
  });
});
