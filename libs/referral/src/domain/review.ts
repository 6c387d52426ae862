/** What is reviewed: whose it is, and who has had a hand in it. */
interface Written {
  readonly authorStaffId: string;
  readonly writers: readonly string[];
}

/** Whether none of the people behind a review has written what is reviewed, in whosever name that was. */
export function isSecondPerson(people: readonly string[], { authorStaffId, writers }: Written): boolean {
  return !people.some((id) => id === authorStaffId || writers.includes(id));
}

/** Whether somebody coordinates where a referral centre reviews what the sender's heads cannot, or have not in time. */
export function standsIn(
  actor: { readonly institutionId: string; readonly isCoordinator: boolean },
  referral: { readonly reviewingInstitutionId: string | null; readonly centreReviews: boolean },
): boolean {
  return referral.centreReviews && actor.isCoordinator && actor.institutionId === referral.reviewingInstitutionId;
}

/** Directions for which an internal review can be switched on. */
export const ReviewedDirection = { UP: 'UP', LATERAL: 'LATERAL', DOWN: 'DOWN' } as const;
export type ReviewedDirection = (typeof ReviewedDirection)[keyof typeof ReviewedDirection];
