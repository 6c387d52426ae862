import type { Client } from 'pg';

/** The queue that everybody reads from, with the shortest lease that there may be. */
export const GROUP = 'FAULTS';
export const READERS = 20;
export const PROCESSES = 4;
export const LEASE_MS = 60_000;

/** Has no unique constraint: what is published twice stands there twice. */
const PUBLISHED = `CREATE TABLE faults_published (task_id uuid NOT NULL, token int NOT NULL, staff_id uuid NOT NULL)`;
const FILL = `
  INSERT INTO reading_tasks (id, institution_id, group_code, subject_domain, subject_id, state, urgency, urgency_rank,
    due_at, latest_start, queued_at, signatures, fencing_token, version)
  SELECT gen_random_uuid(), $1, '${GROUP}', 'faults', gen_random_uuid(), 'QUEUED',
    (ARRAY['GREEN', 'EMERGENCY', 'INPATIENT', 'ROUTINE'])[rank], rank, due, due - interval '4 minutes', now(), 1, 0, 1
  FROM (SELECT 1 + floor(random() * 4)::int AS rank, now() + random() * interval '30 days' AS due
    FROM generate_series(1, $2::int)) drawn`;

export const tableOfPublished = (owner: Client): Promise<unknown> => owner.query(PUBLISHED);

/** The lead hospital's first twenty people, in the same order for everybody who asks. */
export const READERS_SQL = `
  SELECT s.id AS "staffId", s.institution_id AS "institutionId" FROM staff s JOIN institutions i ON i.id = s.institution_id
  WHERE i.kind = 'LEAD_HOSPITAL' ORDER BY s.staff_no LIMIT ${READERS}`;

export async function fillQueue(owner: Client, items: number): Promise<void> {
  await owner.query(
    `INSERT INTO reading_groups (code, effective_from, label_zh, label_en, lease_minutes, signatures, expected_minutes)
     VALUES ('${GROUP}', '2020-01-01', '演练', 'Faults', 1, 1, 4)`,
  );
  const { rows } = await owner.query<{ institutionId: string }>(READERS_SQL);
  await owner.query(FILL, [rows[0]!.institutionId, items]);
}

/** How many are still to be read. */
export async function leftOf(owner: Client): Promise<number> {
  const { rows } = await owner.query<{ left: number }>(
    `SELECT count(*)::int AS left FROM reading_tasks WHERE group_code = '${GROUP}' AND state <> 'DONE'`,
  );
  return rows[0]!.left;
}
