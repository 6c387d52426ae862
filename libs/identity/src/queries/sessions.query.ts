import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, before, type Clock } from '#kernel';
import { CLOCK, Database, statement, type ActorContext } from '#platform';
import type { SessionEntity } from '../data/session.entity.js';
import { sessionLimits } from '../domain/session-limits.js';

/** What people are shown of their sessions. */
export interface OwnSession extends Pick<
  SessionEntity,
  'id' | 'institutionId' | 'createdAt' | 'lastSeenAt' | 'expiresAt' | 'revokedAt' | 'address' | 'device'
> {
  /** Whether it is the session of this request. */
  readonly current: boolean;
}

const COLUMNS = `id, institution_id AS "institutionId", created_at AS "createdAt", last_seen_at AS "lastSeenAt",
  expires_at AS "expiresAt", revoked_at AS "revokedAt", address, device, coalesce(id = $2, false) AS current`;
// Nobody works on that many devices at once; the newest are those to look at.
const LIST = statement(
  'session.list',
  `SELECT ${COLUMNS} FROM sessions
   WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $3 AND last_seen_at > $4
   ORDER BY created_at DESC, id DESC LIMIT 100`,
);
const GET = statement('session.get', `SELECT ${COLUMNS} FROM sessions WHERE account_id = $1 AND id = $3`);

@Injectable()
export class SessionsQuery {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The actor's sessions that are still open, newest first, at most 100. */
  listOpen({ accountId, sessionId }: ActorContext): Promise<OwnSession[]> {
    const now = this.clock.now();
    return this.database.query<OwnSession>(LIST, [accountId, sessionId, now, before(now, sessionLimits.idle)]);
  }

  /** One of the actor's own sessions, open or ended. */
  async getSession({ accountId, sessionId }: ActorContext, id: string): Promise<OwnSession> {
    const session = await this.database.first<OwnSession>(GET, [accountId, sessionId, id]);
    if (!session) throw new NotFoundError('Session', id);
    return session;
  }
}
