import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { ForbiddenError, NotFoundError } from '#kernel';
import {
  UnitOfWork,
  claimRequest,
  holdsRole,
  statement,
  type ActorContext,
  type ChangeCommand,
  type Transaction,
} from '#platform';
import { CalendarFeedEntity } from '../data/calendar-feed.entity.js';
import { requireVersion } from '../data/commitment.repository.js';
import { FeedRevokedError } from '../domain/errors.js';
import type { FeedScope } from '../domain/feed.js';
import { hashOfToken } from '../queries/feed.query.js';

export interface NewFeedCommand {
  readonly idempotencyKey: string;
  readonly scope: FeedScope;
}

interface LockedFeed extends Record<string, unknown> {
  readonly staffId: string;
  readonly revokedAt: Date | null;
  readonly version: number;
}

const TOKEN_BYTES = 32;
/** Whoever works there sees who comes; an expert sees their own way alone. */
const HOSTS = [Role.TOWNSHIP_DOCTOR, Role.TOWNSHIP_HEAD] as const;
const LOCK = statement(
  'calendar.lock-feed',
  `SELECT staff_id AS "staffId", revoked_at AS "revokedAt", version FROM calendar_feeds WHERE id = $1 FOR UPDATE`,
);
const REVOKE = statement(
  'calendar.revoke-feed',
  'UPDATE calendar_feeds SET revoked_at = $2, version = version + 1 WHERE id = $1',
);

/** Makes and takes back the links by which programs of people read calendars. */
@Injectable()
export class FeedService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Makes a link of one's own.
   * @returns the id, and the path of the link once: a repeated request finds the id alone
   * @throws ForbiddenError for the feed of an institution by whoever does not see who comes there
   */
  create(actor: ActorContext, command: NewFeedCommand): Promise<{ id: string; path: string | null }> {
    const { scope } = command;
    if (scope === 'INSTITUTION' && !HOSTS.some((role) => holdsRole(actor, role))) throw new ForbiddenError();
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'createCalendarFeed', command, tx.newId());
      const id = claim.aggregateId;
      if (!claim.fresh) return { id, path: null };
      await tx.manager.insert(CalendarFeedEntity, {
        id,
        scope,
        staffId: actor.staffId,
        institutionId: actor.institutionId,
        tokenHash: hashOfToken(token),
        createdAt: tx.now,
        revokedAt: null,
        version: 1,
      });
      announce(tx, 'calendar.feed-created', { id, scope, version: 1 });
      return { id, path: `/calendar-feeds/${token}.ics` };
    });
  }

  /** Whoever has the link reads nothing any more. @throws NotFoundError, FeedRevokedError, StaleVersionError */
  revoke(actor: ActorContext, command: ChangeCommand): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'revokeCalendarFeed', command, command.id);
      if (!claim.fresh) return claim.aggregateId;
      const feed = await tx.first<LockedFeed>(LOCK, [command.id]);
      if (feed?.staffId !== actor.staffId) throw new NotFoundError('CalendarFeed', command.id);
      if (feed.revokedAt) throw new FeedRevokedError();
      requireVersion(feed, command.expectedVersion);
      tx.write(REVOKE, [command.id, tx.now]);
      announce(tx, 'calendar.feed-revoked', { id: command.id, version: feed.version + 1 });
      return command.id;
    });
  }
}

function announce(
  tx: Transaction,
  topic: string,
  { id, version, ...payload }: { id: string; version: number; scope?: FeedScope },
): void {
  tx.publish({
    topic,
    aggregateType: 'calendar-feed',
    aggregateId: id,
    aggregateVersion: version,
    payload: { institutionId: tx.actor.institutionId, ...payload },
  });
}
