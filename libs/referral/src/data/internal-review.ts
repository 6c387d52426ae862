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

/** SQL of whether a referral centre reviews a referral (alias `r`), and not only heads of the sender. */
export const CENTRE_REVIEWS =
  'coalesce(r.centre_reviews OR r.reviewing_institution_id <> r.from_institution_id, false)';

/**
 * SQL of who has had a hand in a referral (alias `r`) that is not past its review, whoever acted in whose name, as JSON; the
 * log of events says it, which nobody changes.
 */
export const WRITERS = `CASE WHEN r.state IN ('DRAFT', 'RETURNED_FOR_EDIT', 'PENDING_INTERNAL_REVIEW') THEN
    (SELECT coalesce(json_agg(DISTINCT w.id), '[]'::json) FROM domain_events n
       CROSS JOIN LATERAL (VALUES (n.staff_id), (n.on_behalf_of_staff_id)) w(id)
     WHERE n.aggregate_id = r.id AND w.id IS NOT NULL
       AND n.action IN ('draft', 'edit', 'attach', 'removeAttachment', 'submit', 'referBack'))
  ELSE '[]'::json END`;
