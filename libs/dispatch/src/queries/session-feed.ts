import { Injectable } from '@nestjs/common';
import { FeedSource, type FeedEntry, type LiveFeed } from '#calendar';
import type { Interval } from '#kernel';
import { statement, type Queryable } from '#platform';
import type { SessionKind, SessionState } from '../domain/session-state.js';

const MOST_ENTRIES = 2_000;
const SESSIONS = (column: 'expert_id' | 'township_id') =>
  statement(
    `dispatch.feed-by-${column}`,
    `SELECT x.id, x.version, x.kind, x.state, x.starts_at AS start, x.ends_at AS end, e.name AS expert, t.name AS township
     FROM dispatch_sessions x JOIN staff e ON e.id = x.expert_id JOIN institutions t ON t.id = x.township_id
     WHERE x.${column} = $1 AND x.published_at IS NOT NULL
       AND x.day BETWEEN $2::timestamptz::date AND $3::timestamptz::date
     ORDER BY x.day, x.id LIMIT ${MOST_ENTRIES}`,
  );
const OWN = SESSIONS('expert_id');
const OF_TOWNSHIP = SESSIONS('township_id');

const KINDS: Readonly<Record<SessionKind, string>> = {
  SUPPORT: '对口支援',
  ROUNDS: '巡诊',
  CLINIC: '专家门诊',
  WARD_ROUND: '联合查房',
  SURGERY: '手术',
  TEACHING: '带教',
  OUTREACH: '义诊',
};

interface SessionRow extends Interval, Record<string, unknown> {
  readonly id: string;
  readonly version: number;
  readonly kind: SessionKind;
  readonly state: SessionState;
  readonly expert: string;
  readonly township: string;
}

/** Published sessions of a rota in calendars of people: where an expert goes, and who comes to a township. */
@Injectable()
export class SessionFeed extends FeedSource {
  async entries(on: Queryable, feed: LiveFeed, { start, end }: Interval): Promise<FeedEntry[]> {
    const isOwn = feed.scope === 'OWN';
    const values = [isOwn ? feed.staffId : feed.institutionId, start, end];
    const rows = await on.query<SessionRow>(isOwn ? OWN : OF_TOWNSHIP, values);
    return rows.map((row) => ({
      id: `dispatch-session-${row.id}`,
      sequence: row.version,
      status: statusOf(row.state),
      title: `${KINDS[row.kind]}：${isOwn ? row.township : row.expert}`,
      place: row.township,
      start: row.start,
      end: row.end,
    }));
  }
}

function statusOf(state: SessionState): FeedEntry['status'] {
  if (state === 'PLANNED' || state === 'SWAP_PENDING') return 'TENTATIVE';
  return state === 'CONFIRMED' || state === 'CHECKED_IN' || state === 'COMPLETED' ? 'CONFIRMED' : 'CANCELLED';
}
