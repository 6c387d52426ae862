import type { Client } from 'pg';

/** Indexes that no constraint stands on, of tables that rows are poured into. */
const INDEXES = `
  SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
  JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE n.nspname = 'public' AND t.relkind = 'r' AND NOT i.indisprimary
    AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
    AND t.relname = ANY($1) ORDER BY 1`;

/** Tables that a county of referrals fills, so that their indexes are built once instead of row by row. */
const FILLED = [
  'patients',
  'clinical_packages',
  'referrals',
  'domain_events',
  'event_positions',
  'referral_arrangements',
  'referral_outcomes',
  'referral_escalations',
  'referral_routing_choices',
  'patient_access_grants',
  'patient_consents',
  'deadlines',
  'notice_announcements',
  'notices',
  'exam_orders',
  'exam_order_items',
  'exams',
  'specimens',
  'lab_reports',
  'recognition_decisions',
  'critical_values',
  'consultations',
];

/** Pours rows in while nothing has to be kept in order beside the tables, and puts their indexes back. */
export async function withoutIndexes(client: Client, pour: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(INDEXES, [FILLED]);
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await pour();
  await client.query(`SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2`);
  for (const { definition } of rows) await client.query(definition);
}
