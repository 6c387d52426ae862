import { DutyFunction } from './duty-function.js';
import { gapsIn, requiredIn, shiftOn, type Requirement } from './gaps.js';
import { daysOf, monthInterval, nextMonth } from './month.js';

const at = (text: string): Date => new Date(`${text}:00+08:00`);
const span = (start: string, end: string) => ({ start: at(start), end: at(end) });
const MARCH = monthInterval('2026-03');
const everyDay = [1, 2, 3, 4, 5, 6, 7];

const nights = (more: Partial<Requirement> = {}): Requirement => ({
  departmentId: 'cardiology',
  function: DutyFunction.DUTY_DOCTOR,
  weekdays: everyDay,
  fromTime: '18:00',
  toTime: '08:00',
  effectiveFrom: '2026-01-01',
  effectiveTo: null,
  ...more,
});
const doctor = { departmentId: 'cardiology', function: DutyFunction.DUTY_DOCTOR };

describe('a month', () => {
  test('begins and ends at midnight in China', () => {
    expect(MARCH).toEqual(span('2026-03-01T00:00', '2026-04-01T00:00'));
    expect(MARCH.start.toISOString()).toBe('2026-02-28T16:00:00.000Z');
  });

  test('has the days it has', () => {
    expect(['2026-02', '2028-02', '2026-04', '2026-12'].map((month) => daysOf(month).length)).toEqual([28, 29, 30, 31]);
    expect(['2026-01', '2026-12'].map(nextMonth)).toEqual(['2026-02', '2027-01']);
  });
});

describe('a shift', () => {
  test('that ends not later than it begins ends on the next day', () => {
    expect(shiftOn('2026-02-28', nights())).toEqual(span('2026-02-28T18:00', '2026-03-01T08:00'));
    expect(shiftOn('2026-03-01', { fromTime: '08:00', toTime: '08:00' })).toEqual(
      span('2026-03-01T08:00', '2026-03-02T08:00'),
    );
  });

  test('may end with the day', () => {
    expect(shiftOn('2026-03-01', { fromTime: '00:00', toTime: '24:00' })).toEqual(
      span('2026-03-01T00:00', '2026-03-02T00:00'),
    );
  });
});

describe('what has to be staffed in a month', () => {
  test('counts the night before its first day and cuts the night of its last', () => {
    const required = requiredIn(nights(), MARCH);
    expect(required).toHaveLength(32);
    expect(required[0]).toEqual(span('2026-03-01T00:00', '2026-03-01T08:00'));
    expect(required.at(-1)).toEqual(span('2026-03-31T18:00', '2026-04-01T00:00'));
  });

  test('counts only the weekdays and days on which it is required', () => {
    const weekend = nights({ weekdays: [6, 7], effectiveFrom: '2026-03-08', effectiveTo: '2026-03-14' });
    expect(requiredIn(weekend, MARCH)).toEqual([
      span('2026-03-08T18:00', '2026-03-09T08:00'),
      span('2026-03-14T18:00', '2026-03-15T08:00'),
    ]);
  });
});

describe('gaps', () => {
  const one = nights({ effectiveFrom: '2026-03-04', effectiveTo: '2026-03-05' });

  test('are what is required without what is staffed', () => {
    const staffed = [{ ...doctor, ...span('2026-03-04T18:00', '2026-03-05T06:00') }];
    expect(gapsIn(MARCH, [one], staffed)).toEqual([
      { ...doctor, ...span('2026-03-05T06:00', '2026-03-05T08:00') },
      { ...doctor, ...span('2026-03-05T18:00', '2026-03-06T08:00') },
    ]);
  });

  test('of one place are not filled by another place or function', () => {
    const elsewhere = [
      { ...doctor, departmentId: 'surgery', ...MARCH },
      { ...doctor, function: DutyFunction.DUTY_HEAD, ...MARCH },
      { ...doctor, departmentId: null, ...MARCH },
    ];
    expect(gapsIn(MARCH, [one], elsewhere)).toHaveLength(2);
  });

  test('that two requirements share are told once', () => {
    const days = nights({ fromTime: '08:00', toTime: '18:00', effectiveFrom: '2026-03-04', effectiveTo: '2026-03-05' });
    expect(gapsIn(MARCH, [one, days, one], [])).toEqual([
      { ...doctor, ...span('2026-03-04T08:00', '2026-03-06T08:00') },
    ]);
  });

  test('are none where nothing is required', () => {
    expect(gapsIn(MARCH, [], [{ ...doctor, ...MARCH }])).toEqual([]);
  });
});
