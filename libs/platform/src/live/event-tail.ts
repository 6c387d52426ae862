import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { setTimeout as delay } from 'node:timers/promises';
import { isUnavailable } from '../database/database-failure.js';
import { EventReader, type Bookmark, type PositionedEvent } from '../events/event-reader.js';
import { logUnexpected } from '../logging/logger.js';
import { LOGGER } from '../tokens.js';
import { liveLimits } from './live-limits.js';

const BATCH = 500;
const PAUSE_AFTER_FAILURE_MS = 1_000;

/** Who is told what the tail reads. */
export interface TailListener {
  /** Never rejects: what it cannot tell to somebody it makes good in another way. */
  events(events: readonly PositionedEvent[]): Promise<void>;
  /** The log no longer holds what has been read of it: it was put back to an earlier state. */
  broken(): void;
}

/** Reads the end of the event log again and again, as long as somebody in this process listens. */
@Injectable()
export class EventTail {
  private run: { readonly stopping: AbortController; readonly begun: Promise<void> } | undefined;
  private listener: TailListener | undefined;
  private readUpTo: Bookmark = { position: 0, eventId: null };

  constructor(
    private readonly reader: EventReader,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The newest event that has been handed to the listener. */
  get bookmark(): Bookmark {
    return this.readUpTo;
  }

  /** Resolves when it reads; from the end of the log on where it did not before. */
  start(listener: TailListener): Promise<void> {
    this.listener = listener;
    if (!this.run) {
      const stopping = new AbortController();
      this.run = { stopping, begun: this.begin(stopping.signal) };
    }
    return this.run.begun;
  }

  stop(): void {
    this.run?.stopping.abort();
    this.run = undefined;
  }

  private async begin(stopping: AbortSignal): Promise<void> {
    try {
      const head = await this.reader.head();
      // Whoever has begun anew meanwhile reads from a place of its own.
      if (!stopping.aborted) this.readUpTo = head;
    } catch (error) {
      if (!stopping.aborted) this.run = undefined;
      throw error;
    }
    this.repeat(stopping).catch((error: unknown) => this.report(error));
  }

  private async repeat(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      const pause = await this.read(stopping).catch((error: unknown) => this.report(error));
      if (pause > 0) await delay(pause, undefined, { signal: stopping }).catch(() => undefined);
    }
  }

  /** @returns milliseconds until the next look */
  private async read(stopping: AbortSignal): Promise<number> {
    const events = await this.reader.after(this.readUpTo, BATCH);
    if (stopping.aborted) return 0;
    if (!events) {
      this.readUpTo = await this.reader.head();
      this.listener?.broken();
      return liveLimits.pollMs;
    }
    const last = events.at(-1);
    if (last) this.readUpTo = { position: last.position, eventId: last.id };
    // Called even without events and without a pause in between: whoever joins from here on is told what follows.
    await this.listener?.events(events);
    return events.length === BATCH ? 0 : liveLimits.pollMs;
  }

  private report(error: unknown): number {
    if (isUnavailable(error)) this.logger.warn({ work: 'live.tail' }, 'database unavailable');
    else logUnexpected(this.logger, error, 'live.tail');
    return PAUSE_AFTER_FAILURE_MS;
  }
}
