import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '#kernel';
import { Deadlines, UnitOfWork, decodeIdCursor, statement, type ActorContext, type Transaction } from '#platform';
import { ESCALATION } from '../domain/escalation.js';
import type { NoticeDomain } from '../domain/notice-domain.js';

/** Which notices: named ones, or all (of a domain) that are not newer than the one a cursor names. */
export interface NoticeChoice {
  readonly ids?: readonly string[] | null | undefined;
  readonly domain?: NoticeDomain | null | undefined;
  readonly upTo?: string | null | undefined;
}

/** Locked in the order of announcements, as an escalation locks them. */
const ACKNOWLEDGE_ANNOUNCEMENTS = statement(
  'notices.acknowledge-announcements',
  `WITH due AS (
     SELECT a.id FROM notice_announcements a JOIN notices n ON n.announcement_id = a.id
     WHERE n.id = ANY($1::uuid[]) AND a.acknowledged_at IS NULL ORDER BY a.id FOR UPDATE OF a
   )
   UPDATE notice_announcements a SET acknowledged_at = $2, acknowledged_by_staff_id = $3 FROM due WHERE a.id = due.id`,
);
const ACKNOWLEDGE = statement(
  'notices.acknowledge',
  `UPDATE notices SET acknowledged_at = $2, read_at = coalesce(read_at, $2)
   WHERE id = ANY($1::uuid[]) AND staff_id = $3 AND acknowledged_at IS NULL
   RETURNING id, announcement_id AS "announcementId"`,
);
const READ = statement(
  'notices.read',
  'UPDATE notices SET read_at = $2 WHERE id = ANY($1::uuid[]) AND staff_id = $3 AND read_at IS NULL RETURNING id',
);
const OWN = statement('notices.own', 'SELECT id FROM notices WHERE id = ANY($1::uuid[]) AND staff_id = $2');
const UP_TO = statement(
  'notices.up-to',
  `SELECT id FROM notices WHERE staff_id = $1 AND acknowledged_at IS NULL
     AND ($2::text IS NULL OR domain = $2) AND id <= $3::uuid ORDER BY id LIMIT 1000`,
);

interface Acknowledged {
  readonly id: string;
  readonly announcementId: string;
}

/** What people do with their own inbox; whatever lies in somebody else's does not exist for them. */
@Injectable()
export class InboxService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly deadlines: Deadlines,
  ) {}

  /** Acknowledges them and ends their escalation. @returns how many had not been acknowledged */
  acknowledge(actor: ActorContext, choice: NoticeChoice): Promise<number> {
    return this.unitOfWork.run(actor, async (tx) => {
      const ids = choice.ids ? await ownIds(tx, choice.ids) : await idsUpTo(tx, choice);
      if (ids.length === 0) return 0;
      await tx.query(ACKNOWLEDGE_ANNOUNCEMENTS, [ids, tx.now, actor.staffId]);
      const rows = await tx.query<Acknowledged & Record<string, unknown>>(ACKNOWLEDGE, [ids, tx.now, actor.staffId]);
      for (const { announcementId } of rows) {
        this.deadlines.finish(tx, announcementId, [ESCALATION]);
        tellInbox(tx, 'notice.acknowledged', announcementId);
      }
      return rows.length;
    });
  }

  /** @returns how many had not been read */
  markRead(actor: ActorContext, ids: readonly string[]): Promise<number> {
    return this.unitOfWork.run(actor, async (tx) => {
      const rows = await tx.query(READ, [await ownIds(tx, ids), tx.now, actor.staffId]);
      if (rows.length > 0) tellInbox(tx, 'notice.read', actor.staffId);
      return rows.length;
    });
  }
}

/** @throws NotFoundError where one of them is not the actor's */
async function ownIds(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
  const rows = await tx.query<{ id: string }>(OWN, [wanted, tx.actor.staffId]);
  const own = new Set(rows.map(({ id }) => id));
  const missing = wanted.find((id) => !own.has(id));
  if (missing) throw new NotFoundError('Notice', missing);
  return wanted;
}

/** Whatever is not newer than the named one: a notice that has come in the meantime has not been seen. */
async function idsUpTo(tx: Transaction, { domain, upTo }: NoticeChoice): Promise<string[]> {
  if (typeof upTo !== 'string') throw new InvalidInputError([{ path: 'upTo', constraint: 'NOTICES_MISSING' }]);
  const rows = await tx.query<{ id: string }>(UP_TO, [tx.actor.staffId, domain ?? null, decodeIdCursor(upTo)]);
  return rows.map(({ id }) => id);
}

function tellInbox(tx: Transaction, topic: string, aggregateId: string): void {
  const payload = { staffIds: [tx.actor.staffId] };
  tx.publish({ topic, aggregateType: 'notice', aggregateId, aggregateVersion: 1, payload });
}
