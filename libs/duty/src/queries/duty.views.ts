import { departmentView, institutionView, staffView } from '#organization';
import type { View } from '#platform';
import { standingIn } from '../data/on-duty.js';

const institution = { view: institutionView('i'), join: 'JOIN institutions i ON i.id = e.institution_id' };
const department = {
  view: departmentView('d'),
  join: 'LEFT JOIN departments d ON d.id = e.department_id',
  exists: 'd.id IS NOT NULL',
};

/** A duty as the API shows it; telephones come encrypted. `e` is its row. */
export const entryView: View = {
  columns: {
    id: 'e.id',
    function: 'e.function',
    from: 'e.starts_at',
    to: 'e.ends_at',
    phone: 'e.phone_ciphertext',
    note: 'e.note',
    version: 'e.version',
  },
  one: {
    institution,
    department,
    staff: { view: staffView('s'), join: 'LEFT JOIN staff s ON s.id = e.staff_id', exists: 's.id IS NOT NULL' },
  },
  many: {
    substitutions: {
      view: {
        columns: {
          id: 'v.id',
          from: 'v.starts_at',
          to: 'v.ends_at',
          staffId: 'v.staff_id',
          staffName: 'vs.name',
          phone: 'v.phone_ciphertext',
          note: 'v.note',
        },
      },
      from: `FROM duty_substitutions v JOIN staff vs ON vs.id = v.staff_id WHERE v.entry_id = e.id
        ORDER BY v.starts_at LIMIT 100`,
    },
  },
};

/** The substitute of an entry at `$1`, as alias `v`. */
export const STANDING_IN = standingIn('$1');

// Substitutes before and after cut the time of whoever has the duty.
const BEGIN = `coalesce(v.starts_at, (SELECT max(b.ends_at) FROM duty_substitutions b
  WHERE b.entry_id = e.id AND b.ends_at <= $1), e.starts_at)`;
const END = `coalesce(v.ends_at, (SELECT min(n.starts_at) FROM duty_substitutions n
  WHERE n.entry_id = e.id AND n.starts_at > $1), e.ends_at)`;

/** Who is on duty at `$1`: the substitute where there is one. `e` is the entry, `v` the substitution. */
export const onDutyView: View = {
  columns: {
    entryId: 'e.id',
    function: 'e.function',
    from: BEGIN,
    to: END,
    phone: 'coalesce(v.phone_ciphertext, e.phone_ciphertext)',
  },
  one: {
    institution,
    department,
    staff: {
      view: staffView('s'),
      join: 'LEFT JOIN staff s ON s.id = coalesce(v.staff_id, e.staff_id)',
      exists: 's.id IS NOT NULL',
    },
    substituteFor: {
      view: staffView('o'),
      join: 'LEFT JOIN staff o ON o.id = e.staff_id AND v.id IS NOT NULL',
      exists: 'o.id IS NOT NULL',
    },
  },
};

/** What has to be staffed; `r` is its row. */
export const requirementView: View = {
  columns: {
    id: 'r.id',
    function: 'r.function',
    weekdays: 'r.weekdays',
    fromTime: 'r.from_time',
    toTime: 'r.to_time',
    effectiveFrom: 'r.effective_from',
    effectiveTo: 'r.effective_to',
    version: 'r.version',
  },
  one: {
    department: {
      view: departmentView('d'),
      join: 'LEFT JOIN departments d ON d.id = r.department_id',
      exists: 'd.id IS NOT NULL',
    },
  },
};
