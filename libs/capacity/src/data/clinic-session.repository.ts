import { Injectable } from '@nestjs/common';
import type { Interval } from '#kernel';
import { statement, type Queryable, type Transaction } from '#platform';
import { takenSql } from './capacity-sql.js';
import { ClinicSessionEntity } from './clinic-session.entity.js';
import type { SessionInTheWay } from '../domain/errors.js';
import type { SessionTerms } from '../domain/session-terms.js';

const SESSION = `s.id, s.plan_id AS "planId", s.institution_id AS "institutionId", s.department_id AS "departmentId",
  s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.places, s.released_at AS "releasedAt",
  s.withdrawn_at AS "withdrawnAt", s.version`;
const FIND = statement(
  'capacity.find-session',
  'SELECT department_id AS "departmentId" FROM capacity_sessions WHERE id = $1 AND institution_id = $2',
);
const LOCK = statement(
  'capacity.lock-session-to-change',
  `SELECT ${SESSION} FROM capacity_sessions s WHERE s.id = $1 FOR UPDATE`,
);
const TAKEN = statement('capacity.taken', `SELECT ${takenSql('$2')} AS taken FROM capacity_sessions s WHERE s.id = $1`);
const LOCK_WITHIN = statement(
  'capacity.lock-sessions-within',
  `SELECT s.id FROM capacity_sessions s WHERE s.department_id = $1 AND s.withdrawn_at IS NULL
     AND tstzrange(s.starts_at, s.ends_at) && tstzrange($2, $3) ORDER BY s.id FOR NO KEY UPDATE`,
);
const BEGINNING = statement(
  'capacity.sessions-beginning',
  `SELECT s.starts_at AS start, s.ends_at AS end, s.places FROM capacity_sessions s
   WHERE s.department_id = $1 AND s.withdrawn_at IS NULL
     AND tstzrange(s.starts_at, s.ends_at) && tstzrange($2, $3) AND s.starts_at >= $2 ORDER BY s.starts_at`,
);
const IN_THE_WAY = statement(
  'capacity.sessions-in-the-way',
  `SELECT d.index, s.id AS "sessionId", s.starts_at AS "startsAt", s.ends_at AS "endsAt"
   FROM jsonb_to_recordset($2::jsonb) AS d(index int, start timestamptz, "end" timestamptz)
   JOIN capacity_sessions s ON s.department_id = $1 AND s.withdrawn_at IS NULL
     AND tstzrange(s.starts_at, s.ends_at) && tstzrange(d.start, d."end")
   WHERE s.id IS DISTINCT FROM $3::uuid ORDER BY d.index, s.starts_at`,
);
// Numbers beyond the new places go to those below that nobody holds.
const RENUMBER = statement(
  'capacity.renumber',
  `WITH standing AS (
     SELECT h.id, h.position FROM capacity_holds h
     WHERE h.session_id = $1 AND h.state IN ('TENTATIVE', 'CONFIRMED', 'USED')
   ), beyond AS (
     SELECT id, row_number() OVER (ORDER BY position) AS n FROM standing WHERE position > $2
   ), unheld AS (
     SELECT i, row_number() OVER (ORDER BY i) AS n FROM generate_series(1, $2::int) i
     WHERE NOT EXISTS (SELECT 1 FROM standing WHERE standing.position = i)
   )
   UPDATE capacity_holds h SET position = u.i FROM beyond b JOIN unheld u ON u.n = b.n WHERE h.id = b.id`,
);
const DUE = statement(
  'capacity.institutions-to-release',
  `SELECT DISTINCT institution_id AS id FROM capacity_sessions
   WHERE starts_at < $1 AND released_at IS NULL AND withdrawn_at IS NULL`,
);
const RELEASE = statement(
  'capacity.release-sessions',
  `UPDATE capacity_sessions s SET released_at = $3, version = s.version + 1 WHERE s.id = ANY (ARRAY(
     SELECT id FROM capacity_sessions WHERE institution_id = $1 AND starts_at < $2 AND released_at IS NULL
       AND withdrawn_at IS NULL ORDER BY id LIMIT 200 FOR NO KEY UPDATE SKIP LOCKED))
   RETURNING ${SESSION}`,
);

type Row<T> = T & Record<string, unknown>;

/** A session as it is read. */
export type SessionRow = { readonly [Name in keyof ClinicSessionEntity]: ClinicSessionEntity[Name] };

/** What a change leaves of a session. */
export type SessionChange = Partial<Pick<SessionRow, 'startsAt' | 'endsAt' | 'places' | 'withdrawnAt'>>;

/** Sessions as they lie in the database. */
@Injectable()
export class ClinicSessionRepository {
  /** The department of a session of that institution. */
  find(tx: Transaction, id: string, institutionId: string): Promise<{ departmentId: string } | null> {
    return tx.first(FIND, [id, institutionId]);
  }

  /** Keeps everybody else from it. */
  async lock(tx: Transaction, id: string): Promise<SessionRow> {
    const found = await tx.first<Row<SessionRow>>(LOCK, [id]);
    return found!;
  }

  async taken(tx: Transaction, id: string): Promise<number> {
    const found = await tx.first<{ taken: number }>(TAKEN, [id, tx.now]);
    return found!.taken;
  }

  /** Keeps everybody from taking places of the department's sessions in that time. @returns their ids, in order */
  async lockWithin(tx: Transaction, departmentId: string, { start, end }: Interval): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(LOCK_WITHIN, [departmentId, start, end]);
    return rows.map(({ id }) => id);
  }

  listBeginningIn(tx: Transaction, departmentId: string, { start, end }: Interval): Promise<SessionTerms[]> {
    return tx.query<Row<SessionTerms>>(BEGINNING, [departmentId, start, end]);
  }

  /** What is planned where sessions are wanted. @param except a session that does not count */
  async inTheWay(
    tx: Transaction,
    departmentId: string,
    sessions: readonly Interval[],
    except: string | null = null,
  ): Promise<SessionInTheWay[]> {
    const wanted = sessions.map(({ start, end }, index) => ({ index, start, end }));
    const values = [departmentId, JSON.stringify(wanted), except];
    const rows = await tx.query<{ index: number; sessionId: string; startsAt: Date; endsAt: Date }>(IN_THE_WAY, values);
    return rows.map(({ index, sessionId, startsAt, endsAt }) => ({
      index,
      sessionId,
      from: startsAt.toISOString(),
      to: endsAt.toISOString(),
    }));
  }

  async insert(tx: Transaction, rows: readonly SessionRow[]): Promise<void> {
    if (rows.length > 0) await tx.manager.insert(ClinicSessionEntity, [...rows]);
  }

  /** @param session locked; its holds fit into the new places */
  async change(tx: Transaction, { id, version }: SessionRow, change: SessionChange): Promise<void> {
    if (change.places !== undefined) await tx.query(RENUMBER, [id, change.places]);
    await tx.manager.update(ClinicSessionEntity, { id }, { ...change, version: version + 1 });
  }

  async institutionsToRelease(on: Queryable, before: Date): Promise<string[]> {
    const rows = await on.query<{ id: string }>(DUE, [before]);
    return rows.map(({ id }) => id);
  }

  /** Gives back what nobody holds of sessions that begin before then; another worker takes others. */
  release(tx: Transaction, institutionId: string, before: Date): Promise<SessionRow[]> {
    return tx.query<Row<SessionRow>>(RELEASE, [institutionId, before, tx.now]);
  }
}
