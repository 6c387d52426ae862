import { Inject, Injectable } from '@nestjs/common';
import { after, before, minutes, type Clock } from '#kernel';
import { CLOCK, type Queryable } from '#platform';
import { CommitmentRepository, type Taken } from '../data/commitment.repository.js';
import type { BusyKind, CommitmentKind } from '../domain/commitment.js';
import { slotsOf, type Slot, type SlotWish } from '../domain/slots.js';
import { FreeTimes } from './free-time.reader.js';

/** What a calendar may keep free around a booking at most, as its table says. */
const LONGEST_BUFFER = minutes(240);

/** A wish for time of some experts. */
export interface SlotSearch extends SlotWish {
  readonly expertIds: readonly string[];
  /** Kinds of commitments that take nothing: an emergency reaches who is on call. */
  readonly despite?: ReadonlySet<BusyKind>;
}

/** Finds times that can be booked, in calendars as they stand. */
@Injectable()
export class Slots {
  constructor(
    private readonly times: FreeTimes,
    private readonly commitments: CommitmentRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The earliest times at which enough of the experts are free; two statements, however many they are and however long the
   * window is. What is found may be taken by somebody else before it is reserved.
   */
  async find(on: Queryable, { expertIds, despite, ...wish }: SlotSearch, atMost: number): Promise<Slot[]> {
    const { start, end } = wish.window;
    // Buffers may reach out of the window, so what lies around it has to be known.
    const around = { start: before(start, LONGEST_BUFFER), end: after(end, LONGEST_BUFFER) };
    const times = await this.times.of(on, expertIds, around, despite);
    const candidates = expertIds.map((expertId) => {
      const { free, bufferBefore, bufferAfter } = times.get(expertId)!;
      return { expertId, free, bufferBefore: minutes(bufferBefore), bufferAfter: minutes(bufferAfter) };
    });
    const found: Slot[] = [];
    for (const slot of slotsOf(candidates, wish)) {
      if (found.length === atMost) break;
      found.push(slot);
    }
    return found;
  }

  /** How much of a kind each expert has had since then or has before them, by their ids: what turns are taken by. */
  async taken(
    on: Queryable,
    expertIds: readonly string[],
    kind: CommitmentKind,
    since: Date,
  ): Promise<ReadonlyMap<string, Taken>> {
    const rows = await this.commitments.taken(on, expertIds, kind, { since, now: this.clock.now() });
    return new Map(rows.map((row) => [row.expertId, row]));
  }
}
