export const NODE = `id referralNo state priority firstSubmittedAt
      patient { name sex birthDate idNumberMasked }
      fromInstitution { name }
      toInstitution { name }
      latestEvents { action occurredAt staffName }`;

/** What a coordinator looks at all day: the referrals that the institution has received, the newest first. */
export const WORK_LIST = `query WorkList {
  referrals(box: RECEIVED, first: 20) { nodes { ${NODE} } pageInfo { hasNextPage endCursor } }
}`;

/** The same of a server that knows nobody: the institution is named. */
export const STOCK_LIST = WORK_LIST.replace('WorkList', 'WorkList($institution: String!)').replace(
  'box: RECEIVED',
  'institution: $institution',
);

/** The same request of the server that only inserts. */
export const BARE_INSERT = `mutation Insert($input: BareInsertInput!) {
  bareInsert(input: $input) { id version state referralNo }
}`;

export const SUBMIT = `mutation Submit($input: SubmitReferralInput!) {
  submitReferral(input: $input) { id version state referralNo }
}`;

/** Who works by which of the work lists. */
export const WORK_LISTS: readonly (readonly [loginName: string, lists: readonly string[]])[] = [
  ['township-doctor', ['MINE', 'SENT', 'WAITING_FOR_ME', 'COMING_BACK']],
  ['township-head', ['TO_REVIEW', 'TO_ALLOCATE', 'OVERDUE']],
  ['county-doctor', ['TO_CLAIM', 'MINE']],
  ['referral-coordinator', ['TO_ARRANGE', 'NO_SLOT', 'ARRIVING_TODAY', 'OVERDUE', 'EMERGENCIES']],
];
