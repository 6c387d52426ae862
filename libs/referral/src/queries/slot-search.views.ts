import type { ToMany, View } from '#platform';

/** More tries than anybody reads; a bound keeps one page finite. */
const MOST = 50;

const slotSearchView: View = {
  columns: {
    wanted: 'sx.wanted',
    departmentName: '(SELECT sd.name FROM departments sd WHERE sd.id = sx.department_id)',
    firstDay: 'sx.first_day',
    lastDay: 'sx.last_day',
    comment: 'sx.comment',
    searchedAt: 'sx.searched_at',
    staffName: '(SELECT ss.name FROM staff ss WHERE ss.id = sx.staff_id)',
  },
};

/** Where a place or a bed was looked for in vain for a referral (alias `r`), the newest first. */
export const slotSearches: ToMany = {
  view: slotSearchView,
  from: `FROM referral_slot_searches sx WHERE sx.referral_id = r.id ORDER BY sx.searched_at DESC, sx.id DESC LIMIT ${MOST}`,
};

/** The last of them. */
export const lastSlotSearch = {
  view: slotSearchView,
  join: `LEFT JOIN LATERAL (SELECT * FROM referral_slot_searches x WHERE x.referral_id = r.id
         ORDER BY x.searched_at DESC, x.id DESC LIMIT 1) sx ON true`,
  exists: 'sx.id IS NOT NULL',
};
