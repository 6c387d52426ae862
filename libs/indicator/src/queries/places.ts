import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { Database, InstallationScope, statement, type ActorContext, type Statement } from '#platform';

/** Whose figures: of an institution, of one of its departments, of the alliance where neither is named. */
export interface Place {
  readonly institutionId?: string | null | undefined;
  readonly departmentId?: string | null | undefined;
}

/** Ids of institution and department; null for all of them. */
export type PlaceIds = readonly [institutionId: string | null, departmentId: string | null];

const INSTITUTION = statement('indicator.known-institution', 'SELECT 1 FROM indicator_institutions WHERE id = $1');
const DEPARTMENT = statement(
  'indicator.known-department',
  'SELECT 1 FROM indicator_departments WHERE id = $1 AND institution_id = $2',
);

/** Whose figures somebody may see: all of the alliance, or those of the own institution alone. */
@Injectable()
export class Places {
  constructor(
    private readonly database: Database,
    private readonly scope: InstallationScope,
  ) {}

  /** @throws NotFoundError for another institution where the own one alone exists, and where there is none of that id */
  async idsFor(actor: ActorContext, { institutionId, departmentId }: Place): Promise<PlaceIds> {
    const only = await this.scope.institutionFor(this.database, actor);
    const wanted = institutionId ?? (departmentId ? actor.institutionId : only);
    if (only !== null && wanted !== only) throw new NotFoundError('Institution', wanted ?? undefined);
    if (wanted !== null) await this.requireOne(INSTITUTION, [wanted], 'Institution');
    if (departmentId) await this.requireOne(DEPARTMENT, [departmentId, wanted], 'Department');
    return [wanted, departmentId ?? null];
  }

  private async requireOne(sql: Statement, [id, ...more]: readonly (string | null)[], what: string): Promise<void> {
    if ((await this.database.query(sql, [id, ...more])).length === 0) throw new NotFoundError(what, id ?? undefined);
  }

  /** @throws ForbiddenError for whoever sees the own institution alone */
  requireAll(actor: ActorContext): Promise<void> {
    return this.scope.requireWhole(this.database, actor);
  }
}
