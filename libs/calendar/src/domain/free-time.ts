import { after, before, intersect, merge, subtract, type Duration, type Interval } from '#kernel';
import type { BusyKind } from './commitment.js';

/** Time that something takes of an expert. */
export interface BusyTime extends Interval {
  readonly kind: BusyKind;
}

/** How a booking lies in a calendar: its own length, the buffers of the calendar around it, and where it may begin. */
export interface BookingShape {
  readonly length: Duration;
  readonly bufferBefore: Duration;
  readonly bufferAfter: Duration;
  /** Begins lie this far apart. */
  readonly every: Duration;
}

/** What of the published time nothing takes. @param despite kinds that do not count: an emergency reaches who is on call */
export function freeTime(
  available: readonly Interval[],
  busy: readonly BusyTime[],
  despite: ReadonlySet<BusyKind> = new Set(),
): Interval[] {
  return subtract(
    available,
    busy.filter(({ kind }) => !despite.has(kind)),
  );
}

/** When all of them are free. */
export function commonFreeTime(each: readonly (readonly Interval[])[]): Interval[] {
  const [first = [], ...others] = each;
  return others.reduce<Interval[]>(
    (common, free) => merge(common.flatMap((one) => free.flatMap((other) => intersect(one, other) ?? []))),
    merge(first),
  );
}

/** Times of bookings that fit into free time together with their buffers, earliest first. */
export function bookableTimes(free: readonly Interval[], shape: BookingShape): Interval[] {
  const { length, bufferBefore, bufferAfter, every } = shape;
  if (length <= 0 || every <= 0) throw new RangeError('A booking takes time.');
  return merge(free).flatMap(({ start, end }) => {
    const latest = before(end, (bufferAfter + length) as Duration);
    const times: Interval[] = [];
    for (let at = nextBegin(after(start, bufferBefore), every); at <= latest; at = after(at, every)) {
      times.push({ start: at, end: after(at, length) });
    }
    return times;
  });
}

/** What a booking blocks: its buffers belong to it. */
export function blockedBy(booking: Interval, bufferBefore: Duration, bufferAfter: Duration): Interval {
  return { start: before(booking.start, bufferBefore), end: after(booking.end, bufferAfter) };
}

/** Begins lie on full steps of the clock, so that those of several experts meet. */
function nextBegin(earliest: Date, every: Duration): Date {
  return new Date(Math.ceil(+earliest / every) * every);
}
