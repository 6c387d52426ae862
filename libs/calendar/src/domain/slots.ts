import { after, before, intersection, lengthOf, merge, type Duration, type Interval } from '#kernel';

/** Somebody who could be booked: when they are free, and what their calendar keeps free around a booking. */
export interface Candidate {
  readonly expertId: string;
  readonly free: readonly Interval[];
  readonly bufferBefore: Duration;
  readonly bufferAfter: Duration;
}

/** What is to be booked. Window and hours hold the booking itself; the buffers of experts may reach out of both. */
export interface SlotWish {
  readonly window: Interval;
  /** When the side that asks works. */
  readonly hours: readonly Interval[];
  readonly length: Duration;
  /** Begins lie on full steps of the clock, this far apart, so that those of several experts meet. */
  readonly every: Duration;
  /** How many have to be free for the whole booking: one of a specialty, k of n, or everybody. */
  readonly needed: number;
  /** Who has to be among them: the chair of several. */
  readonly required?: readonly string[];
}

/** A time that can be booked, with everybody who is free for all of it, in the order in which they were asked for. */
export interface Slot extends Interval {
  readonly expertIds: readonly string[];
}

/** From the first to the last step at which a booking of somebody may begin, both included. */
interface Begins {
  readonly candidate: number;
  readonly first: number;
  readonly last: number;
}

/**
 * The times that can be booked, earliest first. Each expert's free time is made smaller by their own buffers before it meets
 * the window, the hours and that of others; one sweep over the begins then says who is free when.
 */
export function* slotsOf(candidates: readonly Candidate[], wish: SlotWish): Generator<Slot> {
  const { length, every, needed, required = [] } = wish;
  if (length <= 0 || every <= 0) throw new RangeError('A booking takes time.');
  const open = intersection([wish.window], wish.hours);
  const begins = candidates.flatMap((candidate, index) => beginsOf(candidate, index, open, wish));
  for (const { first, last, present } of sweep(begins, candidates.length)) {
    const expertIds = candidates.flatMap(({ expertId }, index) => (present[index] ? [expertId] : []));
    if (expertIds.length < needed || !required.every((id) => expertIds.includes(id))) continue;
    for (let step = first; step <= last; step++) {
      const start = new Date(step * every);
      yield { start, end: after(start, length), expertIds };
    }
  }
}

function beginsOf(
  { free, bufferBefore, bufferAfter }: Candidate,
  candidate: number,
  open: readonly Interval[],
  { length, every }: SlotWish,
): Begins[] {
  const within = merge(free).map(({ start, end }) => ({
    start: after(start, bufferBefore),
    end: before(end, bufferAfter),
  }));
  return intersection(within, open)
    .filter((piece) => lengthOf(piece) >= length)
    .map(({ start, end }) => ({
      candidate,
      first: Math.ceil(+start / every),
      last: Math.floor((+end - length) / every),
    }))
    .filter(({ first, last }) => first <= last);
}

/** Stretches of steps, in order, with who of the candidates can begin in each. It grows with the begins, and not with their order. */
function* sweep(begins: readonly Begins[], candidates: number): Generator<Stretch> {
  const changes = Map.groupBy(
    begins.flatMap(({ candidate, first, last }) => [
      { step: first, candidate, comes: true },
      { step: last + 1, candidate, comes: false },
    ]),
    ({ step }) => step,
  );
  const steps = [...changes.keys()].toSorted((a, b) => a - b);
  const present = Array.from({ length: candidates }, () => false);
  for (const [index, step] of steps.entries()) {
    for (const { candidate, comes } of changes.get(step)!) present[candidate] = comes;
    const next = steps[index + 1];
    if (next !== undefined) yield { first: step, last: next - 1, present };
  }
}

interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly present: readonly boolean[];
}
