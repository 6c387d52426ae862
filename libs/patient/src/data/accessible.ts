import type { ActorContext, Parameters } from '#platform';

/**
 * SQL of the relation on which the actor's institution may see a patient (alias `p`), or null where there is none:
 * the patient is registered there, has a contract there, or a service relation gives access for a while.
 */
export function accessBasisSql(actor: ActorContext, now: Date, parameters: Parameters): string {
  const institution = parameters.add(actor.institutionId);
  const staff = parameters.add(actor.staffId);
  const at = parameters.add(now);
  return `CASE
    WHEN p.registered_institution_id = ${institution} THEN 'REGISTRATION'
    WHEN EXISTS (SELECT 1 FROM family_doctor_contracts c WHERE c.patient_id = p.id AND c.institution_id = ${institution}
      AND (${at}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date BETWEEN c.valid_from AND c.valid_to) THEN 'CONTRACT'
    ELSE (SELECT g.basis FROM patient_access_grants g
      WHERE g.patient_id = p.id AND g.institution_id = ${institution} AND (g.staff_id IS NULL OR g.staff_id = ${staff})
        AND g.valid_from <= ${at} AND (g.expires_at IS NULL OR g.expires_at > ${at})
      ORDER BY g.valid_from LIMIT 1) END`;
}

/** Names of the columns or parameters that a check for consent is about, as SQL. */
export interface ConsentCheck {
  readonly patientId: string;
  readonly kind: string;
  readonly institutionId: string;
  readonly at: string;
}

/** SQL that is true where a consent of the kind covers the institution at that time. */
export function activeConsentSql({ patientId, kind, institutionId, at }: ConsentCheck): string {
  return `EXISTS (SELECT 1 FROM patient_consents pc WHERE pc.patient_id = ${patientId} AND pc.kind = ${kind}
    AND pc.given_at <= ${at} AND (pc.expires_at IS NULL OR pc.expires_at > ${at}) AND pc.withdrawn_at IS NULL
    AND (pc.institution_ids IS NULL OR ${institutionId} = ANY(pc.institution_ids)))`;
}
