import type { Actor } from '../actor/actor.js';
import type { PositionedEvent } from '../events/event-reader.js';

/** Somebody who listens, and to what. */
export interface LiveInterest<Filter> {
  readonly actor: Actor;
  readonly filter: Filter;
}

/** What a library lets others listen to. Extend it, provide it, and open it in a resolver by {@link LiveFeed.open}. */
export abstract class LiveTopic<Filter> {
  /** In metrics: `referrals`. */
  abstract readonly name: string;

  /** Whether an event can matter to anybody here; asked for every event of the product, so cheap. */
  abstract concerns(event: PositionedEvent): boolean;

  /**
   * Which of the events each of those who listen has asked for and may see now: by the same SQL that decides what exists
   * for them in queries, in a number of statements that does not grow with theirs.
   *
   * @returns one list an interest, in their order
   */
  abstract seenBy(
    events: readonly PositionedEvent[],
    interests: readonly LiveInterest<Filter>[],
  ): Promise<readonly (readonly PositionedEvent[])[]>;
}
