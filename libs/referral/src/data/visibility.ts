import { actingFor, departmentsOf, holdsRole, type ActorContext, type Parameters } from '#platform';
import { Role } from '#identity';
import { UpState } from '../domain/referral-state.js';

/** Roles that see every referral of their institution. */
const WHOLE_INSTITUTION = [Role.REFERRAL_COORDINATOR, Role.TOWNSHIP_HEAD] as const;
/** Roles that take up-referrals on. */
export const UP_RECEIVERS = [Role.COUNTY_DOCTOR, Role.DEPT_HEAD] as const;
/** Roles that see what was sent to their departments; in a township those are doctors who take patients back. */
const RECEIVING_DOCTORS = [...UP_RECEIVERS, Role.TOWNSHIP_DOCTOR] as const;
/** Roles that see what their departments send, because they review it. */
const REVIEWERS = [Role.DEPT_HEAD] as const;

/**
 * SQL that is true for the referrals (alias `r`) that the actor's institution sends: one's own, those of the departments
 * that one heads, or all of them. The conditions exclude each other, and each has an index.
 */
export function sentArms(actor: ActorContext, parameters: Parameters): string[] {
  const institution = `r.from_institution_id = ${parameters.add(actor.institutionId)}`;
  const { all, departmentIds } = departmentsOf(actor, REVIEWERS);
  if (all || seesWholeInstitution(actor)) return [institution];
  const author = parameters.add(actingFor(actor));
  const own = `${institution} AND r.author_staff_id = ${author}`;
  if (departmentIds.length === 0) return [own];
  const reviewed = oneOf('r.from_department_id', departmentIds, parameters);
  return [own, `${institution} AND ${reviewed} AND r.author_staff_id <> ${author}`];
}

function sentBy(actor: ActorContext, parameters: Parameters): string {
  return sentArms(actor, parameters)
    .map((arm) => `(${arm})`)
    .join(' OR ');
}

/**
 * SQL that is true for the referrals that the actor's institution has received: those to one's departments, or all of
 * them. A referral does not exist for the receiver before it has passed the sender's review. Of those that have ended
 * only some are in sight: see {@link RECEIVED_OPEN} and {@link receivedEnded}.
 */
export function receivedScope(actor: ActorContext, parameters: Parameters): string {
  const receiving = departmentsOf(actor, RECEIVING_DOCTORS);
  const institution = `r.to_institution_id = ${parameters.add(actor.institutionId)} AND r.received_at IS NOT NULL`;
  return receiving.all || seesWholeInstitution(actor)
    ? institution
    : `${institution} AND ${toOneOf(receiving.departmentIds, parameters)}`;
}

export const RECEIVED_OPEN = 'r.ended_at IS NULL';

/** SQL that is true for what has ended and is still in the receiver's sight. */
export function receivedEnded(now: Date | null, parameters: Parameters): string {
  return `r.ended_at > ${accessSince(parameters.instant(now))}`;
}

function receivedBy(actor: ActorContext, now: Date | null, parameters: Parameters): string {
  return `${receivedScope(actor, parameters)} AND (${RECEIVED_OPEN} OR ${receivedEnded(now, parameters)})`;
}

/** SQL that is true for what was sent to one of the departments. */
export function toOneOf(departmentIds: readonly string[], parameters: Parameters): string {
  return oneOf('r.to_department_id', departmentIds, parameters);
}

/** Most doctors have one department, whose referrals an index holds in order; those of several are put in order. */
function oneOf(column: string, ids: readonly string[], parameters: Parameters): string {
  const [only, ...others] = ids;
  return only !== undefined && others.length === 0
    ? `${column} = ${parameters.add(only)}`
    : `${column} = ANY(${parameters.add(ids)})`;
}

/**
 * Either side, and those who stand in for the reviewer, for single referrals.
 * @param now null for the instant of the transaction
 */
export function visibleTo(actor: ActorContext, now: Date | null, parameters: Parameters): string {
  const sides = [sentBy(actor, parameters), receivedBy(actor, now, parameters), reviewedBy(actor, parameters)];
  return `(${sides.map((side) => `(${side})`).join(' OR ')})`;
}

/** A referral centre sees what it reviews for those who have nobody else. */
function reviewedBy(actor: ActorContext, parameters: Parameters): string {
  return holdsRole(actor, Role.REFERRAL_COORDINATOR)
    ? `${IN_REVIEW} AND r.reviewing_institution_id = ${parameters.add(actor.institutionId)}`
    : 'false';
}

const IN_REVIEW = `r.state = '${UpState.PENDING_INTERNAL_REVIEW}'`;

function seesWholeInstitution(actor: ActorContext): boolean {
  return WHOLE_INSTITUTION.some((role) => holdsRole(actor, role));
}

/** SQL of the instant since which a referral must have ended to be still in the receiver's sight. */
const accessSince = (now: string): string =>
  `(SELECT ${now}::timestamptz - s.value * interval '1 day' FROM reference_settings s
    WHERE s.key = 'referral.access_after_end_days' AND s.effective_from <= ${now}
      AND (s.effective_to IS NULL OR s.effective_to > ${now}))`;

/** The same rules as rows, for many actors at once: one row for each way in which an actor sees referrals. */
interface Scope {
  readonly side: 'sent' | 'received' | 'reviewed';
  readonly institutionId: string;
  /** Only what this person wrote, or what this department sends or receives; null for all. */
  readonly onlyId: string | null;
}

/** The scopes of an actor: what {@link visibleTo} says of one actor in SQL. */
export function scopesOf(actor: ActorContext): Scope[] {
  const { institutionId } = actor;
  const all = seesWholeInstitution(actor);
  const receiving = departmentsOf(actor, RECEIVING_DOCTORS);
  const receivers = receiving.all || all ? [null] : receiving.departmentIds;
  const reviewed = departmentsOf(actor, REVIEWERS);
  const senders = reviewed.all || all ? [null] : [actingFor(actor), ...reviewed.departmentIds];
  return [
    ...senders.map((onlyId): Scope => ({ side: 'sent', institutionId, onlyId })),
    ...receivers.map((onlyId): Scope => ({ side: 'received', institutionId, onlyId })),
    ...(holdsRole(actor, Role.REFERRAL_COORDINATOR)
      ? [{ side: 'reviewed', institutionId, onlyId: null } as const]
      : []),
  ];
}

/**
 * SQL of which scopes see which referrals, as rows (scope, id): `$1` the referrals; `$2` to `$4` side, institution and
 * person or department of the scopes, in their order; `$5` now.
 */
export const SEEN_BY_SCOPES = `
  WITH asked AS (SELECT * FROM referrals r WHERE r.id = ANY($1::uuid[])), scopes AS (
    SELECT * FROM unnest($2::text[], $3::uuid[], $4::uuid[]) WITH ORDINALITY AS s(side, institution_id, only_id, no)
  )
  SELECT s.no::int AS scope, r.id FROM asked r JOIN scopes s ON s.institution_id = r.from_institution_id
  WHERE s.side = 'sent' AND (s.only_id IS NULL OR s.only_id IN (r.author_staff_id, r.from_department_id))
  UNION ALL
  SELECT s.no::int, r.id FROM asked r JOIN scopes s ON s.institution_id = r.to_institution_id
  WHERE s.side = 'received' AND (s.only_id IS NULL OR s.only_id = r.to_department_id)
    AND r.received_at IS NOT NULL AND (r.ended_at IS NULL OR r.ended_at > ${accessSince('$5')})
  UNION ALL
  SELECT s.no::int, r.id FROM asked r JOIN scopes s ON s.institution_id = r.reviewing_institution_id
  WHERE s.side = 'reviewed' AND ${IN_REVIEW}`;
