import fc from 'fast-check';
import { milliseconds, minutes } from './clock.js';
import type { Interval } from './interval.js';
import {
  contains,
  freeIntervals,
  intersect,
  intersection,
  isEmpty,
  lengthOf,
  merge,
  overlaps,
  subtract,
} from './interval.js';

/** So few instants that random intervals often touch, overlap and coincide. */
const LAST = 20;
const at = (tick: number) => new Date(tick);
const span = (start: number, end: number): Interval => ({ start: at(start), end: at(end) });
const anyInterval = fc.tuple(fc.nat(LAST), fc.nat(LAST)).map(([start, end]) => span(start, end));
const anyIntervals = fc.array(anyInterval, { maxLength: 6 });
const ticks = Array.from({ length: LAST + 1 }, (_, tick) => at(tick));
const covered = (intervals: readonly Interval[]) => ticks.map((tick) => intervals.some((i) => contains(i, tick)));
const areDisjointAndOrdered = (intervals: readonly Interval[]) =>
  intervals.every((one, index) => !isEmpty(one) && (index === 0 || intervals[index - 1]!.end < one.start));

describe('a half-open interval', () => {
  it('contains its start and not its end', () => {
    expect(contains(span(3, 5), at(3))).toBe(true);
    expect(contains(span(3, 5), at(5))).toBe(false);
  });

  it('does not overlap one that begins when it ends', () => {
    expect(overlaps(span(1, 3), span(3, 5))).toBe(false);
    expect(overlaps(span(1, 4), span(3, 5))).toBe(true);
  });

  it('is empty, without length and without overlaps, when its end is not after its start', () => {
    expect(isEmpty(span(3, 3))).toBe(true);
    expect(lengthOf(span(5, 3))).toBe(0);
    expect(overlaps(span(3, 3), span(1, 5))).toBe(false);
  });

  it('has the length between its bounds', () => {
    expect(lengthOf(span(3, 5))).toBe(2);
  });
});

describe('time as intervals', () => {
  it('two overlap exactly when they share an instant', () => {
    fc.assert(
      fc.property(anyInterval, anyInterval, (a, b) => {
        expect(overlaps(a, b)).toBe(ticks.some((tick) => contains(a, tick) && contains(b, tick)));
      }),
    );
  });

  it('the intersection covers what both cover', () => {
    fc.assert(
      fc.property(anyInterval, anyInterval, (a, b) => {
        const common = intersect(a, b);
        expect(covered(common ? [common] : [])).toEqual(ticks.map((t) => contains(a, t) && contains(b, t)));
      }),
    );
  });

  it('merging keeps the time and leaves ordered intervals that do not touch', () => {
    fc.assert(
      fc.property(anyIntervals, (intervals) => {
        const merged = merge(intervals);
        expect(covered(merged)).toEqual(covered(intervals));
        expect(areDisjointAndOrdered(merged)).toBe(true);
      }),
    );
  });

  it('subtracting leaves exactly the time that is not taken', () => {
    fc.assert(
      fc.property(anyIntervals, anyIntervals, (from, taken) => {
        const left = subtract(from, taken);
        const isTaken = covered(taken);
        expect(covered(left)).toEqual(covered(from).map((covers, tick) => covers && !isTaken[tick]));
        expect(areDisjointAndOrdered(left)).toBe(true);
      }),
    );
  });

  it('the time that two have in common is exactly what both cover', () => {
    fc.assert(
      fc.property(anyIntervals, anyIntervals, (left, right) => {
        const both = intersection(left, right);
        const byRight = covered(right);
        expect(covered(both)).toEqual(covered(left).map((covers, tick) => covers && byRight[tick]));
        expect(areDisjointAndOrdered(both)).toBe(true);
      }),
    );
  });

  it('no free interval is shorter than what must fit, and none that fits is left out', () => {
    fc.assert(
      fc.property(anyIntervals, anyIntervals, fc.nat(LAST), (available, busy, length) => {
        const atLeast = milliseconds(length);
        const free = freeIntervals(available, busy, atLeast);
        expect(free).toEqual(subtract(available, busy).filter(({ start, end }) => +end - +start >= length));
      }),
    );
  });

  it('a morning clinic with one booked consultation leaves the time before and after it', () => {
    const clinic = { start: new Date('2026-03-02T08:00+08:00'), end: new Date('2026-03-02T12:00+08:00') };
    const booked = { start: new Date('2026-03-02T08:20+08:00'), end: new Date('2026-03-02T09:00+08:00') };

    expect(freeIntervals([clinic], [booked], minutes(30))).toEqual([{ start: booked.end, end: clinic.end }]);
    expect(freeIntervals([clinic], [booked], minutes(20))).toEqual([
      { start: clinic.start, end: booked.start },
      { start: booked.end, end: clinic.end },
    ]);
  });
});
