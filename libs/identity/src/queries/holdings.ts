import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Clock } from '#kernel';
import { CLOCK, Database, type ActorContext, type Queryable } from '#platform';
import { AccountsQuery } from './accounts.query.js';

/** Whose work is asked for, and where. */
export interface Holder {
  readonly staffId: string;
  readonly institutionId: string;
  readonly at: Date;
}

/** Something that waits for one person: by ids alone, because whoever manages accounts sees no patient. */
export interface Holding {
  readonly id: string;
  /** When it is due, or begins; null where it has no time. */
  readonly dueAt: Date | null;
}

/**
 * Says what somebody still has to do in one domain. Providers that extend this are found by themselves; what becomes of
 * it when the person leaves, the domain decides on the event `account.left`.
 */
export abstract class Holdings {
  /** What kind of work it is: `REFERRAL`. */
  abstract readonly kind: string;

  /** @returns at most {@link MOST_HOLDINGS}, the most urgent first */
  abstract list(on: Queryable, holder: Holder): Promise<Holding[]>;
}

/** Nobody hands over more of one kind by looking at each. */
export const MOST_HOLDINGS = 200;

/** A holding and its kind. */
export interface ListedHolding extends Holding {
  readonly kind: string;
}

/** What people of the administrator's institution still have to do there. */
@Injectable()
export class HoldingsQuery {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly accounts: AccountsQuery,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for an account of another institution */
  async list(actor: ActorContext, accountId: string): Promise<ListedHolding[]> {
    const { staffId } = await this.accounts.getAccount(actor, accountId);
    const holder = { staffId, institutionId: actor.institutionId, at: this.clock.now() };
    const kinds = this.domains().map(async (domain) => {
      const holdings = await domain.list(this.database, holder);
      return holdings.map((holding) => ({ ...holding, kind: domain.kind }));
    });
    return (await Promise.all(kinds)).flat();
  }

  private domains(): Holdings[] {
    const instances = new Set(this.discovery.getProviders().map(({ instance }) => instance as unknown));
    const found = [...instances].filter((instance) => instance instanceof Holdings);
    return found.toSorted((left, right) => left.kind.localeCompare(right.kind));
  }
}
