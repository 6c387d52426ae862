import type { Stage } from './stage.js';

export interface WrittenEvent {
  readonly version: number;
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
  readonly topic: string;
}

export interface RecordedInvitation {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly expertStaffId: string;
  readonly isChair: boolean;
  /** What the calendar of the expert keeps for it now. */
  readonly held: readonly { readonly from: string; readonly to: string; readonly isFixed: boolean }[];
}

export interface RecordedOpinion {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly signedBy: readonly string[];
}

/** Everything that is on record of a case. */
export interface Recorded {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly version: number;
  readonly authorStaffId: string;
  readonly invitingInstitutionId: string;
  readonly centreInstitutionId: string;
  readonly requiredExperts: number | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly invitations: readonly RecordedInvitation[];
  readonly opinions: readonly RecordedOpinion[];
  readonly events: readonly WrittenEvent[];
  /** Topics of the acts in the audit trail, looks left out. */
  readonly audited: readonly string[];
}

export interface Ledger {
  readonly cases: ReadonlyMap<string, Recorded>;
  readonly keys: number;
  /** Pairs of commitments that have the same expert at the same time. */
  readonly doubled: number;
  /** Time that is kept for invitations that there are not. */
  readonly orphaned: number;
}

const standing = (alias: string): string =>
  `${alias}.ended_at IS NULL AND (${alias}.expires_at IS NULL OR ${alias}.expires_at > $1)`;
const CASES = `
  SELECT c.id, c.type, c.state, c.version, c.author_staff_id AS "authorStaffId",
    c.inviting_institution_id AS "invitingInstitutionId", c.centre_institution_id AS "centreInstitutionId",
    c.required_experts AS "requiredExperts", c.starts_at::text AS "from", c.ends_at::text AS "to",
    (SELECT coalesce(json_agg(json_build_object('id', v.id, 'version', v.version, 'state', v.state,
        'expertStaffId', v.expert_staff_id, 'isChair', v.is_chair, 'held',
        (SELECT coalesce(json_agg(json_build_object('from', m.starts_at::text, 'to', m.ends_at::text,
            'isFixed', m.state = 'CONFIRMED')), '[]')
          FROM commitments m WHERE m.subject_domain = 'consultation' AND m.subject_id = v.id AND ${standing('m')}))
        ORDER BY v.created_at, v.id), '[]')
      FROM consultation_invitations v WHERE v.consultation_id = c.id) AS invitations,
    (SELECT coalesce(json_agg(json_build_object('id', o.id, 'version', o.version, 'state', o.state, 'signedBy',
        (SELECT coalesce(json_agg(g.staff_id), '[]') FROM consultation_signatures g WHERE g.opinion_id = o.id))
        ORDER BY o.revision), '[]')
      FROM consultation_opinions o WHERE o.consultation_id = c.id) AS opinions,
    (SELECT coalesce(json_agg(json_build_object('version', e.aggregate_version, 'action', e.action,
        'from', e.from_state, 'to', e.to_state, 'topic', e.topic) ORDER BY e.aggregate_version), '[]')
      FROM domain_events e WHERE e.aggregate_type = 'consultation' AND e.aggregate_id = c.id) AS events,
    (SELECT coalesce(json_agg(a.action ORDER BY a.action), '[]') FROM audit_entries a
      WHERE a.object_id = c.id AND a.object_type = 'consultation' AND a.result = 'OK' AND a.action <> 'consultation.read')
      AS audited
  FROM consultations c ORDER BY c.created_at, c.id`;
const TOTALS = `
  SELECT (SELECT count(*) FROM idempotency_keys)::int AS keys,
    (SELECT count(*) FROM commitments m JOIN commitments n ON n.expert_id = m.expert_id AND n.id > m.id
      AND tstzrange(n.blocked_from, n.blocked_until) && tstzrange(m.blocked_from, m.blocked_until)
      WHERE m.exclusive AND n.exclusive AND ${standing('m')} AND ${standing('n')})::int AS doubled,
    (SELECT count(*) FROM commitments m WHERE m.subject_domain = 'consultation' AND ${standing('m')}
      AND NOT EXISTS (SELECT 1 FROM consultation_invitations v WHERE v.id = m.subject_id))::int AS orphaned`;

/** Reads all of it. */
export async function readLedger(stage: Stage): Promise<Ledger> {
  const now = stage.app.clock.now();
  const rows = await stage.sql<Recorded>(CASES, [now]);
  const [totals] = await stage.sql<Omit<Ledger, 'cases'>>(TOTALS, [now]);
  return { cases: new Map(rows.map((row) => [row.id, row])), ...totals! };
}
