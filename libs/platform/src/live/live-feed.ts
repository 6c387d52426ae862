import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Authenticator } from '../access/authenticator.js';
import type { Actor } from '../actor/actor.js';
import {
  EventReader,
  decodeBookmark,
  encodeBookmark,
  type Bookmark,
  type PositionedEvent,
} from '../events/event-reader.js';
import { isUnavailable } from '../database/database-failure.js';
import { logUnexpected } from '../logging/logger.js';
import { LOGGER } from '../tokens.js';
import { EventTail, type TailListener } from './event-tail.js';
import { LiveConnections } from './live-connections.js';
import { Closing, liveLimits } from './live-limits.js';
import { LiveMetrics } from './live-metrics.js';
import type { LiveInterest, LiveTopic } from './live-topic.js';
import type { LiveChange, LiveUpdate } from './live.types.js';
import { UpdateQueue } from './update-queue.js';

/** One subscription: what it is about, and the position up to which it has been told. */
interface Subscriber extends LiveInterest<unknown> {
  readonly topic: LiveTopic<unknown>;
  readonly queue: UpdateQueue;
  told: number;
}

/** What somebody asks to hear. */
export interface LiveRequest<Filter> {
  readonly filter: Filter;
  /** The last cursor of an earlier subscription to the same. */
  readonly after?: string | null | undefined;
}

type Seen = readonly PositionedEvent[];

/** Tells those who listen what has happened, each what they may see. */
@Injectable()
export class LiveFeed implements TailListener {
  private readonly subscribers = new Set<Subscriber>();
  private listening = 0;

  constructor(
    private readonly tail: EventTail,
    private readonly reader: EventReader,
    private readonly connections: LiveConnections,
    private readonly authenticator: Authenticator,
    private readonly metrics: LiveMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Listens from now on, or from a cursor on. The first update comes at once, so that a client that reads by queries
   * after it misses nothing in between.
   *
   * @throws InvalidCursorError
   */
  async open<Filter>(
    actor: Actor,
    topic: LiveTopic<Filter>,
    { filter, after }: LiveRequest<Filter>,
  ): Promise<AsyncIterableIterator<LiveUpdate>> {
    const from = typeof after === 'string' ? decodeBookmark(after) : null;
    const queue = new UpdateQueue(liveLimits.waitingUpdates, () => this.leave(subscriber));
    const subscriber: Subscriber = { actor, filter, topic, queue, told: 0 };
    this.listening += 1;
    this.metrics.subscriptions.inc({ topic: topic.name });
    try {
      await this.tail.start(this);
      queue.begin(from ? await this.resume(subscriber, from) : this.join(subscriber, this.tail.bookmark, []));
      return queue;
    } catch (error) {
      await queue.return();
      throw error;
    }
  }

  /** Tells one batch: a number of statements for each topic, however many listen. */
  async events(events: Seen): Promise<void> {
    const last = events.at(-1);
    this.metrics.lag.set(last ? (Date.now() - last.occurredAt.getTime()) / 1_000 : 0);
    if (!last) return;
    const listening = [...this.subscribers];
    try {
      if (events.some(({ topic }) => this.authenticator.changesStanding(topic))) await this.connections.recheck();
      const groups = Map.groupBy(listening, ({ topic }) => topic);
      await Promise.all([...groups].map(([topic, group]) => this.tell(topic, group, events)));
    } catch (error) {
      // Whoever is cut comes back with the last cursor and so misses nothing.
      if (!isUnavailable(error)) logUnexpected(this.logger, error, 'live.feed');
      listening.forEach(({ actor }) => this.connections.cut(actor, Closing.Unavailable));
    }
  }

  broken(): void {
    const update = updateTo(this.tail.bookmark, [], { reload: true });
    this.subscribers.forEach((subscriber) => this.send(subscriber, update, this.tail.bookmark.position));
  }

  private leave(subscriber: Subscriber): void {
    this.subscribers.delete(subscriber);
    this.metrics.subscriptions.dec({ topic: subscriber.topic.name });
    this.listening -= 1;
    if (this.listening === 0) this.tail.stop();
  }

  /** From here on the tail tells the subscriber what comes after the bookmark. */
  private join(subscriber: Subscriber, bookmark: Bookmark, seen: Seen, reload = false): LiveUpdate {
    subscriber.told = bookmark.position;
    this.subscribers.add(subscriber);
    return updateTo(bookmark, changesOf(seen), { reload });
  }

  /** What was missed, then the tail: read until the tail is not ahead, so that nothing lies in between. */
  private async resume(subscriber: Subscriber, from: Bookmark): Promise<LiveUpdate> {
    const missed: PositionedEvent[] = [];
    let bookmark = from;
    do {
      const next = await this.reader.after(bookmark, liveLimits.missedEvents + 1);
      missed.push(...(next ?? []));
      const last = next?.at(-1);
      if (!next || missed.length > liveLimits.missedEvents) return this.join(subscriber, this.tail.bookmark, [], true);
      if (last) bookmark = { position: last.position, eventId: last.id };
    } while (this.tail.bookmark.position > bookmark.position);
    const { cursor, reload } = this.join(subscriber, bookmark, []);
    const { topic } = subscriber;
    const concerning = missed.filter((event) => topic.concerns(event));
    const [seen = []] = concerning.length > 0 ? await topic.seenBy(concerning, [subscriber]) : [];
    return { cursor, reload, changes: changesOf(seen) };
  }

  private async tell(topic: LiveTopic<unknown>, group: readonly Subscriber[], events: Seen): Promise<void> {
    const concerning = events.filter((event) => topic.concerns(event));
    const seen = concerning.length > 0 ? await topic.seenBy(concerning, group) : [];
    const { position, id: eventId } = events.at(-1)!;
    const updates = new Map<Seen, LiveUpdate>();
    const updateOf = (list: Seen): LiveUpdate => {
      const known = updates.get(list) ?? updateTo({ position, eventId }, changesOf(list));
      updates.set(list, known);
      return known;
    };
    group.forEach((subscriber, index) => {
      const news = notYetTold(seen[index] ?? NOTHING, subscriber.told);
      const isCursorOld = position - subscriber.told >= liveLimits.cursorAgeEvents;
      if (news.length > 0 || isCursorOld) this.send(subscriber, updateOf(news), position);
    });
  }

  private send(subscriber: Subscriber, update: LiveUpdate, position: number): void {
    subscriber.told = position;
    this.metrics.sent.inc();
    if (!subscriber.queue.push(update)) this.connections.cut(subscriber.actor, Closing.TooSlow);
  }
}

const NOTHING: Seen = [];

/** Those who see the same share one list, which is then presented once. */
function notYetTold(events: Seen, told: number): Seen {
  const [first] = events;
  return !first || first.position > told ? events : events.filter(({ position }) => position > told);
}

function updateTo(bookmark: Bookmark, changes: readonly LiveChange[], { reload = false } = {}): LiveUpdate {
  return { cursor: encodeBookmark(bookmark), reload, changes };
}

function changesOf(events: Seen): LiveChange[] {
  return events.map(({ aggregateId: id, aggregateVersion: version, topic, toState: state }) => ({
    id,
    version,
    topic,
    state,
  }));
}
