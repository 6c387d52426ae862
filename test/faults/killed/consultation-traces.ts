import type { Client } from 'pg';
import { listOf, ordered, readKeys, readLooseEnds, readTraces, type Traces } from './records.js';

const INVITATIONS = 'SELECT v.id FROM consultation_invitations v WHERE v.consultation_id = c.id';
const HELD = `m.subject_domain = 'consultation' AND m.ended_at IS NULL`;

/** Whoever is called to an emergency keeps their time for it until they answer; it begins when they do. */
const CALLED = `(c.type = 'EMERGENCY' AND c.state = 'INVITING' AND v.state = 'INVITED' AND m.state = 'TENTATIVE')`;

/** What an act writes in its own transaction. Ids and instants are left out: for the same act all else is the same. */
const AT_ONCE = `jsonb_build_object(
  'state', c.state, 'version', c.version, 'numbered', c.consultation_no IS NOT NULL, 'ended', c.ended_at IS NOT NULL,
  'timed', c.starts_at IS NOT NULL, 'room', c.room_token IS NOT NULL, 'needed', c.required_experts,
  'events', ${ordered(
    'jsonb_build_array(e.aggregate_version, e.topic, e.from_state, e.to_state)',
    'domain_events e WHERE e.aggregate_id = c.id',
    'row(e.aggregate_version, e.id)',
  )},
  'audited', ${listOf(
    'to_jsonb(a.action)',
    `audit_entries a WHERE a.object_id = c.id AND a.result = 'OK' AND a.action LIKE 'consultation.%'
       AND a.action <> 'consultation.read'`,
  )},
  'invitations', ${listOf(
    `jsonb_build_array(v.state, v.version, v.is_chair, v.choice_reason IS NOT NULL,
       (SELECT count(*) FROM commitments m WHERE m.subject_id = v.id AND ${HELD} AND m.starts_at = c.starts_at),
       (SELECT count(*) FROM commitments m WHERE m.subject_id = v.id AND ${HELD} AND m.state = 'CONFIRMED'))`,
    'consultation_invitations v WHERE v.consultation_id = c.id',
  )},
  'answers', ${listOf(
    'jsonb_build_array(e.topic, e.from_state, e.to_state)',
    `domain_events e WHERE e.aggregate_id IN (${INVITATIONS})`,
  )},
  'deadlines', ${listOf(
    `jsonb_build_array(d.kind, d.level, CASE d.state WHEN 'EXECUTED' THEN 'RUNNING' ELSE d.state END)`,
    `deadlines d WHERE d.subject_id = c.id OR d.subject_id IN (${INVITATIONS})`,
  )},
  'grants', ${listOf(
    'jsonb_build_array(g.basis, g.expires_at IS NULL)',
    `patient_access_grants g WHERE g.source_id IN (${INVITATIONS})`,
  )})`;

/** What workers make of it: which consumers have had which events, and what was announced. */
const LATER = `jsonb_build_object(
  'delivered', ${listOf(
    'jsonb_build_array(e.aggregate_version, e.topic, d.consumer)',
    'domain_events e JOIN consumed_deliveries d ON d.event_id = e.id WHERE e.aggregate_id = c.id',
  )},
  'announced', ${listOf('to_jsonb(n.template_code)', 'notice_announcements n WHERE n.subject_id = c.id')})`;

const tracesSql = (of: string): string => `SELECT c.id, jsonb_build_array(${of})::text AS trace FROM consultations c`;

/** Which case each key has made or changed, by itself or by one of its invitations. */
const KEYS = `SELECT k.key, coalesce(v.consultation_id, k.aggregate_id) AS id FROM idempotency_keys k
  LEFT JOIN consultation_invitations v ON v.id = k.aggregate_id`;

/** Whatever is about a case that does not exist, time that is held in vain, and panels that have it in part. */
const LOOSE = `
  SELECT
    (SELECT count(*) FROM domain_events e WHERE e.aggregate_type = 'consultation'
      AND NOT EXISTS (SELECT 1 FROM consultations c WHERE c.id = e.aggregate_id))::int AS "events of nothing",
    (SELECT count(*) FROM audit_entries a WHERE a.object_type = 'consultation' AND a.result = 'OK'
      AND NOT EXISTS (SELECT 1 FROM consultations c WHERE c.id = a.object_id))::int AS "audit entries of nothing",
    (SELECT count(*) FROM deadlines d WHERE d.subject_type = 'Consultation'
      AND NOT EXISTS (SELECT 1 FROM consultations c WHERE c.id = d.subject_id))::int AS "time limits of nothing",
    (SELECT count(*) FROM consultations c WHERE c.version <> (SELECT count(*) FROM domain_events e
      WHERE e.aggregate_type = 'consultation' AND e.aggregate_id = c.id))::int AS "versions without their event",
    (SELECT count(*) FROM commitments m WHERE ${HELD} AND NOT EXISTS (SELECT 1 FROM consultation_invitations v
      JOIN consultations c ON c.id = v.consultation_id AND ((c.starts_at = m.starts_at AND c.ends_at = m.ends_at) OR ${CALLED})
      WHERE v.id = m.subject_id AND v.expert_staff_id = m.expert_id
        AND v.state IN ('PROPOSED', 'INVITED', 'ACCEPTED')))::int AS "times held in vain",
    (SELECT count(*) FROM consultations c JOIN consultation_invitations v ON v.consultation_id = c.id
      WHERE c.starts_at IS NOT NULL AND v.state IN ('PROPOSED', 'INVITED', 'ACCEPTED')
        AND c.state NOT IN ('CANCELLED', 'DECLINED') AND NOT EXISTS (SELECT 1 FROM commitments m
          WHERE m.subject_id = v.id AND ${HELD} AND m.starts_at = c.starts_at))::int AS "experts of a panel without its time",
    (SELECT count(*) FROM commitments m JOIN commitments n ON n.expert_id = m.expert_id AND n.id > m.id
      AND m.ended_at IS NULL AND n.ended_at IS NULL AND m.exclusive AND n.exclusive
      AND tstzrange(m.blocked_from, m.blocked_until) && tstzrange(n.blocked_from, n.blocked_until))::int
      AS "times given twice"`;

export const tracesAtOnce = (client: Client): Promise<Traces> => readTraces(client, tracesSql(AT_ONCE));
export const tracesOfWorkers = (client: Client): Promise<Traces> => readTraces(client, tracesSql(LATER));
export const usedKeys = (client: Client): Promise<ReadonlyMap<string, string>> => readKeys(client, KEYS);
export const looseEnds = (client: Client): Promise<string[]> => readLooseEnds(client, LOOSE);
