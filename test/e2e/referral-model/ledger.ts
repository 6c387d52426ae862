import type { WorkCalendar } from '#kernel';
import type { Clocked } from './down-clock.js';
import type { Modelled } from './model.js';
import type { Stage } from './stage.js';

export interface WrittenEvent {
  readonly version: number;
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
  readonly topic: string;
  readonly staffId: string;
  readonly institutionId: string;
  readonly payload: { readonly fromInstitutionId?: string; readonly toInstitutionId?: string };
}

export interface WrittenHold {
  readonly wanted: string;
  readonly state: string;
  readonly ended: boolean;
}

/** Everything that is on record of a referral. */
export interface Recorded extends Modelled, Clocked {
  readonly events: readonly WrittenEvent[];
  /** Topics of the acts in the audit trail, looks left out. */
  readonly audited: readonly string[];
  readonly holds: readonly WrittenHold[];
  /** Levels of time limits that are still to come, and those that have turned to somebody, as `kind level`. */
  readonly openLevels: readonly string[];
  readonly passedLevels: readonly string[];
}

export interface Ledger {
  readonly referrals: ReadonlyMap<string, Recorded>;
  readonly keys: number;
  /** Sessions and bed pools of which more is held than there is. */
  readonly overheld: number;
  /** Referrals that lists would find by marks that are not true. */
  readonly mismarked: number;
  /** When it was read. */
  readonly now: Date;
  readonly calendar: WorkCalendar;
}

/** Escalations are notes beside the versions. */
const REFERRALS = `
  SELECT r.id, r.direction, r.kind, r.state, r.version, r.author_staff_id AS "authorStaffId",
    r.owner_staff_id AS "ownerStaffId", r.from_institution_id AS "fromInstitutionId",
    r.to_institution_id AS "toInstitutionId", r.to_department_id AS "toDepartmentId",
    r.state_changed_at AS "stateChangedAt", coalesce(r.edited_at, r.created_at) AS "editedAt",
    r.archived_at AS "archivedAt",
    (SELECT t.due_on::text FROM follow_up_tasks t WHERE t.referral_id = r.id AND t.state = 'OPEN') AS "followUpOn",
    (SELECT coalesce(json_agg(d.kind || ' ' || d.level ORDER BY d.kind, d.level), '[]') FROM deadlines d
      WHERE d.subject_id = r.id AND d.ended_at IS NULL) AS "openLevels",
    (SELECT coalesce(json_agg(DISTINCT x.kind || ' ' || x.level), '[]') FROM referral_escalations x
      WHERE x.referral_id = r.id AND x.ended_at IS NULL AND x.level > 0) AS "passedLevels",
    (SELECT coalesce(json_agg(json_build_object('version', e.aggregate_version, 'action', e.action,
        'from', e.from_state, 'to', e.to_state, 'topic', e.topic, 'staffId', e.staff_id,
        'institutionId', e.institution_id, 'payload', e.payload) ORDER BY e.aggregate_version), '[]')
      FROM domain_events e WHERE e.aggregate_type = 'referral' AND e.aggregate_id = r.id
        AND e.action NOT IN ('escalate', 'noteNoFreeSlot')) AS events,
    (SELECT coalesce(json_agg(a.action ORDER BY a.action), '[]') FROM audit_entries a
      WHERE a.object_id = r.id AND a.result = 'OK' AND a.action <> 'referral.read'
        AND a.action NOT LIKE 'referral.escalat%' AND a.action <> 'referral.no-free-slot') AS audited,
    (SELECT coalesce(json_agg(json_build_object('wanted', coalesce(h.session_id, h.bed_pool_id), 'state', h.state,
        'ended', h.ended_at IS NOT NULL) ORDER BY h.held_at, h.id), '[]')
      FROM capacity_holds h WHERE h.subject_domain = 'referral' AND h.subject_id = r.id) AS holds
  FROM referrals r ORDER BY r.created_at, r.id`;
const TURN = 'FROM referral_escalations x WHERE x.referral_id = r.id AND x.ended_at IS NULL AND x.level > 0';
const TOTALS = `
  SELECT (SELECT count(*) FROM idempotency_keys)::int AS keys,
    (SELECT count(*) FROM capacity_sessions s WHERE s.places < (SELECT count(*) FROM capacity_holds h
      WHERE h.session_id = s.id AND h.state IN ('TENTATIVE', 'CONFIRMED', 'USED')))::int +
    (SELECT count(*) FROM (SELECT 1 FROM capacity_holds h WHERE h.bed_pool_id IS NOT NULL AND h.ended_at IS NULL
      GROUP BY h.bed_pool_id, h.position HAVING count(*) > 1) twice)::int AS overheld,
    (SELECT count(*) FROM referrals r WHERE r.slot_searched_at IS DISTINCT FROM
        (SELECT max(x.searched_at) FROM referral_slot_searches x WHERE x.referral_id = r.id)
      OR r.escalated_to_sender <> EXISTS (SELECT 1 ${TURN} AND x.institution_id = r.from_institution_id)
      OR r.escalated_to_receiver <> EXISTS (SELECT 1 ${TURN} AND x.institution_id = r.to_institution_id))::int AS mismarked`;

/** Reads all of it. */
export async function readLedger(stage: Stage): Promise<Ledger> {
  const rows = await stage.sql<Recorded>(REFERRALS);
  const [totals] = await stage.sql<Pick<Ledger, 'keys' | 'overheld' | 'mismarked'>>(TOTALS);
  return {
    referrals: new Map(rows.map((row) => [row.id, row])),
    ...totals!,
    now: stage.app.clock.now(),
    calendar: stage.calendar,
  };
}
