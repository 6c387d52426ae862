import { DutyFunction } from '../domain/duty-function.js';

/** Names of the columns or parameters that a place and an instant stand in, as SQL. */
export interface DutyPlaceSql {
  readonly institutionId: string;
  readonly departmentId: string;
  readonly at: string;
}

/** Substitutes (alias `v`) who stand in for a duty (alias `e`) at that time. */
export const standingIn = (at: string): string =>
  `LEFT JOIN duty_substitutions v ON v.entry_id = e.id AND tstzrange(v.starts_at, v.ends_at) @> ${at}::timestamptz`;

const namesOf = (duty: DutyFunction): string =>
  `coalesce(json_agg(o.staff_id) FILTER (WHERE o.function = '${duty}'), '[]'::json)`;

/**
 * SQL of the doctors and duty heads who are on duty for a department, as JSON `{ doctors, heads }` of staff ids; for each,
 * the department's own before those whom the institution has for all of its departments.
 */
export const onDutySql = ({ institutionId, departmentId, at }: DutyPlaceSql): string =>
  `(SELECT json_build_object('doctors', ${namesOf(DutyFunction.DUTY_DOCTOR)}, 'heads', ${namesOf(DutyFunction.DUTY_HEAD)})
    FROM (SELECT e.function, coalesce(v.staff_id, e.staff_id) AS staff_id,
            rank() OVER (PARTITION BY e.function ORDER BY e.department_id IS NULL) AS place
          FROM duty_entries e ${standingIn(at)}
          WHERE e.institution_id = ${institutionId} AND tstzrange(e.starts_at, e.ends_at) @> ${at}::timestamptz
            AND e.function IN ('${DutyFunction.DUTY_DOCTOR}', '${DutyFunction.DUTY_HEAD}')
            AND (e.department_id IS NULL OR e.department_id = ${departmentId})) o
    WHERE o.place = 1 AND o.staff_id IS NOT NULL)`;
