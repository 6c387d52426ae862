import { departmentView, institutionView } from '#organization';
import type { View } from '#platform';
import { SESSION_STATE, freeSql, heldBedsSql, takenSql } from '../data/capacity-sql.js';

/** Who has it; `alias` is the row of what is had. */
const owner = (alias: string): View['one'] => ({
  institution: { view: institutionView('i'), join: `JOIN institutions i ON i.id = ${alias}.institution_id` },
  department: { view: departmentView('d'), join: `JOIN departments d ON d.id = ${alias}.department_id` },
});

/** A session as the API shows it; `s` is its row, `$1` the present. */
export const sessionView: View = {
  columns: {
    id: 's.id',
    from: 's.starts_at',
    to: 's.ends_at',
    state: SESSION_STATE,
    places: 's.places',
    taken: takenSql('$1'),
    free: freeSql('$1'),
    released: `CASE WHEN s.released_at IS NULL THEN 0 ELSE s.places - ${takenSql('$1')} END`,
    version: 's.version',
  },
  one: owner('s')!,
};

/** A pool of beds as the API shows it; `b` is its row, `$1` the present. */
export const bedPoolView: View = {
  columns: {
    id: 'b.id',
    emptyBeds: 'b.empty_beds',
    held: heldBedsSql('$1'),
    free: `greatest(b.empty_beds - ${heldBedsSql('$1')}, 0)`,
    updatedAt: 'b.reported_at',
    ageMinutes: 'floor(extract(epoch FROM $1::timestamptz - b.reported_at) / 60)::int',
    version: 'b.version',
  },
  one: owner('b')!,
};

/** How many of those affected one answer names. */
const MOST_AFFECTED = 1_000;

/** A closed time as the API shows it; `c` is its row. Whoever has been moved is no longer affected. */
export const closureView: View = {
  columns: {
    id: 'c.id',
    from: 'c.starts_at',
    to: 'c.ends_at',
    reasonCode: 'c.reason_code',
    comment: 'c.comment',
    closedAt: 'c.closed_at',
    reopenedAt: 'c.reopened_at',
    version: 'c.version',
  },
  one: owner('c')!,
  many: {
    affected: {
      view: {
        columns: {
          domain: 'h.subject_domain',
          subjectId: 'h.subject_id',
          sessionId: 's.id',
          from: 's.starts_at',
          to: 's.ends_at',
        },
      },
      from: `FROM capacity_sessions s JOIN capacity_holds h ON h.session_id = s.id AND h.ended_at IS NULL
        WHERE c.reopened_at IS NULL AND s.department_id = c.department_id AND s.withdrawn_at IS NULL
          AND tstzrange(s.starts_at, s.ends_at) && tstzrange(c.starts_at, c.ends_at)
        ORDER BY s.starts_at, h.position LIMIT ${MOST_AFFECTED}`,
    },
  },
};
