import { Permission } from '#identity';
import { actingFor, type ActorContext, type Parameters } from '#platform';

const invites = ({ permissions }: ActorContext): boolean =>
  permissions.has(Permission.InviteConsultation) || permissions.has(Permission.CheckConsultationQuality);
const coordinates = ({ permissions }: ActorContext): boolean =>
  permissions.has(Permission.TriageConsultation) || permissions.has(Permission.CheckConsultationQuality);

/** SQL that is true where the actor is asked, or was and has answered; `c` is the case. */
export function askedSql(actor: ActorContext, parameters: Parameters, states = `'INVITED', 'ACCEPTED'`): string {
  return `EXISTS (SELECT 1 FROM consultation_invitations v WHERE v.consultation_id = c.id
    AND v.expert_staff_id = ${parameters.add(actingFor(actor))} AND v.state IN (${states}))`;
}

/** SQL of what the actor sees as one of the inviting side, by role; nothing where they are none. */
export function invitingSide(actor: ActorContext, parameters: Parameters): string[] {
  return invites(actor) ? [`c.inviting_institution_id = ${parameters.add(actor.institutionId)}`] : [];
}

/** SQL of what they see as one of the centre that was asked, by role, and not as one of the inviting side. */
export function centreSide(actor: ActorContext, parameters: Parameters): string[] {
  if (!coordinates(actor)) return [];
  const institution = parameters.add(actor.institutionId);
  const other = invites(actor) ? ` AND c.inviting_institution_id <> ${institution}` : '';
  return [`c.centre_institution_id = ${institution} AND c.submitted_at IS NOT NULL${other}`];
}

/** SQL of the instant since which a case must have ended, or been opened again, to be still in the sight of those who gave advice. */
const accessSince = (now: string): string =>
  `(SELECT ${now}::timestamptz - s.value * interval '1 day' FROM reference_settings s
    WHERE s.key = 'consultation.access_days' AND s.effective_from <= ${now}
      AND (s.effective_to IS NULL OR s.effective_to > ${now}))`;

/** SQL of what exists for the actor (alias `c`): on their side of it, or because they are asked, and for a while afterwards. */
export function visibleTo(actor: ActorContext, now: Date | null, parameters: Parameters): string {
  const since = accessSince(parameters.instant(now));
  const asked = `${askedSql(actor, parameters)} AND (c.ended_at IS NULL OR greatest(c.ended_at, c.reopened_at) > ${since})`;
  const sides = [...invitingSide(actor, parameters), ...centreSide(actor, parameters), asked];
  return `(${sides.map((side) => `(${side})`).join(' OR ')})`;
}
