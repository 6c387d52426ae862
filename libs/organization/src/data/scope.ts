import { NotFoundError } from '#kernel';
import { isSystem, type Transaction } from '#platform';
import { InstitutionEntity } from './institution.entity.js';
import { InstitutionKind } from '../domain/institution-kind.js';

/** Whether the actor sets up that institution: the lead hospital all of them, every other one itself. */
export async function manages(tx: Transaction, institutionId: string): Promise<boolean> {
  return institutionId === tx.actor.institutionId || mayLead(tx);
}

/** Whether the actor sets up what is one for all: the lead hospital, and whoever runs the product on its machine. */
export async function mayLead(tx: Transaction): Promise<boolean> {
  return isSystem(tx.actor) || leads(tx);
}

/** Whether the actor works for the hospital that leads the alliance. */
function leads(tx: Transaction): Promise<boolean> {
  return tx.manager.existsBy(InstitutionEntity, { id: tx.actor.institutionId, kind: InstitutionKind.LEAD_HOSPITAL });
}

/** What another institution is made of does not exist for whoever sets up their own. @throws NotFoundError */
export async function requireManaged(tx: Transaction, institutionId: string): Promise<InstitutionEntity> {
  if (!(await manages(tx, institutionId))) throw new NotFoundError('Institution', institutionId);
  return requireInstitution(tx, institutionId);
}

/** @throws NotFoundError where the alliance has no such institution */
export async function requireInstitution(tx: Transaction, id: string): Promise<InstitutionEntity> {
  const institution = await tx.manager.findOneBy(InstitutionEntity, { id });
  if (!institution) throw new NotFoundError('Institution', id);
  return institution;
}
