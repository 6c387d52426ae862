import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Interval } from '#kernel';
import type { Queryable } from '#platform';
import type { FeedEntry, LiveFeed } from '../domain/feed.js';

/**
 * Whoever has appointments that people want to see in calendars of their own: a rota, consultations. Providers that extend
 * this are found by themselves. An entry says nothing of a patient; what was cancelled stays an entry.
 */
export abstract class FeedSource {
  abstract entries(on: Queryable, feed: LiveFeed, span: Interval): Promise<readonly FeedEntry[]>;
}

/** The sources that the process has. */
@Injectable()
export class FeedSources {
  constructor(private readonly discovery: DiscoveryService) {}

  /** What all of them know of a feed, in the order of begins. */
  async entries(on: Queryable, feed: LiveFeed, span: Interval): Promise<FeedEntry[]> {
    const instances = [...new Set(this.discovery.getProviders().map(({ instance }) => instance as unknown))];
    const sources = instances.filter((instance) => instance instanceof FeedSource);
    const found = await Promise.all(sources.map((source) => source.entries(on, feed, span)));
    return found.flat().toSorted((a, b) => +a.start - +b.start);
  }
}
