import type { EmbeddedDatabase } from '#platform';
import { Client } from 'pg';
import { EVENTS, PACKAGES, POURING } from './bulk-rows.js';
import { databaseOf, putInOrder } from './county.js';

/** More than a page of each list in the smallest county, and a hundred in one with a million: more than anybody works through in a day. */
const MORE_THAN_A_PAGE = 30;
const OF_MILLION = 100;

/**
 * A short list is answered faster than a page of a long one, whatever the county. So that a page is compared with a page, every
 * list that is measured gets more than one of its own. Once a county, which may be kept.
 */
export async function fillLists(database: EmbeddedDatabase, referrals: number): Promise<void> {
  const client = new Client({ connectionString: databaseOf(database) });
  await client.connect();
  try {
    const { rowCount } = await client.query(`SELECT 1 FROM referrals WHERE referral_no LIKE 'L0%' LIMIT 1`);
    if (rowCount === 0) {
      await client.query(POURING);
      await client.query(LISTED, [Math.max(MORE_THAN_A_PAGE, (referrals / 1_000_000) * OF_MILLION)]);
      for (const sql of [PACKAGES, EVENTS]) await client.query(sql.replaceAll('bench_referrals', 'bench_listed'));
      await client.query(LISTED_ROWS);
    }
    await putInOrder(client);
  } finally {
    await client.end();
  }
}

/** Who writes to whom, who has taken it on, and how it stands. The coordinator's go where nothing is kept to be given. */
const LISTED = `
  CREATE TEMP TABLE bench_listed AS
  WITH people AS (
    SELECT a.login_name, s.id, s.institution_id, s.department_id FROM accounts a JOIN staff s ON s.id = a.staff_id
  ), patient AS (SELECT id, row_number() OVER () AS n FROM (SELECT id FROM patients ORDER BY id LIMIT $1::int) first)
  SELECT row_number() OVER () AS n, uuidv7(at - now()) AS id, uuidv7(at - now()) AS package_id, p.id AS patient_id,
    s.id AS author_id, s.institution_id AS from_id, s.department_id AS from_department_id, t.institution_id AS to_id,
    w.direction, w.kind, w.state, owner.id AS owner_id, t.id AS doctor_id, at,
    CASE w.receiver WHEN 'referral-coordinator' THEN bare.id ELSE coalesce(t.department_id, bare.id) END AS department_id,
    CASE w.receiver WHEN 'referral-coordinator' THEN now() END AS searched_at
  FROM (VALUES
    ('UP', 'ROUTINE', 'PENDING_ACCEPTANCE', 'township-doctor', 'county-doctor', NULL),
    ('UP', 'ROUTINE', 'RETURNED_FOR_EDIT', 'township-doctor', 'county-doctor', NULL),
    ('UP', 'ROUTINE', 'PENDING_INTERNAL_REVIEW', 'township-doctor', 'county-doctor', NULL),
    ('UP', 'ROUTINE', 'ACCEPTED', 'township-doctor', 'county-doctor', 'county-doctor'),
    ('UP', 'ROUTINE', 'ACCEPTED', 'township-doctor', 'referral-coordinator', 'county-doctor'),
    ('UP', 'EMERGENCY', 'ARRANGED', 'township-doctor', 'county-doctor', 'county-doctor'),
    ('DOWN', 'ROUTINE', 'PENDING_RECEIPT', 'county-doctor', 'township-doctor', 'township-doctor'),
    ('DOWN', 'ROUTINE', 'PENDING_ALLOCATION', 'county-doctor', 'township-head', NULL),
    ('DOWN', 'ROUTINE', 'NOT_ARRIVED', 'county-doctor', 'township-head', 'township-doctor')
  ) w(direction, kind, state, sender, receiver, owner)
  JOIN people s ON s.login_name = w.sender JOIN people t ON t.login_name = w.receiver
  LEFT JOIN people owner ON owner.login_name = w.owner
  CROSS JOIN patient p
  CROSS JOIN LATERAL (SELECT now() - p.n * (interval '29 days' / $1::int) AS at) moment
  CROSS JOIN LATERAL (SELECT d.id FROM departments d WHERE d.institution_id = t.institution_id
    AND NOT EXISTS (SELECT 1 FROM capacity_sessions c WHERE c.department_id = d.id) ORDER BY d.id LIMIT 1) bare`;

const LISTED_ROWS = `
  INSERT INTO referrals (id, referral_no, direction, kind, source, priority, state, version, patient_id, package_id,
    from_institution_id, from_department_id, author_staff_id, to_institution_id, to_department_id,
    reviewing_institution_id, owner_staff_id, purpose_code, handling, first_submitted_at, received_at, visit_time,
    slot_searched_at, state_changed_at, created_at)
  SELECT id, 'L' || lpad(n::text, 10, '0'), direction, kind, 'OUTPATIENT', 'III', state, 4, patient_id, package_id,
    from_id, from_department_id, author_id, to_id, department_id,
    CASE WHEN state = 'PENDING_INTERNAL_REVIEW' THEN from_id END, owner_id,
    CASE direction WHEN 'UP' THEN 'specialist_needed' ELSE 'post_surgery' END, CASE direction WHEN 'UP' THEN 'OUTPATIENT' END,
    at, CASE WHEN state <> 'PENDING_INTERNAL_REVIEW' THEN at END, CASE state WHEN 'ARRANGED' THEN now() END,
    searched_at, at, at
  FROM bench_listed`;
