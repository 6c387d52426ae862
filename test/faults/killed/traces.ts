import type { Client } from 'pg';
import { listOf, ordered, readKeys, readLooseEnds, readTraces, type Traces } from './records.js';

/** What an act writes in its own transaction. Ids and instants are left out: for the same act all else is the same. */
const AT_ONCE = `jsonb_build_object(
  'state', r.state, 'version', r.version, 'numbered', r.referral_no IS NOT NULL, 'ended', r.ended_at IS NOT NULL,
  'received', r.received_at IS NOT NULL, 'owned', r.owner_staff_id IS NOT NULL, 'visit', r.visit_time IS NOT NULL,
  'events', ${ordered(
    'jsonb_build_array(e.aggregate_version, e.topic, e.from_state, e.to_state)',
    "domain_events e WHERE e.aggregate_id = r.id AND e.action <> 'escalate'",
    'row(e.aggregate_version, e.id)',
  )},
  'audited', ${listOf(
    'to_jsonb(a.action)',
    `audit_entries a WHERE a.object_id = r.id AND a.result = 'OK' AND a.action LIKE 'referral.%'
       AND a.action <> 'referral.read' AND a.action NOT LIKE 'referral.escalat%'`,
  )},
  'arrangements', ${listOf('to_jsonb(a.replaced_at IS NULL)', 'referral_arrangements a WHERE a.referral_id = r.id')},
  'holds', ${ordered(
    'jsonb_build_array(h.state, h.session_id IS NOT NULL)',
    "capacity_holds h WHERE h.subject_domain = 'referral' AND h.subject_id = r.id",
    'h.id',
  )},
  'deadlines', ${listOf(
    `jsonb_build_array(d.kind, d.level, CASE d.state WHEN 'EXECUTED' THEN 'RUNNING' ELSE d.state END)`,
    'deadlines d WHERE d.subject_id = r.id',
  )},
  'grants', ${listOf(
    'jsonb_build_array(g.basis, g.expires_at IS NULL)',
    'patient_access_grants g WHERE g.source_id = r.id',
  )},
  'tasks', ${listOf('to_jsonb(t.state)', 'follow_up_tasks t WHERE t.referral_id = r.id')},
  'outcomes', ${listOf('to_jsonb(o.appropriate)', 'referral_outcomes o WHERE o.referral_id = r.id')})`;

/** Patients hear of a visit while nothing has followed it: whether a worker comes in time is not the act's to say. */
const TOLD_WHILE_IT_STANDS = 'referral.visit';

/** What workers make of it: which consumers have had which events, which limits have passed, who was told what. */
const LATER = `jsonb_build_object(
  'deadlines', ${listOf('jsonb_build_array(d.kind, d.level, d.state)', 'deadlines d WHERE d.subject_id = r.id')},
  'delivered', ${listOf(
    'jsonb_build_array(e.aggregate_version, e.topic, c.consumer)',
    'domain_events e JOIN consumed_deliveries c ON c.event_id = e.id WHERE e.aggregate_id = r.id',
  )},
  'escalations', ${listOf(
    'jsonb_build_array(x.kind, x.level, x.position, x.target, x.ended_at IS NULL)',
    'referral_escalations x WHERE x.referral_id = r.id',
  )},
  'announced', ${listOf(
    'to_jsonb(n.template_code)',
    `notice_announcements n WHERE n.subject_id = r.id AND n.template_code <> '${TOLD_WHILE_IT_STANDS}'`,
  )},
  'chosen', ${listOf('to_jsonb(c.candidates)', 'referral_routing_choices c WHERE c.referral_id = r.id')})`;

const tracesSql = (of: string): string => `
  SELECT coalesce(r.parent_id, r.id) AS id, jsonb_agg(${of} ORDER BY r.parent_id NULLS FIRST)::text AS trace
  FROM referrals r GROUP BY coalesce(r.parent_id, r.id)`;

/** Which referral each key has made or changed. */
const KEYS = 'SELECT key, aggregate_id AS id FROM idempotency_keys';

/** Whatever is about a referral that does not exist, and what is held beyond what there is or without a visit. */
const LOOSE = `
  SELECT
    (SELECT count(*) FROM domain_events e WHERE e.aggregate_type = 'referral'
      AND NOT EXISTS (SELECT 1 FROM referrals r WHERE r.id = e.aggregate_id))::int AS "events of nothing",
    (SELECT count(*) FROM audit_entries a WHERE a.object_type = 'referral' AND a.result = 'OK'
      AND NOT EXISTS (SELECT 1 FROM referrals r WHERE r.id = a.object_id))::int AS "audit entries of nothing",
    (SELECT count(*) FROM deadlines d WHERE d.subject_type = 'Referral'
      AND NOT EXISTS (SELECT 1 FROM referrals r WHERE r.id = d.subject_id))::int AS "time limits of nothing",
    (SELECT count(*) FROM capacity_holds h WHERE h.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM referrals r
      JOIN referral_arrangements a ON a.referral_id = r.id AND a.replaced_at IS NULL
      WHERE r.id = h.subject_id AND r.state = 'ARRANGED'))::int AS "holds without an appointment",
    (SELECT count(*) FROM referrals r WHERE r.state = 'ARRANGED' AND r.kind = 'ROUTINE' AND NOT EXISTS (
      SELECT 1 FROM referral_arrangements a WHERE a.referral_id = r.id AND a.replaced_at IS NULL))::int
      AS "visits without an appointment",
    (SELECT count(*) FROM referrals r WHERE r.version <> (SELECT count(*) FROM domain_events e
      WHERE e.aggregate_id = r.id AND e.action NOT IN ('escalate', 'urge')))::int AS "versions without their event",
    (SELECT count(*) FROM capacity_sessions s WHERE s.places < (SELECT count(*) FROM capacity_holds h
      WHERE h.session_id = s.id AND h.state IN ('TENTATIVE', 'CONFIRMED', 'USED')))::int AS "sessions overheld"`;

/** Of each referral and of those that it was passed on as. */
export const tracesAtOnce = (client: Client): Promise<Traces> => readTraces(client, tracesSql(AT_ONCE));
export const tracesOfWorkers = (client: Client): Promise<Traces> => readTraces(client, tracesSql(LATER));
export const usedKeys = (client: Client): Promise<ReadonlyMap<string, string>> => readKeys(client, KEYS);
export const looseEnds = (client: Client): Promise<string[]> => readLooseEnds(client, LOOSE);
