import { after, before, subtract, type Duration, type Interval } from '#kernel';
import type { BusyKind } from './commitment.js';

/** Time that something takes of an expert. */
export interface BusyTime extends Interval {
  readonly kind: BusyKind;
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

/** What a booking blocks: its buffers belong to it. */
export function blockedBy(booking: Interval, bufferBefore: Duration, bufferAfter: Duration): Interval {
  return { start: before(booking.start, bufferBefore), end: after(booking.end, bufferAfter) };
}
