import { Inject, Injectable } from '@nestjs/common';
import { before, type Clock } from '#kernel';
import {
  Authenticator,
  CLOCK,
  Database,
  Gatherer,
  statement,
  type ActorContext,
  type Credentials,
  type RequestOrigin,
  type Standing,
} from '#platform';
import { AccountStatus } from '../domain/account-status.js';
import { sessionLimits } from '../domain/session-limits.js';
import { hashSessionToken, isSessionToken } from '../data/session-token.js';
import { HELD_ROLES, HeldRolesCache, ON_BEHALF_OF, type Held } from './held-roles-cache.js';
import { MachineAuthenticator } from './machine-authenticator.js';
import { SecondFactorPolicy } from './second-factor-policy.js';

// The whole of signing requests in: for each one lookup by unique hash, one by primary key, one small range of assignments.
const RESOLVE = statement(
  'session.resolve',
  `SELECT s.token_hash AS "tokenHash", s.id AS "sessionId", s.account_id AS "accountId", a.staff_id AS "staffId",
     s.institution_id AS "institutionId", a.must_change_password AND NOT s.by_provider AS "mustChangePassword",
     s.second_factor_at IS NOT NULL AS "isProven", s.last_seen_at <= $4 AS "toBeTouched",
     ${ON_BEHALF_OF} AS "onBehalfOfStaffId", ${HELD_ROLES} AS roles
   FROM sessions s JOIN accounts a ON a.id = s.account_id
   WHERE s.token_hash = ANY($1::bytea[]) AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3
     AND a.status = '${AccountStatus.ACTIVE}'`,
);
const STANDING = statement(
  'session.standing',
  `SELECT s.id AS "sessionId", s.account_id AS "accountId", a.staff_id AS "staffId",
     s.institution_id AS "institutionId", a.must_change_password AND NOT s.by_provider AS "mustChangePassword",
     s.second_factor_at IS NOT NULL AS "isProven", ${ON_BEHALF_OF} AS "onBehalfOfStaffId", ${HELD_ROLES} AS roles
   FROM sessions s JOIN accounts a ON a.id = s.account_id
   WHERE s.id = ANY($1) AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3
     AND a.status = '${AccountStatus.ACTIVE}'`,
);
/** Events after which a session may be over, or its person may do something else. */
const CHANGES_STANDING =
  /^(session\.(closed|revoked|moved|acts)|delegation\.ended|account\.(disabled|(password|second-factor)-\w+)|role\.\w+)$/;
// Of many requests of one session at once, the first one notes it, and nobody waits for that.
const TOUCH = statement(
  'session.touch',
  `UPDATE sessions SET last_seen_at = $2
   WHERE id = (SELECT id FROM sessions WHERE id = $1 AND last_seen_at <= $3 FOR NO KEY UPDATE SKIP LOCKED)`,
);

/** Whoever comes while two lookups are under way shares the next one. */
const GATHERING = { atOnce: 2, most: 100 };

type StandingSession = Omit<ResolvedSession, 'tokenHash' | 'toBeTouched'>;

interface ResolvedSession {
  readonly tokenHash: Buffer;
  readonly sessionId: string;
  readonly accountId: string;
  readonly staffId: string;
  readonly institutionId: string;
  readonly mustChangePassword: boolean;
  readonly onBehalfOfStaffId: string | null;
  /** Whether a second factor was proven in it. */
  readonly isProven: boolean;
  /** Whether the last request was noted so long ago that this one has to be. */
  readonly toBeTouched: boolean;
  readonly roles: string | null;
}

/** Signs every request in by its session token, or by the key of a system. Nothing of a session is kept here: it ends everywhere at once. */
@Injectable()
export class SessionAuthenticator extends Authenticator {
  private readonly held = new HeldRolesCache();
  private readonly lookups = new Gatherer((hashes: readonly Buffer[]) => this.resolve(hashes), GATHERING);

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly secondFactors: SecondFactorPolicy,
    private readonly machines: MachineAuthenticator,
  ) {
    super();
  }

  override async authenticate({ sessionToken }: Credentials, origin: RequestOrigin): Promise<ActorContext | null> {
    if (sessionToken === null) return null;
    if (!isSessionToken(sessionToken)) return this.machines.authenticate(sessionToken, origin);
    const session = await this.lookups.ask(hashSessionToken(sessionToken));
    if (!session) return null;
    if (session.toBeTouched) {
      const now = this.clock.now();
      await this.database.query(TOUCH, [session.sessionId, now, before(now, sessionLimits.lastSeenPrecision)]);
    }
    return this.actorOf(session, origin);
  }

  override async resume(sessionId: string, origin: RequestOrigin): Promise<ActorContext | null> {
    const [session] = await this.standing([sessionId]);
    return session ? this.actorOf(session, origin) : null;
  }

  private actorOf(session: StandingSession, origin: RequestOrigin): ActorContext {
    const { roles, permissions } = this.heldIn(session, origin);
    return {
      accountId: session.accountId,
      sessionId: session.sessionId,
      staffId: session.staffId,
      institutionId: session.institutionId,
      roles,
      permissions,
      onBehalfOfStaffId: session.onBehalfOfStaffId,
      origin,
    };
  }

  private heldIn(session: StandingSession, { address }: RequestOrigin): Held {
    const held = this.held.of(session.roles ?? '', session.mustChangePassword);
    return this.secondFactors.limit(held, { isProven: session.isProven, address });
  }

  /** @returns the live session of each token, or null, in their order */
  private async resolve(hashes: readonly Buffer[]): Promise<(ResolvedSession | null)[]> {
    const now = this.clock.now();
    const sessions = await this.database.query<ResolvedSession>(RESOLVE, [
      hashes,
      now,
      before(now, sessionLimits.idle),
      before(now, sessionLimits.lastSeenPrecision),
    ]);
    return hashes.map((hash) => sessions.find(({ tokenHash }) => tokenHash.equals(hash)) ?? null);
  }

  override async standingOf(actors: readonly ActorContext[]): Promise<ReadonlyMap<ActorContext, Standing>> {
    const sessions = await this.standing(actors.map(({ sessionId }) => sessionId));
    const byId = new Map(sessions.map((session) => [session.sessionId, session]));
    return new Map(actors.map((actor) => [actor, this.compare(actor, byId.get(actor.sessionId ?? ''))]));
  }

  override changesStanding(topic: string): boolean {
    return CHANGES_STANDING.test(topic);
  }

  /** Those of the sessions that go on. */
  private standing(ids: readonly (string | null)[]): Promise<StandingSession[]> {
    const now = this.clock.now();
    return this.database.query(STANDING, [ids, now, before(now, sessionLimits.idle)]);
  }

  private compare(actor: ActorContext, session: StandingSession | undefined): Standing {
    if (!session) return 'over';
    const { roles } = this.heldIn(session, actor.origin);
    const isSame =
      session.institutionId === actor.institutionId &&
      session.onBehalfOfStaffId === actor.onBehalfOfStaffId &&
      textOf(roles) === textOf(actor.roles);
    return isSame ? 'same' : 'changed';
  }
}

/** The roles of an actor in the order in which they are always read. */
function textOf(roles: ActorContext['roles']): string {
  return roles.map(({ role, departmentId }) => `${role}:${departmentId}`).join();
}
