import { Role } from '#identity';
import { holdsRole, type ActorContext } from '#platform';

/** 医务科 and its rota managers plan for their institution. */
const PLANNERS = [Role.ROTA_MANAGER, Role.MEDICAL_AFFAIRS] as const;

export function plansRotas(actor: ActorContext): boolean {
  return PLANNERS.some((role) => holdsRole(actor, role));
}
