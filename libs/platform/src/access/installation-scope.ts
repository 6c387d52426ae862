import { ForbiddenError } from '#kernel';
import type { Actor } from '../actor/actor.js';
import type { Queryable } from '../database/database.js';

/**
 * What of the installation exists for whom: the institution of the actor decides. One of them runs the alliance and sees
 * all of it; everybody else sees the part of their own institution. Provided by the organization library.
 */
export abstract class InstallationScope {
  /** The institution whose part alone exists for the actor; null where all of it does. */
  abstract institutionFor(on: Queryable, actor: Actor): Promise<string | null>;

  /** What is one for the whole alliance is changed by whoever runs it. @throws ForbiddenError */
  async requireWhole(on: Queryable, actor: Actor): Promise<void> {
    if ((await this.institutionFor(on, actor)) !== null) throw new ForbiddenError({ rule: 'LEAD_HOSPITAL' });
  }
}
