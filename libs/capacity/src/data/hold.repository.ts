import { Injectable } from '@nestjs/common';
import { statement, type Queryable, type Statement, type Transaction } from '#platform';
import { freeSql, heldBedsSql, SESSION_STATE } from './capacity-sql.js';
import type { FreeSession } from '../domain/errors.js';
import type { Reservation, Subject } from '../domain/hold.js';
import type { ClinicSessionState } from '../domain/session-state.js';

/** A place that was given; the times are those of its session, null for a bed. */
export interface GivenPlace {
  readonly id: string;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
}

/** Why a session gave no place. */
export interface SessionRefusal {
  readonly state: ClinicSessionState;
  readonly past: boolean;
  /** Places that there are, although the one that was asked for has gone meanwhile. */
  readonly free: number;
  readonly next: readonly FreeSession[];
}

/** What a hold was of, for those who are told of its end. */
export interface EndedHold {
  readonly id: string;
  readonly subjectDomain: string;
  readonly subjectId: string;
}

/** A place that somebody holds. */
export interface AffectedSubject {
  readonly domain: string;
  readonly subjectId: string;
  readonly sessionId: string;
}

const END = statement(
  'capacity.end-hold',
  `UPDATE capacity_holds SET state = $3, ended_at = $4, expires_at = NULL
   WHERE subject_domain = $1 AND subject_id = $2::uuid AND ended_at IS NULL`,
);
const CONFIRM = statement(
  'capacity.confirm-hold',
  `UPDATE capacity_holds SET state = 'CONFIRMED', expires_at = NULL
   WHERE subject_domain = $1 AND subject_id = $2::uuid AND ended_at IS NULL AND (expires_at IS NULL OR expires_at > $3)
   RETURNING id`,
);
// Whoever takes a held bed lies in it: it is no longer among the empty ones, whatever the ward told last.
const USE = statement(
  'capacity.use-hold',
  `WITH used AS (
     UPDATE capacity_holds SET state = 'USED', ended_at = $3, expires_at = NULL
     WHERE subject_domain = $1 AND subject_id = $2::uuid AND ended_at IS NULL RETURNING bed_pool_id)
   UPDATE capacity_bed_pools b SET empty_beds = greatest(b.empty_beds - 1, 0), version = b.version + 1
   FROM used WHERE b.id = used.bed_pool_id`,
);
/** Keeps the session as it is, and lets others take places of it: whoever wants the same number waits in its index. */
const KEEP_SESSION = statement('capacity.keep-session', 'SELECT 1 FROM capacity_sessions WHERE id = $1 FOR SHARE');
const LOCK_POOL = statement(
  'capacity.lock-bed-pool',
  'SELECT 1 FROM capacity_bed_pools WHERE id = $1 FOR NO KEY UPDATE',
);

/** Rows that somebody else is ending are left to them: waiting for them here could close a circle. */
const expireSql = (which: string): string =>
  `UPDATE capacity_holds SET state = 'EXPIRED', ended_at = $2, expires_at = NULL WHERE id = ANY (ARRAY(
     SELECT id FROM capacity_holds WHERE ${which} = $1 AND state = 'TENTATIVE' AND expires_at <= $2
     ORDER BY expires_at LIMIT 200 FOR UPDATE SKIP LOCKED))
   RETURNING id, subject_domain AS "subjectDomain", subject_id AS "subjectId"`;
const EXPIRE = {
  session: statement('capacity.expire-session', expireSql('session_id')),
  bedPool: statement('capacity.expire-bed-pool', expireSql('bed_pool_id')),
  institution: statement('capacity.expire-institution', expireSql('institution_id')),
};

/** Each waits for somebody who takes a place: of a session with more places, the unluckiest is told that there is none. */
const MOST_ATTEMPTS = 20;

const HOLD_COLUMNS = `id, subject_domain, subject_id, state, expires_at, held_at, institution_id, position`;
const HOLD_VALUES = `$1::uuid, $2, $3::uuid, CASE WHEN $4::timestamptz IS NULL THEN 'CONFIRMED' ELSE 'TENTATIVE' END,
  $4::timestamptz, $5::timestamptz`;
const PLACE_STATES = `('TENTATIVE', 'CONFIRMED', 'USED')`;
/** A number that nobody holds, by the subject (`$3`): those who ask at once want different ones where there are several. */
const ANY_PLACE = `(SELECT i FROM generate_series(1, s.places) i WHERE NOT EXISTS (
     SELECT 1 FROM capacity_holds o WHERE o.session_id = s.id AND o.position = i AND o.state IN ${PLACE_STATES}
       AND (o.expires_at IS NULL OR o.expires_at > $5))
   ORDER BY hashtext($3::uuid::text || i) LIMIT 1)`;
/** Whoever finds the number taken meanwhile has waited until that was certain. */
const TAKE_PLACE = statement(
  'capacity.take-place',
  `WITH given AS (
     INSERT INTO capacity_holds (${HOLD_COLUMNS}, session_id, session_places)
     SELECT ${HOLD_VALUES}, s.institution_id, n.i, s.id, s.places
     FROM capacity_sessions s CROSS JOIN LATERAL ${ANY_PLACE} n
     WHERE s.id = $6 AND s.department_id = $7 AND ${freeSql('$5')} > 0
     ON CONFLICT (session_id, position) WHERE state IN ${PLACE_STATES} DO NOTHING
     RETURNING id, session_id)
   SELECT g.id, s.starts_at AS "startsAt", s.ends_at AS "endsAt"
   FROM given g JOIN capacity_sessions s ON s.id = g.session_id`,
);
/** The lowest number that nobody holds. */
const FIRST_BED = `(SELECT i FROM generate_series(1, b.empty_beds) i WHERE NOT EXISTS (
     SELECT 1 FROM capacity_holds o WHERE o.bed_pool_id = b.id AND o.state IN ('TENTATIVE', 'CONFIRMED') AND o.position = i)
   ORDER BY i LIMIT 1)`;
const TAKE_BED = statement(
  'capacity.take-bed',
  `INSERT INTO capacity_holds (${HOLD_COLUMNS}, bed_pool_id)
   SELECT ${HOLD_VALUES}, b.institution_id, n.i, b.id FROM capacity_bed_pools b CROSS JOIN LATERAL ${FIRST_BED} n
   WHERE b.id = $6 AND b.department_id = $7 AND ${heldBedsSql('$5')} < b.empty_beds
   RETURNING id, NULL::timestamptz AS "startsAt", NULL::timestamptz AS "endsAt"`,
);
// Sessions of a department do not overlap: they end in the order in which they begin, and so lie in the index.
const REFUSED_PLACE = statement(
  'capacity.refused-place',
  `SELECT ${SESSION_STATE} AS state, s.ends_at <= $2 AS past, ${freeSql('$2')} AS free,
     (SELECT coalesce(json_agg(n), '[]'::json) FROM (
        SELECT o.id AS "sessionId", o.starts_at AS "from", o.ends_at AS "to", o.free FROM (
          SELECT s.*, ${freeSql('$2')} AS free FROM capacity_sessions s
          WHERE s.department_id = $3 AND s.ends_at > $2 AND s.released_at IS NULL AND s.withdrawn_at IS NULL) o
        WHERE o.free > 0 ORDER BY o.ends_at LIMIT 5) n) AS next
   FROM capacity_sessions s
   WHERE s.id = $1 AND s.department_id = $3 AND NOT EXISTS (SELECT 1 FROM capacity_holds WHERE id = $4)`,
);
const REFUSED_BED = statement(
  'capacity.refused-bed',
  'SELECT reported_at AS "reportedAt" FROM capacity_bed_pools WHERE id = $1 AND department_id = $2',
);
const AFFECTED = statement(
  'capacity.affected',
  `SELECT h.subject_domain AS domain, h.subject_id AS "subjectId", h.session_id AS "sessionId"
   FROM capacity_holds h WHERE h.session_id = ANY($1::uuid[]) AND h.ended_at IS NULL ORDER BY h.session_id, h.position`,
);
const INSTITUTIONS_TO_EXPIRE = statement(
  'capacity.institutions-to-expire',
  `SELECT DISTINCT institution_id AS id FROM capacity_holds WHERE state = 'TENTATIVE' AND expires_at <= $1`,
);

/**
 * Holds as they lie in the database. Everybody takes locks in this order: the subject, its own hold, then the session or
 * pool, then the number of a place; so whoever waits, waits in one direction. The subject is locked by whoever asks. Of many
 * who want the last place all wait for one, and not one for the other: whoever has got nothing keeps nobody waiting.
 */
@Injectable()
export class HoldRepository {
  /** Takes a place of a session, in place of what the subject held; null with the reason where there is none. */
  async takePlace(
    tx: Transaction,
    reservation: Reservation,
    sessionId: string,
  ): Promise<{ given: GivenPlace } | { refusal: SessionRefusal | null }> {
    const { departmentId } = reservation;
    for (let attempt = 1; ; attempt++) {
      const id = tx.newId();
      const taking = { id, reservation, wanted: sessionId };
      const [given, [refusal]] = await Promise.all([
        this.take(tx, taking, { lock: KEEP_SESSION, expire: EXPIRE.session, take: TAKE_PLACE }),
        tx.query<SessionRefusal & object>(REFUSED_PLACE, [sessionId, tx.now, departmentId, id]),
      ]);
      if (given) return { given };
      // Of several places another one may be left, when somebody else was faster.
      if (!refusal || refusal.free <= 0 || attempt === MOST_ATTEMPTS) return { refusal: refusal ?? null };
    }
  }

  /** Takes a bed of a pool in the same way; null where none is free. */
  takeBed(tx: Transaction, reservation: Reservation, poolId: string): Promise<GivenPlace | null> {
    const taking = { id: tx.newId(), reservation, wanted: poolId };
    return this.take(tx, taking, { lock: LOCK_POOL, expire: EXPIRE.bedPool, take: TAKE_BED });
  }

  /** When the ward told how many beds a pool has; null where the department has no such pool. */
  async reportedAt(tx: Transaction, poolId: string, departmentId: string): Promise<Date | null> {
    const pool = await tx.first<{ reportedAt: Date }>(REFUSED_BED, [poolId, departmentId]);
    return pool?.reportedAt ?? null;
  }

  /** @returns whether there was something to confirm */
  async confirm(tx: Transaction, { domain, id }: Subject): Promise<boolean> {
    return (await tx.first(CONFIRM, [domain, id, tx.now])) !== null;
  }

  /** Gives back what is held for a subject, if anything is. */
  release(tx: Transaction, { domain, id }: Subject): void {
    tx.write(END, [domain, id, 'RELEASED', tx.now]);
  }

  use(tx: Transaction, { domain, id }: Subject): void {
    tx.write(USE, [domain, id, tx.now]);
  }

  /** Ends what has expired of a session that the caller has locked, and tells of it. */
  async expireOfSession(tx: Transaction, sessionId: string): Promise<void> {
    await expire(tx, EXPIRE.session, sessionId);
  }

  /** @returns how many have expired */
  expireOfInstitution(tx: Transaction, institutionId: string): Promise<number> {
    return expire(tx, EXPIRE.institution, institutionId);
  }

  async institutionsToExpire(on: Queryable, now: Date): Promise<string[]> {
    const rows = await on.query<{ id: string }>(INSTITUTIONS_TO_EXPIRE, [now]);
    return rows.map(({ id }) => id);
  }

  /** For whom places of these sessions are held. */
  affected(on: Queryable, sessionIds: readonly string[]): Promise<AffectedSubject[]> {
    return on.query<AffectedSubject & object>(AFFECTED, [sessionIds]);
  }

  private async take(tx: Transaction, { id, reservation, wanted }: Taking, how: Taken): Promise<GivenPlace | null> {
    const { subject, departmentId, expiresAt = null } = reservation;
    const { now } = tx;
    const values = [id, subject.domain, subject.id, expiresAt, now, wanted, departmentId];
    // All of it travels together, so that the others wait for one trip to the database.
    const [, , , [given]] = await Promise.all([
      tx.query(END, [subject.domain, subject.id, 'REPLACED', now]),
      tx.query(how.lock, [wanted]),
      expire(tx, how.expire, wanted),
      tx.query<GivenPlace & object>(how.take, values),
    ]);
    return given ?? null;
  }
}

interface Taking {
  readonly id: string;
  readonly reservation: Reservation;
  readonly wanted: string;
}

interface Taken {
  readonly lock: Statement;
  readonly expire: Statement;
  readonly take: Statement;
}

async function expire(tx: Transaction, which: Statement, id: string): Promise<number> {
  const ended = await tx.query<EndedHold & object>(which, [id, tx.now]);
  for (const { id: holdId, subjectDomain, subjectId } of ended) {
    tx.publish({
      topic: 'capacity.hold-expired',
      aggregateType: 'capacity-hold',
      aggregateId: holdId,
      aggregateVersion: 2,
      payload: { domain: subjectDomain, subjectId },
    });
  }
  return ended.length;
}
