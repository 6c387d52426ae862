import { Role } from '#identity';
import type { ActorContext, Parameters } from '#platform';

/**
 * SQL of the relation on which the actor may see a patient (alias `p`), or null where there is none. An institution sees
 * whom it has registered, who has a contract with it, and for a while whom a service relation brings; a village doctor
 * sees the patients whose contract names them.
 */
export function accessBasisSql(actor: ActorContext, now: Date, parameters: Parameters): string {
  const staff = parameters.add(actor.staffId);
  const at = `${parameters.add(now)}::timestamptz`;
  if (actor.roles.every(({ role }) => role === Role.VILLAGE_DOCTOR)) {
    return `CASE WHEN ${contractWith(`c.village_doctor_staff_id = ${staff}`, at)} THEN 'CONTRACT' END`;
  }
  const institution = parameters.add(actor.institutionId);
  return `CASE
    WHEN p.registered_institution_id = ${institution} THEN 'REGISTRATION'
    WHEN ${contractWith(`c.institution_id = ${institution}`, at)} THEN 'CONTRACT'
    ELSE (SELECT g.basis FROM patient_access_grants g
      WHERE g.patient_id = p.id AND g.institution_id = ${institution} AND (g.staff_id IS NULL OR g.staff_id = ${staff})
        AND g.valid_from <= ${at} AND (g.expires_at IS NULL OR g.expires_at > ${at})
      ORDER BY g.valid_from LIMIT 1) END`;
}

/** A contract runs by days in China, from the first to the last one. */
function contractWith(party: string, at: string): string {
  return `EXISTS (SELECT 1 FROM family_doctor_contracts c WHERE c.patient_id = p.id AND ${party}
      AND (${at} AT TIME ZONE 'Asia/Shanghai')::date BETWEEN c.valid_from AND c.valid_to)`;
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
