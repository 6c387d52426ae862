import { Injectable } from '@nestjs/common';
import {
  Parameters,
  SETTINGS_REVISION,
  changeRow,
  statement,
  type Opening,
  type Queryable,
  type Transaction,
} from '#platform';
import type { DueClock } from '../domain/due-time.js';
import type { ReadingGroup } from '../domain/reading-group.js';
import type { ReadingState } from '../domain/reading-task.transitions.js';
import type { Urgency } from '../domain/urgency.js';
import type { ReadingTaskEntity } from './reading-task.entity.js';

/** What counts for the group of a task, and for the person who acts in it. */
interface Terms {
  readonly leaseMinutes: number;
  readonly certificateCode: string | null;
  readonly isCertified: boolean;
}

/** A task with its row locked, the terms of its group, and what the person who acts holds. */
export interface ReadingTaskRow extends Terms {
  readonly id: string;
  readonly version: number;
  readonly institutionId: string;
  readonly groupCode: string;
  readonly subjectDomain: string;
  readonly subjectId: string;
  readonly state: ReadingState;
  readonly signatures: 1 | 2;
  readonly claimedByStaffId: string | null;
  readonly leaseUntil: Date | null;
  readonly fencingToken: number;
  readonly reporterStaffId: string | null;
  readonly openClaims: number;
  readonly settingsRevision: number;
}

/** Who asks, and when. */
export interface Asker {
  /** Where the task is read; null for the library that the subject belongs to, which may act from elsewhere. */
  readonly institutionId: string | null;
  readonly staffId: string;
  /** Null where it is the database's own. */
  readonly now: Date | null;
}

/** The queue that somebody takes the next one of. */
export interface QueueChoice {
  readonly groupCode: string;
  readonly subspecialty?: string | null | undefined;
}

const COLUMNS = {
  state: 'state',
  claimedByStaffId: 'claimed_by_staff_id',
  leaseUntil: 'lease_until',
  fencingToken: 'fencing_token',
  reporterStaffId: 'reporter_staff_id',
  reviewerStaffId: 'reviewer_staff_id',
  groupCode: 'group_code',
  subspecialty: 'subspecialty',
  signatures: 'signatures',
  dueAt: 'due_at',
  latestStart: 'latest_start',
} as const;
export type ReadingTaskChanges = Partial<Pick<ReadingTaskEntity, keyof typeof COLUMNS>>;

/** SQL of the version of reference rows (alias `alias`) that counts at an instant. */
const counts = (alias: string, at: string): string =>
  `${alias}.effective_from <= ${at} AND (${alias}.effective_to IS NULL OR ${alias}.effective_to > ${at})`;

/**
 * What of the task `t`, its group and the reader the rules look at; null for `terms` where the group does not count now.
 * Each is an expression of its own, because joins cost a claim more than all that they find.
 *
 * @param group SQL of the code of its group
 */
function known(group: string, { staffId, now }: Asker, parameters: Parameters): string {
  const [reader, at] = [parameters.add(staffId), `${parameters.instant(now)}::timestamptz`];
  return `t.id, t.version, t.institution_id AS "institutionId", t.group_code AS "groupCode",
    t.subject_domain AS "subjectDomain", t.subject_id AS "subjectId", t.state, t.signatures,
    t.claimed_by_staff_id AS "claimedByStaffId", t.lease_until AS "leaseUntil", t.fencing_token AS "fencingToken",
    t.reporter_staff_id AS "reporterStaffId",
    (SELECT json_build_object('leaseMinutes', g.lease_minutes, 'certificateCode', g.certificate_code, 'isCertified',
       EXISTS (SELECT 1 FROM reader_certificates c WHERE c.staff_id = ${reader}
         AND c.certificate_code = g.certificate_code
         AND (${at} AT TIME ZONE 'Asia/Shanghai')::date BETWEEN c.valid_from AND c.valid_to))
     FROM reading_groups g WHERE g.code = ${group} AND ${counts('g', at)}) AS terms,
    (SELECT count(*)::int FROM reading_tasks o
     WHERE o.claimed_by_staff_id = ${reader} AND o.lease_until > ${at}) AS "openClaims",
    ${SETTINGS_REVISION} AS "settingsRevision"`;
}

const LOCK_SUBJECT = statement(
  'worklist.lock-subject',
  `SELECT id, version, institution_id AS "institutionId", signatures, state FROM reading_tasks
   WHERE subject_domain = $1 AND subject_id = $2 AND state NOT IN ('DONE', 'WITHDRAWN') FOR UPDATE`,
);
/** Several claims of one person come one after the other, so that none passes the limit by the side of another. */
const LOCK_READER = statement('worklist.lock-reader', 'SELECT 1 FROM staff WHERE id = $1 FOR NO KEY UPDATE');
const GROUP = statement(
  'worklist.group',
  `SELECT g.code, g.lease_minutes AS "leaseMinutes", g.signatures, g.expected_minutes AS "expectedMinutes",
     g.certificate_code AS "certificateCode", coalesce(v.due_minutes, d.due_minutes) AS "dueMinutes",
     coalesce(v.clock, d.clock) AS clock
   FROM reading_groups g JOIN reading_due_times d ON d.group_code = g.code AND d.urgency = $2
     AND ${counts('d', '$3::timestamptz')}
     LEFT JOIN reading_visit_due_times v ON v.group_code = g.code AND v.urgency = $2 AND v.visit_type = $4
     AND ${counts('v', '$3::timestamptz')}
   WHERE g.code = $1 AND ${counts('g', '$3::timestamptz')}`,
);
const HAS_GROUP = statement(
  'worklist.has-group',
  `SELECT 1 FROM reading_groups g WHERE g.code = $1 AND ${counts('g', '$2')}
     AND ($3::text IS NULL OR g.subject_domain IS NULL OR g.subject_domain = $3)`,
);
const INSERT = statement(
  'worklist.insert',
  `INSERT INTO reading_tasks (id, institution_id, group_code, subject_domain, subject_id, state, urgency, urgency_rank,
     subspecialty, due_at, latest_start, queued_at, signatures, fencing_token, version)
   VALUES ($1, $2, $3, $4, $5, 'QUEUED', $6, $7, $8, $9, $10, $11, $12, 0, 1)
   ON CONFLICT (subject_domain, subject_id) WHERE state NOT IN ('DONE', 'WITHDRAWN') DO NOTHING RETURNING id`,
);
// The lease alone is longer; nothing that anybody else sees has changed, so the version stays.
const EXTEND = statement(
  'worklist.extend',
  `UPDATE reading_tasks t SET lease_until = $5::timestamptz + g.lease_minutes * interval '1 minute'
   FROM reading_groups g
   WHERE t.id = $1 AND t.institution_id = $2 AND t.claimed_by_staff_id = $3 AND t.fencing_token = $4
     AND t.lease_until > $5 AND g.code = t.group_code AND ${counts('g', '$5')} RETURNING t.id`,
);
const LAPSED = statement(
  'worklist.lapsed',
  `SELECT id, version, institution_id AS "institutionId" FROM reading_tasks
   WHERE lease_until <= $1 ORDER BY lease_until, id LIMIT 200`,
);
const LOCK_LAPSED = statement(
  'worklist.lock-lapsed',
  `SELECT id, version, institution_id AS "institutionId" FROM reading_tasks
   WHERE id = $1 AND lease_until <= $2 FOR UPDATE SKIP LOCKED`,
);

export interface KnownGroup extends ReadingGroup {
  readonly dueMinutes: number;
  readonly clock: DueClock;
}

/** What decides how long a report may take. */
export interface DueKind {
  readonly groupCode: string;
  readonly urgency: Urgency;
  /** How the patient comes, in the words of orders; some have a time of their own. */
  readonly visitType?: string | null | undefined;
}

export interface KnownTask {
  readonly id: string;
  readonly version: number;
  readonly institutionId: string;
}

export interface KnownSubject extends KnownTask {
  readonly signatures: 1 | 2;
  readonly state: ReadingState;
}

export interface NewReadingTask {
  readonly id: string;
  readonly institutionId: string;
  readonly groupCode: string;
  readonly subjectDomain: string;
  readonly subjectId: string;
  readonly urgency: Urgency;
  readonly urgencyRank: number;
  readonly subspecialty: string | null;
  readonly dueAt: Date;
  readonly latestStart: Date;
  readonly queuedAt: Date;
  readonly signatures: number;
}

type FoundTask = Omit<ReadingTaskRow, keyof Terms> & { readonly terms: Terms | null };

/** Nobody reads what is of no group. */
const withTerms = (row: FoundTask | null): ReadingTaskRow | null => row && row.terms && { ...row, ...row.terms };

/** Rows of reading tasks, locked and changed in the transaction of whoever acts. */
@Injectable()
export class ReadingTaskRepository {
  async lock(tx: Opening, asker: Asker, id: string): Promise<ReadingTaskRow | null> {
    const parameters = new Parameters();
    const which = [
      `t.id = ${parameters.add(id)}`,
      ...(asker.institutionId ? [`t.institution_id = ${parameters.add(asker.institutionId)}`] : []),
    ];
    const sql = `SELECT ${known('t.group_code', asker, parameters)} FROM reading_tasks t
      WHERE ${which.join(' AND ')} FOR UPDATE OF t`;
    return withTerms(await tx.first<FoundTask>(statement('worklist.lock', sql), parameters.values));
  }

  async lockReader(tx: Opening, staffId: string): Promise<void> {
    await tx.query(LOCK_READER, [staffId]);
  }

  /**
   * The first of a queue, locked; null where there is none. By the index alone: what others are about to take is passed over.
   * What is read of it is what was locked, whoever has changed it meanwhile.
   */
  async next(tx: Opening, asker: Asker, { groupCode, subspecialty }: QueueChoice): Promise<ReadingTaskRow | null> {
    const parameters = new Parameters();
    const group = parameters.add(groupCode);
    const queue = [
      `t.institution_id = ${parameters.add(asker.institutionId)}`,
      `t.group_code = ${group}`,
      ...(subspecialty ? [`t.subspecialty = ${parameters.add(subspecialty)}`] : []),
    ];
    const sql = `SELECT ${known(group, asker, parameters)} FROM reading_tasks t
      WHERE ${queue.join(' AND ')} AND t.state = 'QUEUED'
      ORDER BY t.urgency_rank, t.latest_start, t.queued_at, t.id LIMIT 1 FOR UPDATE OF t SKIP LOCKED`;
    return withTerms(await tx.first<FoundTask>(statement('worklist.next', sql), parameters.values));
  }

  /** The task of a subject that is not at an end, locked. */
  lockSubject(tx: Opening, domain: string, subjectId: string): Promise<KnownSubject | null> {
    return tx.first<KnownSubject & object>(LOCK_SUBJECT, [domain, subjectId]);
  }

  /** What counts for a group, class and way to come at an instant; null where the class has no due time. */
  async group(on: Queryable, { groupCode, urgency, visitType }: DueKind, at: Date): Promise<KnownGroup | null> {
    const [row] = await on.query<KnownGroup & object>(GROUP, [groupCode, urgency, at, visitType ?? null]);
    return row ?? null;
  }

  /** @param domain whose subjects it is to read, where that matters */
  async isGroup(tx: Transaction, code: string, domain: string | null = null): Promise<boolean> {
    return (await tx.first(HAS_GROUP, [code, tx.now, domain])) !== null;
  }

  /** @returns whether the subject was not waiting already */
  async insert(tx: Transaction, task: NewReadingTask): Promise<boolean> {
    const { id, institutionId, groupCode, subjectDomain, subjectId, urgency, urgencyRank, subspecialty } = task;
    const values = [id, institutionId, groupCode, subjectDomain, subjectId, urgency, urgencyRank, subspecialty];
    const rows = await tx.query(INSERT, [...values, task.dueAt, task.latestStart, task.queuedAt, task.signatures]);
    return rows.length > 0;
  }

  change(tx: Transaction, row: KnownTask, changes: ReadingTaskChanges): number {
    return changeRow(tx, row, { table: 'reading_tasks', columns: COLUMNS, changes });
  }

  /** @returns whether the lease still stood under that token */
  async extend(tx: Transaction, { institutionId, staffId, now }: Asker, id: string, token: number): Promise<boolean> {
    const rows = await tx.query(EXTEND, [id, institutionId, staffId, token, now]);
    return rows.length > 0;
  }

  /** Those whose lease has passed, the longest passed first. */
  lapsed(on: Queryable, now: Date): Promise<KnownTask[]> {
    return on.query<KnownTask & object>(LAPSED, [now]);
  }

  /** One of them, locked; null where it is held again or done, or somebody else is about to change it. */
  lockLapsed(tx: Transaction, id: string): Promise<KnownTask | null> {
    return tx.first<KnownTask & object>(LOCK_LAPSED, [id, tx.now]);
  }
}
