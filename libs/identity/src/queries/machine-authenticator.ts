import { Inject, Injectable } from '@nestjs/common';
import { RateLimitedError, before, minutes, type Clock } from '#kernel';
import {
  AuditTrail,
  CLOCK,
  Database,
  Networks,
  ReferenceData,
  SETTINGS_REVISION,
  statement,
  type ActorContext,
  type RequestOrigin,
} from '#platform';
import { isMachineSecret, machineKeyParts } from '../data/machine-key.js';
import { permissionsOfScopes } from '../domain/machine.js';
import { Role } from '../domain/roles.js';
import { secondsUntil } from '../domain/sign-in-limits.js';

const FIND = statement(
  'machine.find',
  `SELECT k.id AS "keyId", k.secret_hash AS "secretHash", m.id, m.institution_id AS "institutionId", m.scopes,
     m.networks, k.last_used_at IS NULL OR k.last_used_at <= $3 AS "toBeTouched"
   FROM machine_keys k JOIN machine_accounts m ON m.id = k.machine_account_id
   WHERE k.prefix = $1 AND k.revoked_at IS NULL AND k.expires_at > $2 AND m.status = 'ACTIVE'`,
);
// One statement whatever the number of processes: whoever comes is counted before the answer is known.
const COUNT = statement(
  'machine.count-request',
  `INSERT INTO machine_requests AS r (machine_account_id, minute, requests) VALUES ($1, $2, 1)
   ON CONFLICT ON CONSTRAINT pk_machine_requests DO UPDATE
     SET requests = CASE WHEN r.minute < excluded.minute THEN 1 ELSE r.requests + 1 END,
       minute = greatest(r.minute, excluded.minute)
   RETURNING requests, ${SETTINGS_REVISION} AS "settingsRevision"`,
);
// As with sessions: of many requests at once the first one notes it.
const TOUCH = statement(
  'machine.touch-key',
  `UPDATE machine_keys SET last_used_at = $2 WHERE id = (SELECT id FROM machine_keys
     WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $3) FOR NO KEY UPDATE SKIP LOCKED)`,
);

const LIMIT = 'identity.machine_minute_limit_requests';
const MINUTE_MS = 60_000;
/** How exactly it is noted when a key was used last. */
const PRECISION = minutes(1);

interface FoundKey {
  readonly keyId: string;
  readonly secretHash: Buffer;
  readonly id: string;
  readonly institutionId: string;
  readonly scopes: readonly string[];
  readonly networks: readonly string[];
  readonly toBeTouched: boolean;
}

/** Signs requests of systems in by their keys. Nothing of a key is kept here: it ends everywhere at once. */
@Injectable()
export class MachineAuthenticator {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @returns null for what is no key (any more), and for a key that comes from where it may not
   * @throws RateLimitedError where the account asks too often
   */
  async authenticate(token: string, origin: RequestOrigin): Promise<ActorContext | null> {
    const parts = machineKeyParts(token);
    if (!parts) return null;
    const now = this.clock.now();
    const lately = before(now, PRECISION);
    const found = await this.database.first<FoundKey & object>(FIND, [parts.prefix, now, lately]);
    if (!found || !isMachineSecret(parts.secret, found.secretHash)) return null;
    const actor = actorOf(found, origin);
    if (!mayComeFrom(found.networks, origin.address)) return this.refuse(actor);
    await this.count(found.id, now);
    if (found.toBeTouched) await this.database.query(TOUCH, [found.keyId, now, lately]);
    return actor;
  }

  /** The key is right and the place is wrong: the trail is told, the caller hears what everybody hears. */
  private async refuse(actor: ActorContext): Promise<null> {
    const denied = { action: 'machine-key.use', result: 'DENIED', code: 'UNAUTHENTICATED', rule: 'NETWORK' } as const;
    await this.auditTrail.recordFailure(actor, actor.origin, { ...denied, objectId: actor.machine?.keyId ?? null });
    return null;
  }

  private async count(id: string, now: Date): Promise<void> {
    const minute = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
    const [counted] = await this.database.query<{ requests: number; settingsRevision: number }>(COUNT, [
      id,
      new Date(minute),
    ]);
    const { requests, settingsRevision } = counted!;
    const limits = await this.reference.settingsOf(settingsRevision, [LIMIT], now);
    if (requests <= limits[LIMIT]) return;
    throw new RateLimitedError(secondsUntil(new Date(minute + MINUTE_MS), now));
  }
}

function actorOf({ id, keyId, institutionId, scopes }: FoundKey, origin: RequestOrigin): ActorContext {
  return {
    accountId: id,
    sessionId: null,
    staffId: id,
    institutionId,
    roles: [{ role: Role.API_CLIENT, departmentId: null }],
    permissions: permissionsOfScopes(scopes),
    onBehalfOfStaffId: null,
    machine: { accountId: id, keyId },
    origin,
  };
}

function mayComeFrom(networks: readonly string[], address: string | null): boolean {
  return networks.length === 0 || (address !== null && new Networks(networks).has(address));
}
