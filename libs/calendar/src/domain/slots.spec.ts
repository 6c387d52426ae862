import fc from 'fast-check';
import { ALLIANCE_ZONE, instantAt, minutes, type Interval } from '#kernel';
import { availableIn, type PublishedTime } from './availability.js';
import { BusyKind } from './commitment.js';
import { freeTime, type BusyTime } from './free-time.js';
import { slotsOf, type Candidate, type Slot, type SlotWish } from './slots.js';

const DAY = '2026-03-09';
const ZERO = instantAt(DAY, '08:00', ALLIANCE_ZONE);
/** Minutes after eight in China. */
const at = (minute: number): Date => new Date(+ZERO + minutes(minute));
const span = (from: number, to: number): Interval => ({ start: at(from), end: at(to) });
const MORNING = span(0, 240);

const wish = (more: Partial<SlotWish> = {}): SlotWish => ({
  window: MORNING,
  hours: [MORNING],
  length: minutes(30),
  every: minutes(15),
  needed: 1,
  ...more,
});
const candidate = (expertId: string, free: readonly Interval[], before = 0, after = 0): Candidate => ({
  expertId,
  free,
  bufferBefore: minutes(before),
  bufferAfter: minutes(after),
});
const found = (candidates: readonly Candidate[], more: Partial<SlotWish> = {}): Slot[] => [
  ...slotsOf(candidates, wish(more)),
];
const begins = (slots: readonly Slot[]): number[] => slots.map(({ start }) => (+start - +ZERO) / minutes(1));

describe('slots of one expert', () => {
  it('keep the buffers of the calendar within free time', () => {
    const [first, ...others] = found([candidate('a', [span(0, 90)], 10, 15)]);
    expect(first).toEqual({ ...span(15, 45), expertIds: ['a'] });
    expect(begins(others)).toEqual([30, 45]);
  });

  it('end where the hours of the other side do, whatever the buffers', () => {
    const hours = [span(0, 60), span(120, 150)];
    expect(begins(found([candidate('a', [span(-30, 300)], 30, 30)], { hours }))).toEqual([0, 15, 30, 120]);
  });

  it('are none where the buffers leave no time', () => {
    expect(found([candidate('a', [span(0, 60)], 20, 20)])).toEqual([]);
  });

  it('are none for a booking that takes no time', () => {
    expect(() => found([candidate('a', [MORNING])], { length: minutes(0) })).toThrow('A booking takes time.');
  });
});

describe('slots of several experts', () => {
  const three = [candidate('a', [span(0, 60)]), candidate('b', [span(30, 90)]), candidate('c', [span(0, 90)])];

  it('say who of a specialty is free for the whole booking', () => {
    expect(found(three).map(({ expertIds }) => expertIds.join(''))).toEqual(['ac', 'ac', 'abc', 'bc', 'bc']);
  });

  it('are those at which all are free, or enough of them', () => {
    expect(begins(found(three, { needed: 3 }))).toEqual([30]);
    expect(begins(found(three, { needed: 2 }))).toEqual([0, 15, 30, 45, 60]);
    expect(found(three, { needed: 4 })).toEqual([]);
  });

  it('have among them whoever has to be there', () => {
    expect(begins(found(three, { needed: 2, required: ['b'] }))).toEqual([30, 45, 60]);
  });

  it('do not count on one expert for the first half and on another for the second', () => {
    expect(found([candidate('a', [span(0, 30)]), candidate('b', [span(30, 60)])], { length: minutes(45) })).toEqual([]);
  });

  it('meet although their buffers differ, because begins lie on full steps', () => {
    const both = [candidate('a', [span(0, 120)], 5, 0), candidate('b', [span(0, 120)], 20, 10)];
    expect(begins(found(both, { needed: 2 }))).toEqual([30, 45, 60, 75]);
  });
});

/** Everything about an expert that slots are made of, on the day around the morning. */
interface Facts {
  readonly week: readonly PublishedTime[];
  readonly busy: readonly BusyTime[];
  readonly before: number;
  readonly after: number;
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const anySpan = fc
  .tuple(fc.integer({ min: -60, max: 300 }), fc.integer({ min: 1, max: 150 }))
  .map(([from, length]) => span(from, from + length));
const anyTime = fc
  .tuple(fc.integer({ min: 6 * 60, max: 13 * 60 }), fc.integer({ min: 1, max: 240 }), fc.constantFrom(1, 2))
  .map(([from, length, weekday]) => ({
    weekday,
    fromTime: clock(from),
    toTime: clock(from + length),
    effectiveFrom: '2026-03-01',
    effectiveTo: null,
  }));
const anyBusy = fc
  .tuple(anySpan, fc.constantFrom(...Object.values(BusyKind)))
  .map(([time, kind]): BusyTime => ({ ...time, kind }));
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  week: fc.array(anyTime, { maxLength: 3 }),
  busy: fc.array(anyBusy, { maxLength: 3 }),
  before: fc.integer({ min: 0, max: 25 }),
  after: fc.integer({ min: 0, max: 25 }),
});

const covers = (times: readonly Interval[], minute: number): boolean =>
  times.some(({ start, end }) => +start <= +at(minute) && +at(minute) < +end);

/** The same by looking at every minute: nothing of the search is used. */
function isFreeFor({ week, busy, before, after }: Facts, from: number, length: number): boolean {
  const minuteOfDay = (minute: number): number => 8 * 60 + minute;
  for (let minute = from - before; minute < from + length + after; minute++) {
    const published = week.some(
      ({ weekday, fromTime, toTime }) =>
        weekday === 1 && fromTime <= clock(minuteOfDay(minute)) && clock(minuteOfDay(minute)) < toTime,
    );
    if (!published || covers(busy, minute)) return false;
  }
  return true;
}

describe('the search', () => {
  it('finds every slot that looking at each minute finds, for the same experts, and no other', () => {
    const anything = fc.record({
      experts: fc.array(anyFacts, { minLength: 1, maxLength: 4 }),
      needed: fc.integer({ min: 1, max: 4 }),
      hours: fc.array(anySpan, { minLength: 1, maxLength: 3 }),
      window: anySpan,
      length: fc.integer({ min: 1, max: 60 }),
      every: fc.constantFrom(5, 10, 15, 30),
    });
    fc.assert(
      fc.property(anything, ({ experts, needed, hours, window, length, every }) => {
        const day = span(-8 * 60, 16 * 60);
        const candidates = experts.map(({ week, busy, before, after }, index) =>
          candidate(String(index), freeTime(availableIn(day, ALLIANCE_ZONE)(week), busy), before, after),
        );
        const naive: Slot[] = [];
        for (let from = -120; from <= 480; from += every) {
          const minutesOf = Array.from({ length }, (_, minute) => from + minute);
          if (!minutesOf.every((minute) => covers(hours, minute) && covers([window], minute))) continue;
          const expertIds = experts.flatMap((facts, index) => (isFreeFor(facts, from, length) ? [String(index)] : []));
          if (expertIds.length >= needed) naive.push({ ...span(from, from + length), expertIds });
        }
        const shape = { hours, window, needed, length: minutes(length), every: minutes(every) };
        expect(found(candidates, shape)).toEqual(naive);
      }),
      { numRuns: 500 },
    );
  });

  it('never offers who is sent elsewhere, whatever else is known', () => {
    fc.assert(
      fc.property(anyFacts, anySpan, ({ week, busy, before, after }, session) => {
        const sent = { ...session, kind: BusyKind.DISPATCH_SESSION };
        const day = span(-8 * 60, 16 * 60);
        const free = freeTime(availableIn(day, ALLIANCE_ZONE)(week), [...busy, sent]);
        for (const { start, end } of found([candidate('a', free, before, after)])) {
          expect(+end <= +session.start || +session.end <= +start).toBe(true);
        }
      }),
    );
  });
});
