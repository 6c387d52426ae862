import type { Role } from '#identity';
import type { Person } from '#testing';
import { outcomes, query, type Table } from './row.js';
import type { Scenery } from './scenery.js';

const LIST = `query($list: ReferralWorkList!) {
  referralWorkList(list: $list, sort: LAST_DUE, first: 100) { nodes { id } } }`;

/** What people work by, and what auditors see of it. */
export function workListRows(scenery: Scenery): Table {
  const workers: Role[] = ['TOWNSHIP_DOCTOR', 'TOWNSHIP_HEAD', 'COUNTY_DOCTOR', 'DEPT_HEAD', 'REFERRAL_COORDINATOR'];
  return {
    ...query('referralWorkList', LIST, {
      subject: async (by) => {
        scenery.letTimePass();
        const referral = by.role === 'REFERRAL_COORDINATOR' ? scenery.accepted(by) : scenery.submitted(by);
        return scenery.about((await referral).id, { list: listOf(by) });
      },
      own: { ...outcomes('allowed', ...workers), TOWNSHIP_HEAD: 'empty' },
      other: outcomes('empty', ...workers),
    }),
    ...query('referralWorkListCounts', '{ referralWorkListCounts { list count hasMore } }', {
      subject: () => scenery.about(null, {}),
      own: outcomes('allowed', ...workers),
      other: outcomes('allowed', ...workers),
    }),
    ...query('referralEventLog', 'query($id: ID!) { referralEventLog(id: $id) { id action } }', {
      subject: async (by) => {
        const { id } = await scenery.submitted(by);
        return scenery.about(id, { id });
      },
      own: outcomes('allowed', 'AUDITOR'),
      other: outcomes('NOT_FOUND', 'AUDITOR'),
    }),
  };
}

/** A head's list holds what is reviewed, which nothing is here. */
function listOf({ role }: Person): string {
  if (role === 'REFERRAL_COORDINATOR') return 'TO_ARRANGE';
  if (role === 'TOWNSHIP_HEAD') return 'TO_REVIEW';
  return role === 'TOWNSHIP_DOCTOR' ? 'MINE' : 'TO_CLAIM';
}
