/** The lists that people work by. */
export const ReferralWorkList = {
  MINE: 'MINE',
  SENT: 'SENT',
  WAITING_FOR_ME: 'WAITING_FOR_ME',
  COMING_BACK: 'COMING_BACK',
  TO_CLAIM: 'TO_CLAIM',
  TO_REVIEW: 'TO_REVIEW',
  TO_ALLOCATE: 'TO_ALLOCATE',
  TO_ARRANGE: 'TO_ARRANGE',
  NO_SLOT: 'NO_SLOT',
  ARRIVING_TODAY: 'ARRIVING_TODAY',
  OVERDUE: 'OVERDUE',
  EMERGENCIES: 'EMERGENCIES',
} as const;
export type ReferralWorkList = (typeof ReferralWorkList)[keyof typeof ReferralWorkList];

/** From which end a list is read. */
export const WorkListSort = {
  FIRST_DUE: 'FIRST_DUE',
  LAST_DUE: 'LAST_DUE',
  /** By the last try to find a place or a bed. */
  LONGEST_UNTRIED: 'LONGEST_UNTRIED',
  LAST_TRIED: 'LAST_TRIED',
} as const;
export type WorkListSort = (typeof WorkListSort)[keyof typeof WorkListSort];

const L = ReferralWorkList;
const receivingDoctor = [L.TO_CLAIM, L.MINE, L.SENT, L.WAITING_FOR_ME];

/** By the code of the role. */
const LISTS: Readonly<Partial<Record<string, readonly ReferralWorkList[]>>> = {
  TOWNSHIP_DOCTOR: [L.MINE, L.SENT, L.WAITING_FOR_ME, L.COMING_BACK],
  TOWNSHIP_HEAD: [L.TO_REVIEW, L.TO_ALLOCATE, L.WAITING_FOR_ME, L.COMING_BACK, L.OVERDUE],
  COUNTY_DOCTOR: receivingDoctor,
  DEPT_HEAD: [L.TO_REVIEW, ...receivingDoctor],
  REFERRAL_COORDINATOR: [L.TO_ARRANGE, L.NO_SLOT, L.ARRIVING_TODAY, L.OVERDUE, L.EMERGENCIES, L.TO_REVIEW],
};

/** The lists of somebody who holds these roles, each once. */
export function workListsOf(roles: readonly string[]): ReferralWorkList[] {
  return [...new Set(roles.flatMap((role) => LISTS[role] ?? []))];
}
