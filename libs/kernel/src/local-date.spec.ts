import fc from 'fast-check';
import { before, milliseconds } from './clock.js';
import {
  ALLIANCE_ZONE,
  addDays,
  ageAt,
  dayOf,
  daysBetween,
  daysOf,
  instantAt,
  isLocalDate,
  localDate,
  localMinute,
  minutesOf,
  monthsBefore,
  startOfDay,
  weekdayOf,
} from './local-date.js';

const anyInstant = fc.date({
  min: new Date('1900-01-02T00:00Z'),
  max: new Date('2100-01-01T00:00Z'),
  noInvalidDate: true,
});
const anyDate = anyInstant.map((instant) => instant.toISOString().slice(0, 10));
/** Without summer time, with it, with it at midnight (São Paulo until 2019), and west of Greenwich. */
const anyZone = fc.constantFrom(ALLIANCE_ZONE, 'UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kolkata');

describe('the day in Shanghai', () => {
  it('begins at 16:00 UTC of the day before', () => {
    expect(localDate(new Date('2026-03-01T15:59:59.999Z'), ALLIANCE_ZONE)).toBe('2026-03-01');
    expect(localDate(new Date('2026-03-01T16:00:00Z'), ALLIANCE_ZONE)).toBe('2026-03-02');
    expect(startOfDay('2026-03-02', ALLIANCE_ZONE).toISOString()).toBe('2026-03-01T16:00:00.000Z');
  });

  it('is told to the minute as clocks show it, at every hour', () => {
    expect(localMinute(new Date('2026-03-04T01:00:59Z'), ALLIANCE_ZONE)).toBe('2026-03-04 09:00');
    expect(localMinute(new Date('2026-12-31T16:00:00Z'), ALLIANCE_ZONE)).toBe('2027-01-01 00:00');
    expect(localMinute(new Date('2026-12-31T15:59:00Z'), ALLIANCE_ZONE)).toBe('2026-12-31 23:59');
  });

  it('had summer time until 1991', () => {
    expect(startOfDay('1990-07-01', ALLIANCE_ZONE).toISOString()).toBe('1990-06-30T15:00:00.000Z');
  });

  it('has its times of day at UTC+8, the end of the day included', () => {
    expect(instantAt('2026-03-02', '08:30', ALLIANCE_ZONE)).toEqual(new Date('2026-03-02T08:30+08:00'));
    expect(instantAt('2026-03-02', '24:00', ALLIANCE_ZONE)).toEqual(startOfDay('2026-03-03', ALLIANCE_ZONE));
  });
});

describe('a local date', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '0000-01-01', '', '2026-03-02T00:00'])(
    'is not %j',
    (text) => {
      expect(isLocalDate(text)).toBe(false);
      expect(() => addDays(text, 1)).toThrow(RangeError);
    },
  );

  it('knows leap years', () => {
    expect(['2024-02-29', '2000-02-29', '1900-02-29'].map(isLocalDate)).toEqual([true, true, false]);
  });

  it('starts at its first instant in every zone, and any instant lies within its day', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (instant, zone) => {
        const date = localDate(instant, zone);
        const { start, end } = dayOf(date, zone);
        expect(start <= instant && instant < end).toBe(true);
        expect(localDate(start, zone)).toBe(date);
        expect(localDate(before(start, milliseconds(1)), zone)).toBe(addDays(date, -1));
      }),
    );
  });

  it('starts after midnight where summer time skips midnight', () => {
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z');
  });

  it('means the first of two equal times when clocks are put back', () => {
    expect(instantAt('2026-10-25', '02:30', 'Europe/Berlin').toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it('counts days forth and back', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -40_000, max: 40_000 }), (date, n) => {
        expect(daysBetween(date, addDays(date, n))).toBe(n);
        expect(weekdayOf(addDays(date, 7))).toBe(weekdayOf(date));
      }),
    );
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  });

  it('is one of the days from one to another, the first and the last included', () => {
    expect(daysOf('2024-02-28', '2024-03-01')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(daysOf('2026-03-02', '2026-03-02')).toEqual(['2026-03-02']);
    expect(daysOf('2026-03-02', '2026-03-01')).toEqual([]);
    expect(daysOf('2026-03-10', '2026-03-01')).toEqual([]);
  });

  it.each([
    ['2026-03-15', 2, '2026-01-15'],
    ['2026-03-31', 1, '2026-02-28'],
    ['2024-03-31', 1, '2024-02-29'],
    ['2026-03-31', 4, '2025-11-30'],
    ['2026-01-31', 1, '2025-12-31'],
    ['2026-01-15', 13, '2024-12-15'],
    ['2026-03-31', 0, '2026-03-31'],
  ])('%s lies %i months after %s, or after the last day of that month', (day, months, earlier) => {
    expect(monthsBefore(day, months)).toBe(earlier);
  });

  it('counts the week from Monday', () => {
    expect(['2026-03-02', '2026-03-07', '2026-03-08'].map(weekdayOf)).toEqual([1, 6, 7]);
  });
});

describe('a time of day', () => {
  it('counts in minutes from midnight', () => {
    expect(['00:00', '08:30', '23:59', '24:00'].map(minutesOf)).toEqual([0, 510, 1_439, 1_440]);
  });

  it.each(['24:01', '8:30', '12:60', 'noon', '12:00\n'])('is not %j', (text) => {
    expect(() => minutesOf(text)).toThrow(RangeError);
  });
});

describe('an age', () => {
  const ageOn = (birthDate: string, day: string) => ageAt(birthDate, startOfDay(day, ALLIANCE_ZONE), ALLIANCE_ZONE);

  it('grows on the birthday as Shanghai counts it', () => {
    expect(ageAt('1950-03-02', new Date('2026-03-01T15:59:59Z'), ALLIANCE_ZONE)).toBe(75);
    expect(ageAt('1950-03-02', new Date('2026-03-01T16:00:00Z'), ALLIANCE_ZONE)).toBe(76);
  });

  it('of a person born on 29 February grows on 1 March of a common year', () => {
    expect(ageOn('2024-02-29', '2025-02-28')).toBe(0);
    expect(ageOn('2024-02-29', '2025-03-01')).toBe(1);
    expect(ageOn('2024-02-29', '2028-02-29')).toBe(4);
  });

  it('is 0 on the day of birth and negative before', () => {
    expect(ageOn('2026-03-02', '2026-03-02')).toBe(0);
    expect(ageOn('2026-03-02', '2026-03-01')).toBe(-1);
  });
});
