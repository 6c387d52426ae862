/**
 * SQL of the switch that counts for what the department sends in the direction of a referral (alias `r`): its own, or else
 * that of its institution; null where nobody has said.
 *
 * @param department the column of the sending department
 */
export const reviewSettingSql = (department: string): string =>
  `(SELECT json_build_object('reviewRequired', s.review_required, 'fallbackInstitutionId', s.fallback_institution_id)
    FROM referral_review_switches s
    WHERE s.institution_id = r.from_institution_id AND s.direction = r.direction
      AND (s.department_id IS NULL OR s.department_id = ${department})
    ORDER BY s.department_id NULLS LAST LIMIT 1)`;
