/** SQL that is true where the sending department of a down-referral (alias `r`) has what it sends reviewed first. */
export const internalReviewSql = (): string =>
  `coalesce((SELECT s.review_required FROM referral_review_switches s
     WHERE s.institution_id = r.from_institution_id AND s.direction = 'DOWN'
       AND (s.department_id IS NULL OR s.department_id = r.from_department_id)
     ORDER BY s.department_id NULLS LAST LIMIT 1), false)`;
