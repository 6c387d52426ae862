import { Injectable } from '@nestjs/common';
import {
  changeRow,
  settingsSql,
  statement,
  type FoundSettings,
  type Opening,
  type Queryable,
  type Transaction,
} from '#platform';
import type { DueClock } from '../domain/due-time.js';
import { OPEN_CLAIMS_SETTING, type ReadingGroup } from '../domain/reading-group.js';
import type { ReadingState } from '../domain/reading-task.transitions.js';
import type { Urgency } from '../domain/urgency.js';
import type { ReadingTaskEntity } from './reading-task.entity.js';

/** A task with its row locked, the terms of its group, and what the person who acts holds. */
export interface ReadingTaskRow {
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
  readonly leaseMinutes: number;
  readonly certificateCode: string | null;
  readonly isCertified: boolean;
  readonly openClaims: number;
  readonly settings: FoundSettings<typeof OPEN_CLAIMS_SETTING>;
}

/** Who asks, and when. */
export interface Asker {
  /** Where the task is read; null for the library that the subject belongs to, which may act from elsewhere. */
  readonly institutionId: string | null;
  readonly staffId: string;
  readonly now: Date;
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
} as const;
export type ReadingTaskChanges = Partial<Pick<ReadingTaskEntity, keyof typeof COLUMNS>>;

/** SQL of the version of reference rows (alias `alias`) that counts at an instant. */
const counts = (alias: string, at: string): string =>
  `${alias}.effective_from <= ${at} AND (${alias}.effective_to IS NULL OR ${alias}.effective_to > ${at})`;

/** What of the task, its group and the reader the rules look at: `$1` institution, `$2` reader, `$3` now, `$4` settings. */
const known = (where: string): string => `
  SELECT t.id, t.version, t.institution_id AS "institutionId", t.group_code AS "groupCode",
    t.subject_domain AS "subjectDomain", t.subject_id AS "subjectId", t.state, t.signatures,
    t.claimed_by_staff_id AS "claimedByStaffId", t.lease_until AS "leaseUntil", t.fencing_token AS "fencingToken",
    t.reporter_staff_id AS "reporterStaffId", g.lease_minutes AS "leaseMinutes",
    g.certificate_code AS "certificateCode",
    EXISTS (SELECT 1 FROM reader_certificates c WHERE c.staff_id = $2 AND c.certificate_code = g.certificate_code
      AND ($3::timestamptz AT TIME ZONE 'Asia/Shanghai')::date BETWEEN c.valid_from AND c.valid_to) AS "isCertified",
    (SELECT count(*)::int FROM reading_tasks o WHERE o.claimed_by_staff_id = $2 AND o.lease_until > $3) AS "openClaims",
    ${settingsSql('$4', '$3')} AS settings
  FROM reading_tasks t JOIN reading_groups g ON g.code = t.group_code AND ${counts('g', '$3')}
  WHERE ($1::uuid IS NULL OR t.institution_id = $1) AND ${where}`;

const LOCK = statement('worklist.lock', `${known('t.id = $5')} FOR UPDATE OF t`);
const LOCK_SUBJECT = statement(
  'worklist.lock-subject',
  `SELECT id, version, institution_id AS "institutionId", signatures FROM reading_tasks
   WHERE subject_domain = $1 AND subject_id = $2 AND state NOT IN ('DONE', 'WITHDRAWN') FOR UPDATE`,
);
/** Several claims of one person come one after the other, so that none passes the limit by the side of another. */
const LOCK_READER = statement('worklist.lock-reader', 'SELECT 1 FROM staff WHERE id = $1 FOR NO KEY UPDATE');
// By the index alone; what others are about to take is passed over.
const next = (filter: string): string => `
  SELECT q.id, q.version, q.institution_id AS "institutionId" FROM reading_tasks q
  WHERE q.institution_id = $1 AND q.group_code = $2 AND q.state = 'QUEUED' ${filter}
  ORDER BY q.urgency_rank, q.latest_start, q.queued_at, q.id LIMIT 1 FOR UPDATE SKIP LOCKED`;
const NEXT = statement('worklist.next', next(''));
const NEXT_OF_SUBSPECIALTY = statement('worklist.next-of-subspecialty', next('AND q.subspecialty = $3'));
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

/** Rows of reading tasks, locked and changed in the transaction of whoever acts. */
@Injectable()
export class ReadingTaskRepository {
  lock(tx: Opening, { institutionId, staffId, now }: Asker, id: string): Promise<ReadingTaskRow | null> {
    return tx.first<ReadingTaskRow & object>(LOCK, [institutionId, staffId, now, [OPEN_CLAIMS_SETTING], id]);
  }

  async lockReader(tx: Opening, staffId: string): Promise<void> {
    await tx.query(LOCK_READER, [staffId]);
  }

  /** The first of a queue that nobody else is about to take, locked; null where there is none. */
  next(tx: Opening, institutionId: string, { groupCode, subspecialty }: QueueChoice): Promise<KnownTask | null> {
    return subspecialty
      ? tx.first<KnownTask & object>(NEXT_OF_SUBSPECIALTY, [institutionId, groupCode, subspecialty])
      : tx.first<KnownTask & object>(NEXT, [institutionId, groupCode]);
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
