import { Injectable } from '@nestjs/common';
import { Config, Networks } from '#platform';
import { permissionsBeforeSecondFactor } from '../domain/role-permissions.js';
import { administratorRoles, type Role } from '../domain/roles.js';
import type { Held } from './held-roles-cache.js';

/** How somebody comes to what they hold. */
interface Approach {
  /** Whether they have proven a second factor in this session. */
  readonly isProven: boolean;
  readonly address: string | null;
}

const FROM_INSIDE: Held = { roles: [], permissions: new Set(permissionsBeforeSecondFactor.inside) };
const FROM_ELSEWHERE: Held = { roles: [], permissions: new Set(permissionsBeforeSecondFactor.remote) };
const LIMITED: ReadonlySet<Held> = new Set([FROM_INSIDE, FROM_ELSEWHERE]);

/**
 * Who needs a second factor: administrators, and whoever comes from outside the networks of the alliance. It is asked at
 * each request, so that a role that is given, or a laptop that is carried home, needs it at once. A device is enrolled
 * from inside alone: whoever has found a password cannot make theirs the second factor from afar.
 */
@Injectable()
export class SecondFactorPolicy {
  private readonly isRequired: boolean;
  private readonly inside: Networks;

  constructor({ access }: Config) {
    this.isRequired = access.secondFactorRequired;
    this.inside = new Networks(access.insideNetworks);
  }

  /** What of the roles counts for whoever comes like that. */
  limit(held: Held, { isProven, address }: Approach): Held {
    if (!this.isRequired || isProven) return held;
    if (address === null || !this.inside.has(address)) return FROM_ELSEWHERE;
    return held.roles.some(({ role }) => administratorRoles.includes(role as Role)) ? FROM_INSIDE : held;
  }

  /** Whether that is what is left of the roles until a second factor is proven. */
  isDue(held: Held): boolean {
    return LIMITED.has(held);
  }
}
