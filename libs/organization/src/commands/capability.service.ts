import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { UnitOfWork, type ActorContext, type Transaction } from '#platform';
import { InstitutionCapabilityEntity } from '../data/institution-capability.entity.js';
import { requireManaged } from '../data/scope.js';
import type { CapabilityKind } from '../domain/capability-kind.js';

/** A medicine, a device or a kind of rehabilitation, by its code. */
export interface NamedCapability {
  readonly institutionId: string;
  readonly kind: CapabilityKind;
  readonly code: string;
}

export interface CapabilityEntry extends NamedCapability {
  readonly name: string;
}

/** What institutions have for patients who come back. Facts and no steps: whoever says it last is right, so they have no version. */
@Injectable()
export class CapabilityService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws NotFoundError */
  set(actor: ActorContext, entry: CapabilityEntry): Promise<void> {
    return this.unitOfWork.run(actor, (tx) => this.setIn(tx, entry));
  }

  /** The same within a transaction. @throws NotFoundError */
  async setIn(tx: Transaction, { institutionId, kind, code, name }: CapabilityEntry): Promise<void> {
    const { version } = await requireManaged(tx, institutionId);
    const row = { institutionId, kind, code, name };
    await tx.manager.upsert(InstitutionCapabilityEntity, row, ['institutionId', 'kind', 'code']);
    announce(tx, 'institution.capability-set', { institutionId, version, kind, code });
  }

  /** @throws NotFoundError also for what the institution does not have */
  remove(actor: ActorContext, { institutionId, kind, code }: NamedCapability): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { version } = await requireManaged(tx, institutionId);
      const { affected } = await tx.manager.delete(InstitutionCapabilityEntity, { institutionId, kind, code });
      if (!affected) throw new NotFoundError('InstitutionCapability', code);
      announce(tx, 'institution.capability-removed', { institutionId, version, kind, code });
    });
  }
}

function announce(
  tx: Transaction,
  topic: string,
  { institutionId, version, kind, code }: NamedCapability & { readonly version: number },
): void {
  tx.publish({
    topic,
    aggregateType: 'institution',
    aggregateId: institutionId,
    aggregateVersion: version,
    payload: { kind, code },
  });
}
