import type { Rows } from '../bulk-insert.js';
import type { County } from '../county/index.js';
import type { Chance } from '../random.js';
import { reviewingInstitution } from './cases.js';
import { REVIEWING_DEPARTMENT } from './down/cases.js';
import type { Recorded } from './rows.js';

/** Who looks first at what leaves: a township, and a department that sends patients down. */
export function reviewSwitchRows(chance: Chance, county: County): Rows {
  const township = reviewingInstitution(county);
  const department = county.departments.find(({ code }) => code === REVIEWING_DEPARTMENT)!;
  const row = { review_required: true, fallback_institution_id: null, version: 1 };
  return [
    { ...row, id: chance.id(county.since), institution_id: township.id, department_id: null, direction: 'UP' },
    {
      ...row,
      id: chance.id(county.since),
      institution_id: department.institution.id,
      department_id: department.id,
      direction: 'DOWN',
    },
  ];
}

/** Whose turn it was, until somebody did what had been waited for. */
export function escalationRows(chance: Chance, referrals: readonly Recorded[]): Rows {
  return referrals.flatMap(({ id, acts, department }) =>
    acts.flatMap((act, index) => {
      const { escalation } = act.sets ?? {};
      if (!escalation) return [];
      return {
        id: chance.id(act.at),
        referral_id: id,
        ...escalation,
        position: 0,
        institution_id: department.institution.id,
        staff_id: null,
        is_gap: false,
        due_at: act.at,
        escalated_at: act.at,
        ended_at: acts.slice(index + 1).find(({ action }) => action !== 'escalate')?.at ?? null,
      };
    }),
  );
}
