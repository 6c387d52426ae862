/** Holds (alias `h`) whose place nobody else may have; `now` is a placeholder. What has expired no longer counts. */
const standing = (states: string, now: string): string =>
  `h.state IN (${states}) AND (h.expires_at IS NULL OR h.expires_at > ${now})`;

/** How many places of a session (alias `s`) are held or were used. */
export const takenSql = (now: string): string =>
  `(SELECT count(*)::int FROM capacity_holds h
    WHERE h.session_id = s.id AND ${standing(`'TENTATIVE', 'CONFIRMED', 'USED'`, now)})`;

/** How many beds of a pool (alias `b`) are held. */
export const heldBedsSql = (now: string): string =>
  `(SELECT count(*)::int FROM capacity_holds h
    WHERE h.bed_pool_id = b.id AND ${standing(`'TENTATIVE', 'CONFIRMED'`, now)})`;

const CLOSED = `EXISTS (SELECT 1 FROM capacity_closures c WHERE c.department_id = s.department_id
  AND c.reopened_at IS NULL AND tstzrange(c.starts_at, c.ends_at) && tstzrange(s.starts_at, s.ends_at))`;

/** The state of a session (alias `s`). */
export const SESSION_STATE = `CASE WHEN s.withdrawn_at IS NOT NULL THEN 'WITHDRAWN' WHEN ${CLOSED} THEN 'CLOSED'
  WHEN s.released_at IS NOT NULL THEN 'RELEASED' ELSE 'OPEN' END`;

/** How many places a session (alias `s`) has to give. */
export const freeSql = (now: string): string =>
  `CASE WHEN s.withdrawn_at IS NULL AND s.released_at IS NULL AND s.ends_at > ${now} AND NOT ${CLOSED}
     THEN s.places - ${takenSql(now)} ELSE 0 END`;

/** Placeholders: whose departments, and the present. */
interface Asked {
  readonly institutionId: string;
  readonly now: string;
}

/**
 * SQL of the departments that keep sessions here and have no place left to give. Each is asked once: its sessions do not
 * overlap, so those that have not ended lie together in an index, and the first one with a place answers.
 */
export const noFreePlaceSql = ({ institutionId, now }: Asked): string =>
  `SELECT d.id AS department_id FROM departments d WHERE d.institution_id = ${institutionId} AND NOT (${keepsNoPlaces('d.id')})
     AND (SELECT true FROM capacity_sessions s WHERE s.department_id = d.id AND s.withdrawn_at IS NULL
       AND s.ends_at > ${now} AND ${freeSql(now)} > 0 ORDER BY s.ends_at LIMIT 1) IS NULL`;

/** SQL of the departments that report beds here and have none left to give. */
export const noFreeBedSql = ({ institutionId, now }: Asked): string =>
  `SELECT b.department_id FROM capacity_bed_pools b
   WHERE b.institution_id = ${institutionId} AND b.empty_beds <= ${heldBedsSql(now)}`;

/** SQL of the departments that keep no sessions here: what is free there, only people know. */
export const keepsNoPlacesSql = ({ institutionId }: Pick<Asked, 'institutionId'>): string =>
  `SELECT d.id AS department_id FROM departments d WHERE d.institution_id = ${institutionId} AND ${keepsNoPlaces('d.id')}`;

/** SQL of the departments that report no beds here. */
export const keepsNoBedsSql = ({ institutionId }: Pick<Asked, 'institutionId'>): string =>
  `SELECT d.id AS department_id FROM departments d WHERE d.institution_id = ${institutionId}
     AND NOT EXISTS (SELECT 1 FROM capacity_bed_pools b WHERE b.department_id = d.id)`;

const keepsNoPlaces = (departmentId: string): string =>
  `(SELECT true FROM capacity_sessions s WHERE s.department_id = ${departmentId} AND s.withdrawn_at IS NULL LIMIT 1) IS NULL`;
