import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { Database, InstallationScope, type ActorContext } from '#platform';

/** Whose figures: of an institution, of one of its departments, of the alliance where neither is named. */
export interface Place {
  readonly institutionId?: string | null | undefined;
  readonly departmentId?: string | null | undefined;
}

/** Ids of institution and department; null for all of them. */
export type PlaceIds = readonly [institutionId: string | null, departmentId: string | null];

/** Whose figures somebody may see: all of the alliance, or those of the own institution alone. */
@Injectable()
export class Places {
  constructor(
    private readonly database: Database,
    private readonly scope: InstallationScope,
  ) {}

  /** @throws NotFoundError for another institution where the own one alone exists */
  async idsFor(actor: ActorContext, { institutionId, departmentId }: Place): Promise<PlaceIds> {
    const only = await this.scope.institutionFor(this.database, actor);
    const wanted = institutionId ?? (departmentId ? actor.institutionId : only);
    if (only !== null && wanted !== only) throw new NotFoundError('Institution', wanted ?? undefined);
    return [wanted, departmentId ?? null];
  }

  /** @throws ForbiddenError for whoever sees the own institution alone */
  requireAll(actor: ActorContext): Promise<void> {
    return this.scope.requireWhole(this.database, actor);
  }
}
