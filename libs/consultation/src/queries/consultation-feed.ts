import { Injectable } from '@nestjs/common';
import { FeedSource, type FeedEntry, type LiveFeed } from '#calendar';
import type { Interval } from '#kernel';
import { statement, type Queryable } from '#platform';
import type { ConsultationState, ConsultationType, InvitationState } from '../domain/consultation.js';
import { TYPES } from '../domain/words.js';

const MOST_ENTRIES = 2_000;
const COLUMNS = `c.id, c.version, c.type, c.state, c.starts_at AS start, c.ends_at AS end, ii.name AS inviting, ci.name AS centre`;
const FROM = `JOIN institutions ii ON ii.id = c.inviting_institution_id JOIN institutions ci ON ci.id = c.centre_institution_id`;
const INVITING = `c.inviting_institution_id = $1 AND c.starts_at BETWEEN $2 AND $3 AND c.state <> 'DRAFT'`;

const OF_INSTITUTION = statement(
  'consultation.feed-of-institution',
  `SELECT ${COLUMNS}, NULL AS invitation FROM consultations c ${FROM}
   WHERE ${INVITING} ORDER BY c.starts_at, c.id LIMIT ${MOST_ENTRIES}`,
);
// Of several invitations of one expert the last one counts. Who asks for advice is not asked for it.
const OWN = statement(
  'consultation.feed-own',
  `SELECT ${COLUMNS}, NULL AS invitation FROM consultations c ${FROM}
   WHERE ${INVITING} AND (c.author_staff_id = $4 OR c.accompanying_staff_id = $4)
   UNION ALL
   SELECT ${COLUMNS}, v.state AS invitation
   FROM (SELECT DISTINCT ON (x.consultation_id) x.consultation_id, x.state FROM consultation_invitations x
     WHERE x.expert_staff_id = $4 AND x.invited_at IS NOT NULL ORDER BY x.consultation_id, x.invited_at DESC, x.id DESC) v
   JOIN consultations c ON c.id = v.consultation_id ${FROM}
   WHERE c.starts_at BETWEEN $2 AND $3
   ORDER BY start, id LIMIT ${MOST_ENTRIES}`,
);

interface SessionRow extends Interval, Record<string, unknown> {
  readonly id: string;
  readonly version: number;
  readonly type: ConsultationType;
  readonly state: ConsultationState;
  readonly inviting: string;
  readonly centre: string;
  /** Of the owner of the feed, where they are asked for advice. */
  readonly invitation: InvitationState | null;
}

/** Sessions of consultations in calendars of people: whom an expert advises when, and when a township sits in. */
@Injectable()
export class ConsultationFeed extends FeedSource {
  async entries(on: Queryable, feed: LiveFeed, { start, end }: Interval): Promise<FeedEntry[]> {
    const window = [feed.institutionId, start, end];
    const rows = await (feed.scope === 'OWN'
      ? on.query<SessionRow>(OWN, [...window, feed.staffId])
      : on.query<SessionRow>(OF_INSTITUTION, window));
    return rows.map((row) => ({
      id: `consultation-${row.id}`,
      sequence: row.version,
      status: statusOf(row),
      title: `${TYPES[row.type]}：${row.invitation === null ? row.centre : row.inviting}`,
      place: '远程会诊室',
      start: row.start,
      end: row.end,
    }));
  }
}

const FIXED: readonly ConsultationState[] = ['SCHEDULED', 'IN_SESSION', 'AWAITING_OPINION', 'DELIVERED', 'CLOSED'];
const WAITING: readonly ConsultationState[] = ['SUBMITTED', 'RETURNED_FOR_MATERIAL', 'INVITING'];

function statusOf({ state, invitation }: SessionRow): FeedEntry['status'] {
  const comes = invitation === null || invitation === 'ACCEPTED';
  if (FIXED.includes(state) && comes) return 'CONFIRMED';
  const isAsked = comes || invitation === 'INVITED';
  return isAsked && (WAITING.includes(state) || FIXED.includes(state)) ? 'TENTATIVE' : 'CANCELLED';
}
