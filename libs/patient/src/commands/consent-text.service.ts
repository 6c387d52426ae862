import { Injectable } from '@nestjs/common';
import { InstallationScope, UnitOfWork, VersionedRows, type ActorContext, type VersionedChange } from '#platform';
import type { ConsentKind } from '../domain/consent.js';

export interface ConsentTextChange extends VersionedChange {
  readonly kind: ConsentKind;
  readonly title: string;
  readonly body: string;
}

const texts = new VersionedRows({
  table: 'consent_texts',
  aggregateType: 'consent-text',
  keys: { kind: 'kind' },
  columns: { title: 'title', body: 'body' },
});

/** What patients are told when they consent: kept by the administrator of the alliance. What was signed stays on record. */
@Injectable()
export class ConsentTextService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: InstallationScope,
  ) {}

  /** @throws ForbiddenError, StaleVersionError, InvalidInputError */
  async change(actor: ActorContext, { kind, title, body, ...change }: ConsentTextChange): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      await this.scope.requireWhole(tx, actor);
      await texts.change(tx, { kind }, { title: title.trim(), body: body.trim() }, change);
    });
  }
}
