import { ALLIANCE_ZONE, localDate, weekdayOf } from '#kernel';
import { copiesFor } from './copying.js';
import { DutyFunction } from './duty-function.js';
import { shiftOn } from './gaps.js';
import { daysOf, monthInterval } from './month.js';

const times = { fromTime: '18:00', toTime: '08:00' };
const night = (day: string) => ({
  departmentId: null,
  function: DutyFunction.GENERAL_DUTY,
  staffId: `weekday ${weekdayOf(day)}`,
  ...shiftOn(day, times),
});
const dayOf = ({ start }: { start: Date }): string => localDate(start, ALLIANCE_ZONE);

describe('a month planned as another one', () => {
  test.each([
    ['2026-03', '2026-04'],
    ['2026-02', '2026-03'],
    ['2026-01', '2026-02'],
    ['2026-12', '2027-01'],
    ['2026-04', '2026-02'],
  ])('%s gives every night of %s to whoever has that weekday', (from, to) => {
    const copies = copiesFor(daysOf(from).map(night), from, to);
    expect(copies.map(dayOf)).toEqual(daysOf(to));
    for (const copy of copies) expect(copy).toEqual(night(dayOf(copy)));
  });

  test('leaves a day empty whose weekday was empty', () => {
    const sundays = daysOf('2026-03').filter((day) => weekdayOf(day) === 7);
    const copies = copiesFor(sundays.map(night), '2026-03', '2026-04');
    expect(copies.map(dayOf)).toEqual(['2026-04-05', '2026-04-12', '2026-04-19', '2026-04-26']);
  });

  test('never brings two duties of several days into each other’s way', () => {
    const week = (day: string) => ({ ...night(day), end: shiftOn(day, times).end, start: shiftOn(day, times).start });
    const weeks = ['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23'].map((day) => {
      const duty = week(day);
      return { ...duty, end: new Date(+duty.start + 7 * 86_400_000) };
    });
    const copies = copiesFor(weeks, '2026-03', '2026-05');
    const ordered = copies.toSorted((a, b) => +a.start - +b.start);
    for (const [n, copy] of ordered.slice(1).entries()) expect(+copy.start).toBeGreaterThanOrEqual(+ordered[n]!.end);
    expect(copies.every(({ start }) => start >= monthInterval('2026-05').start)).toBe(true);
  });
});
