import fc from 'fast-check';
import { ALLIANCE_ZONE, instantAt, overlaps, type Interval } from '#kernel';
import { availableIn, restAfter, weekProblems, type PublishedTime } from './availability.js';
import { BusyKind } from './commitment.js';
import { freeTime } from './free-time.js';
import { HalfDay, halfDayInterval } from './half-day.js';

const at = (day: string, time: string): Date => instantAt(day, time, ALLIANCE_ZONE);
const MONDAY = '2026-03-09';
const WEEK: Interval = { start: at(MONDAY, '00:00'), end: at('2026-03-16', '00:00') };
const HOURS = {
  'work_calendar.morning_start_minutes': 480,
  'work_calendar.morning_end_minutes': 720,
  'work_calendar.afternoon_start_minutes': 840,
  'work_calendar.afternoon_end_minutes': 1050,
};

const times = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 600 })), { maxLength: 12 })
  .map((pairs) => pairs.map(([from, length]) => spanAt(from, length)));
const spanAt = (from: number, length: number): Interval => ({
  start: new Date(+WEEK.start + from * 60_000),
  end: new Date(+WEEK.start + (from + length) * 60_000),
});
const within = (instant: number, spans: readonly Interval[]): boolean =>
  spans.some(({ start, end }) => +start <= instant && instant < +end);

describe('half-days', () => {
  test('are those of clocks in China, wherever the machine stands', () => {
    expect(halfDayInterval(MONDAY, HalfDay.MORNING, HOURS)).toEqual({
      start: new Date('2026-03-09T00:00:00Z'),
      end: new Date('2026-03-09T04:00:00Z'),
    });
    expect(halfDayInterval(MONDAY, HalfDay.AFTERNOON, HOURS).end).toEqual(new Date('2026-03-09T09:30:00Z'));
  });
});

describe('free time', () => {
  test('is exactly the published time that nothing takes, at every minute', () => {
    fc.assert(
      fc.property(times, times, fc.integer({ min: 0, max: 11_000 }), (available, busy, minute) => {
        const instant = +WEEK.start + minute * 60_000;
        const taken = busy.map((time) => ({ ...time, kind: BusyKind.CONSULTATION }));
        const free = within(instant, freeTime(available, taken));
        expect(free).toBe(within(instant, available) && !within(instant, busy));
      }),
    );
  });

  test('leaves out what a booking passes over', () => {
    const onCall = { ...spanAt(0, 60), kind: BusyKind.ON_CALL };
    expect(freeTime([spanAt(0, 60)], [onCall])).toEqual([]);
    expect(freeTime([spanAt(0, 60)], [onCall], new Set([BusyKind.ON_CALL]))).toEqual([spanAt(0, 60)]);
  });
});

describe('the published week', () => {
  const tuesday: PublishedTime = {
    weekday: 2,
    fromTime: '08:00',
    toTime: '24:00',
    effectiveFrom: MONDAY,
    effectiveTo: null,
  };

  test('counts on its weekday, to the end of the day', () => {
    expect(availableIn(WEEK, ALLIANCE_ZONE)([tuesday])).toEqual([
      { start: at('2026-03-10', '08:00'), end: at('2026-03-11', '00:00') },
    ]);
  });

  test('counts from its first day to its last, both included', () => {
    const fortnight = { start: WEEK.start, end: at('2026-03-30', '00:00') };
    const until = { ...tuesday, effectiveTo: '2026-03-17' };
    expect(availableIn(fortnight, ALLIANCE_ZONE)([until])).toHaveLength(2);
    expect(availableIn(WEEK, ALLIANCE_ZONE)([{ ...tuesday, effectiveFrom: '2026-03-11' }])).toEqual([]);
  });

  test('is cut where the span begins and ends', () => {
    const span = { start: at('2026-03-10', '09:00'), end: at('2026-03-10', '10:00') };
    expect(availableIn(span, ALLIANCE_ZONE)([tuesday])).toEqual([span]);
  });

  test('is refused where a time ends before it begins or meets another one of the day', () => {
    const path = (index: number): string => `week.${index}`;
    const slot = (weekday: number, fromTime: string, toTime: string) => ({ weekday, fromTime, toTime });
    expect(weekProblems([slot(1, '10:00', '09:00')], path)).toEqual([
      { path: 'week.0.toTime', constraint: 'PERIOD_EMPTY' },
    ]);
    expect(
      weekProblems([slot(1, '08:00', '12:00'), slot(1, '11:00', '13:00'), slot(2, '11:00', '13:00')], path),
    ).toEqual([{ path: 'week.1.fromTime', constraint: 'PERIOD_MEETS_ANOTHER' }]);
  });
});

describe('rest after duty', () => {
  const rule = { nightFrom: 22 * 60, nightTo: 6 * 60, rest: 11 * 60 };
  const restOf = (from: Date, to: Date) => restAfter({ start: from, end: to }, rule, ALLIANCE_ZONE);

  test('is eleven hours after a night', () => {
    expect(restOf(at(MONDAY, '17:30'), at('2026-03-10', '08:00'))).toEqual({
      start: at('2026-03-10', '08:00'),
      end: at('2026-03-10', '19:00'),
    });
  });

  test.each([
    ['a duty by day', '08:00', '17:30'],
    ['an evening that ends when the night begins', '17:30', '22:00'],
    ['a morning that begins when the night ends', '06:00', '14:00'],
  ])('does not follow %s', (_what, from, to) => {
    expect(restOf(at(MONDAY, from), at(MONDAY, to))).toBeNull();
  });

  test('follows whatever reaches into a night, and never overlaps the duty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 1, max: 2_000 }), (from, length) => {
        const duty = spanAt(from, length);
        const rest = restAfter(duty, rule, ALLIANCE_ZONE);
        const reaches = Array.from({ length }, (_, minute) => (from + minute) % 1_440).some(
          (minute) => minute >= rule.nightFrom || minute < rule.nightTo,
        );
        expect(rest && { ...rest, overlaps: overlaps(rest, duty) }).toEqual(
          reaches ? { start: duty.end, end: new Date(+duty.end + 11 * 3_600_000), overlaps: false } : null,
        );
      }),
    );
  });
});
