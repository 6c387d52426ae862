import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, after, before, days, type Clock } from '#kernel';
import { CLOCK, Database, statement, type ActorContext } from '#platform';
import type { FeedScope, LiveFeed } from '../domain/feed.js';
import { feedDocument } from './feed-document.js';
import { FeedSources } from './feed-source.js';

const BEHIND = days(31);
const AHEAD = days(183);
const MOST_SHOWN = 100;

// Whoever has left, or works elsewhere now, subscribes to nothing any more.
const LIVE = statement(
  'calendar.live-feed',
  `SELECT f.id, f.scope, f.staff_id AS "staffId", f.institution_id AS "institutionId", s.name AS person,
     i.name AS institution
   FROM calendar_feeds f JOIN staff s ON s.id = f.staff_id AND s.institution_id = f.institution_id
   JOIN institutions i ON i.id = f.institution_id
   WHERE f.token_hash = $1 AND f.revoked_at IS NULL AND s.active`,
);
const SHOWN = `f.id, f.scope, f.created_at AS "createdAt", f.revoked_at AS "revokedAt", f.version`;
const OWN = statement(
  'calendar.own-feeds',
  `SELECT ${SHOWN} FROM calendar_feeds f WHERE f.staff_id = $1 ORDER BY f.created_at DESC LIMIT ${MOST_SHOWN}`,
);
const ONE = statement('calendar.feed', `SELECT ${SHOWN} FROM calendar_feeds f WHERE f.id = $1`);

/** A feed as its owner sees it; the link is told once, when it is made. */
export interface SeenFeed {
  readonly id: string;
  readonly scope: FeedScope;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  readonly version: number;
}

/** What the database keeps of the secret that a link ends with. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Reads feeds: for programs that bring the link, and for their owners. */
@Injectable()
export class FeedQuery {
  constructor(
    private readonly database: Database,
    private readonly sources: FeedSources,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The feed as iCalendar. @throws NotFoundError for a link that does not lead to one, or no longer */
  async document(token: string): Promise<string> {
    const found = await this.database.first<LiveFeed & { person: string; institution: string }>(LIVE, [
      hashOfToken(token),
    ]);
    if (!found) throw new NotFoundError('CalendarFeed');
    const now = this.clock.now();
    const span = { start: before(now, BEHIND), end: after(now, AHEAD) };
    const entries = await this.sources.entries(this.database, found, span);
    return feedDocument(found.scope === 'OWN' ? found.person : found.institution, entries, now);
  }

  own({ staffId }: ActorContext): Promise<SeenFeed[]> {
    return this.database.query<SeenFeed & Record<string, unknown>>(OWN, [staffId]);
  }

  async one(id: string): Promise<SeenFeed> {
    const feed = await this.database.first<SeenFeed & Record<string, unknown>>(ONE, [id]);
    return feed!;
  }
}
