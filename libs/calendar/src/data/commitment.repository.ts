import { Injectable } from '@nestjs/common';
import { StaleVersionError, type Interval } from '#kernel';
import { Parameters, statement, violatedConstraint, type Opening, type Queryable, type Transaction } from '#platform';
import { ExpertBusyError } from '../domain/errors.js';
import type { CommitmentKind, CommitmentState, Subject } from '../domain/commitment.js';
import type { KnownCommitment } from '../domain/reservation.js';
import type { CommitmentEntity } from './commitment.entity.js';

const ONE_AT_A_TIME = 'ex_commitments_one_at_a_time';

// In id order, so that whoever wants the same experts waits in one direction.
const ENSURE = statement(
  'calendar.ensure',
  `INSERT INTO calendars (expert_id, buffer_before_minutes, buffer_after_minutes, version)
   SELECT s.id, 0, 0, 1 FROM staff s WHERE s.id = ANY($1::uuid[])
     AND NOT EXISTS (SELECT 1 FROM calendars c WHERE c.expert_id = s.id)
   ORDER BY s.id ON CONFLICT ON CONSTRAINT pk_calendars DO NOTHING`,
);
const LAPSED = (at: string): string => `state = 'TENTATIVE' AND expires_at <= ${at}`;
// What has lapsed stays so: it is the same to all who wait for the calendar. Looked for in each of them: EXISTS would have the
// planner read what is held in all calendars there are.
const lockSql = (ids: string, at: string): string =>
  `SELECT c.expert_id AS "expertId", c.buffer_before_minutes AS "bufferBefore", c.buffer_after_minutes AS "bufferAfter",
     c.version, (SELECT true FROM commitments m WHERE m.expert_id = c.expert_id AND ${LAPSED(at)} LIMIT 1) IS TRUE AS "hasLapsed"
   FROM calendars c WHERE c.expert_id = ANY(${ids}) ORDER BY c.expert_id FOR NO KEY UPDATE OF c`;
const KNOWN = `id, expert_id AS "expertId", subject_domain AS domain, subject_id AS "subjectId", starts_at AS start,
  ends_at AS end`;
const END = (which: string, state: CommitmentState): string =>
  `UPDATE commitments SET state = '${state}', ended_at = $2, expires_at = NULL, version = version + 1
   WHERE ended_at IS NULL AND ${which} RETURNING ${KNOWN}`;
const EXPIRE = statement('calendar.expire', END(`expert_id = ANY($1::uuid[]) AND ${LAPSED('$2')}`, 'EXPIRED'));
const RELEASE = statement(
  'calendar.release',
  END(
    'subject_domain = $1 AND subject_id = ANY($3::uuid[]) AND ($4::uuid[] IS NULL OR expert_id = ANY($4::uuid[]))',
    'RELEASED',
  ),
);
const DISPLACE = statement(
  'calendar.displace',
  END(
    'expert_id = $1 AND exclusive AND ends_at > $2 AND tstzrange(blocked_from, blocked_until) && tstzrange($3, $4)',
    'DISPLACED',
  ),
);
const WITHDRAW = statement(
  'calendar.withdraw',
  END(
    `subject_domain = 'calendar' AND subject_id = $1::uuid AND (id = $3 OR ($4::boolean AND starts_at > $5))`,
    'RELEASED',
  ),
);
const CONFIRM = statement(
  'calendar.confirm',
  `UPDATE commitments SET state = 'CONFIRMED', expires_at = NULL, version = version + 1
   WHERE subject_domain = $1 AND subject_id = $2::uuid AND ended_at IS NULL
     AND (expires_at IS NULL OR expires_at > $3) RETURNING id`,
);
const EXTEND = statement(
  'calendar.extend',
  `UPDATE commitments SET expires_at = $4, version = version + 1
   WHERE subject_domain = $1 AND subject_id = $2::uuid AND state = 'TENTATIVE' AND expires_at > $3 RETURNING id`,
);
const EXPERTS_HOLDING = statement(
  'calendar.experts-holding',
  `SELECT DISTINCT expert_id AS "expertId" FROM commitments
   WHERE subject_id = $1 AND subject_domain <> 'calendar' AND state = 'TENTATIVE'`,
);
const TAKEN = statement(
  'calendar.taken',
  `SELECT expert_id AS "expertId", count(*)::int AS taken, max(starts_at) AS "lastAt" FROM commitments
   WHERE expert_id = ANY($1::uuid[]) AND ended_at IS NULL AND blocked_until > $3 AND kind = $2
     AND (expires_at IS NULL OR expires_at > $4) GROUP BY expert_id`,
);
// One statement of its own, which the driver keeps prepared: an entity manager would write the same anew every time.
const INSERT = statement(
  'calendar.insert',
  `INSERT INTO commitments (id, expert_id, kind, exclusive, state, starts_at, ends_at, blocked_from, blocked_until,
     subject_domain, subject_id, place_institution_id, expires_at, reason_code, comment, approved_by_staff_id, approved_at,
     created_by_staff_id, created_at, ended_at, version)
   SELECT n.id, n."expertId", n.kind, n.exclusive, n.state, n."startsAt", n."endsAt", n."blockedFrom", n."blockedUntil",
     n."subjectDomain", n."subjectId", n."placeInstitutionId", n."expiresAt", n."reasonCode", n.comment,
     n."approvedByStaffId", n."approvedAt", n."createdByStaffId", n."createdAt", n."endedAt", n.version
   FROM jsonb_to_recordset($1::jsonb) AS n (id uuid, "expertId" uuid, kind text, exclusive boolean, state text,
     "startsAt" timestamptz, "endsAt" timestamptz, "blockedFrom" timestamptz, "blockedUntil" timestamptz,
     "subjectDomain" text, "subjectId" uuid, "placeInstitutionId" uuid, "expiresAt" timestamptz, "reasonCode" text,
     comment text, "approvedByStaffId" uuid, "approvedAt" timestamptz, "createdByStaffId" uuid, "createdAt" timestamptz,
     "endedAt" timestamptz, version integer)`,
);
const FIND = statement(
  'calendar.find',
  `SELECT c.id, c.expert_id AS "expertId", s.institution_id AS "institutionId"
   FROM commitments c JOIN staff s ON s.id = c.expert_id WHERE c.id = $1`,
);
const BEGIN = statement(
  'calendar.lock-commitment',
  `SELECT id, expert_id AS "expertId", kind, state, starts_at AS start, ends_at AS end, subject_domain AS domain,
     subject_id AS "subjectId", approved_at AS "approvedAt", version FROM commitments WHERE id = $1 FOR UPDATE`,
);
const APPROVE = statement(
  'calendar.approve',
  'UPDATE commitments SET approved_by_staff_id = $2, approved_at = $3, version = version + 1 WHERE id = $1',
);

/** A calendar that the transaction has locked; buffers in minutes. */
export interface LockedCalendar {
  readonly expertId: string;
  readonly bufferBefore: number;
  readonly bufferAfter: number;
  readonly version: number;
  /** Whether something is held in it past its time. */
  readonly hasLapsed: boolean;
}

/** SQL that selects ids of experts; it adds what it needs to the parameters. */
export type ExpertsSql = (parameters: Parameters) => string;

/** How many commitments of a kind somebody has had, and when the last one begins. */
export interface Taken {
  readonly expertId: string;
  readonly taken: number;
  readonly lastAt: Date;
}

/** A single commitment, locked. */
export interface LockedCommitment extends Interval {
  readonly id: string;
  readonly expertId: string;
  readonly kind: CommitmentKind;
  readonly state: CommitmentState;
  readonly domain: string;
  readonly subjectId: string;
  readonly approvedAt: Date | null;
  readonly version: number;
}

interface KnownRow extends Interval, Record<string, unknown> {
  readonly id: string;
  readonly expertId: string;
  readonly domain: string;
  readonly subjectId: string;
}

type Row<T> = T & Record<string, unknown>;

/** Commitments as they lie in the database. Whoever writes any has locked the calendars concerned, in id order. */
@Injectable()
export class CommitmentRepository {
  /**
   * Locks the calendars of people, made where they have none yet, and those that others have. @returns those of people who
   * exist, in id order
   */
  async lockCalendars(tx: Opening, expertIds: readonly string[], others?: ExpertsSql): Promise<LockedCalendar[]> {
    const ids = [...new Set(expertIds)].toSorted();
    const parameters = new Parameters();
    const given = `${parameters.add(ids)}::uuid[]`;
    const which = others ? `${given} || ARRAY(${others(parameters)})` : given;
    const sql = lockSql(which, parameters.instant(tx.instant));
    const lock = () => tx.query<Row<LockedCalendar>>(statement('calendar.lock', sql), parameters.values);
    const locked = await lock();
    const found = new Set(locked.map(({ expertId }) => expertId));
    if (ids.every((id) => found.has(id))) return locked;
    const [, made] = await Promise.all([tx.query(ENSURE, [ids]), lock()]);
    return made;
  }

  /** What stands of a kind since then, by experts; whoever has nothing is left out. */
  taken(on: Queryable, expertIds: readonly string[], kind: CommitmentKind, { since, now }: { since: Date; now: Date }) {
    return on.query<Row<Taken>>(TAKEN, [[...expertIds], kind, since, now]);
  }

  /** It travels with what comes next; the transaction ends as ExpertBusyError where somebody else has the time already. */
  insert(tx: Transaction, rows: readonly CommitmentEntity[]): void {
    const [first] = rows;
    if (!first) return;
    const { expertId, startsAt: start, endsAt: end } = first;
    tx.write(INSERT, [JSON.stringify(rows)], (error) =>
      violatedConstraint(error) === ONE_AT_A_TIME ? new ExpertBusyError('TAKEN', expertId, { start, end }) : null,
    );
  }

  /** Ends what is held of these experts past its time. */
  async expire(tx: Transaction, expertIds: readonly string[]): Promise<KnownCommitment[]> {
    return known(await tx.query<KnownRow>(EXPIRE, [[...expertIds], tx.now]));
  }

  /** Gives back what subjects of a domain have, of some experts or of all. */
  release(tx: Transaction, domain: string, ids: readonly string[], expertIds: readonly string[] | null): void {
    tx.write(RELEASE, [domain, tx.now, [...ids], expertIds]);
  }

  /** Ends what an expert has during a time that has come to be leave. */
  async displace(tx: Transaction, expertId: string, { start, end }: Interval): Promise<KnownCommitment[]> {
    return known(await tx.query<KnownRow>(DISPLACE, [expertId, tx.now, start, end]));
  }

  /** Takes back what people have entered, together with what follows in its series where that is wanted. */
  async withdraw(tx: Transaction, { id, subjectId, start }: LockedCommitment, following: boolean) {
    return known(await tx.query<KnownRow>(WITHDRAW, [subjectId, tx.now, id, following, start]));
  }

  /** @returns whether there was something to confirm */
  async confirm(tx: Transaction, { domain, id }: Subject): Promise<boolean> {
    return (await tx.query(CONFIRM, [domain, id, tx.now])).length > 0;
  }

  /** @returns whether something is held that can be held longer */
  async extend(tx: Transaction, { domain, id }: Subject, until: Date): Promise<boolean> {
    return (await tx.query(EXTEND, [domain, id, tx.now, until])).length > 0;
  }

  /** Whose time is held, unconfirmed, for the subject of that id. */
  async expertsHolding(on: Queryable, subjectId: string): Promise<string[]> {
    const rows = await on.query<{ expertId: string }>(EXPERTS_HOLDING, [subjectId]);
    return rows.map(({ expertId }) => expertId);
  }

  /** Whose a commitment is. */
  find(on: Transaction, id: string): Promise<{ expertId: string; institutionId: string } | null> {
    return on.first(FIND, [id]);
  }

  async lock(tx: Transaction, id: string): Promise<LockedCommitment> {
    const found = await tx.first<Row<LockedCommitment>>(BEGIN, [id]);
    return found!;
  }

  approve(tx: Transaction, id: string): void {
    tx.write(APPROVE, [id, tx.actor.staffId, tx.now]);
  }
}

/** @throws StaleVersionError */
export function requireVersion({ version }: { readonly version: number }, expected: number): void {
  if (version !== expected) throw new StaleVersionError(expected, version);
}

function known(rows: readonly KnownRow[]): KnownCommitment[] {
  return rows.map(({ domain, subjectId, ...commitment }) => ({ ...commitment, subject: { domain, id: subjectId } }));
}
