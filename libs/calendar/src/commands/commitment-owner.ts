import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Queryable, Transaction } from '#platform';
import type { Subject } from '../domain/commitment.js';
import type { KnownCommitment } from '../domain/reservation.js';

/**
 * Whoever commitments of a domain belong to: a rota, consultations. Providers that extend this are found by themselves.
 * The calendar knows nothing of sessions or consultations; it says what happened to the time they had.
 */
export abstract class CommitmentOwner {
  /** As in the subjects of its commitments: `dispatch`. */
  abstract readonly domain: string;

  /**
   * Leave has taken the time of commitments, in this transaction, which has locked the calendar of the expert and nothing
   * else. Whatever depended on the time is suspended now, together with the leave or not at all.
   */
  abstract displaced(tx: Transaction, commitments: readonly KnownCommitment[]): Promise<void>;

  /**
   * Which of those subjects, whose time leave has taken, still wait for another time: their ids, and the number that people
   * know them by. Left out where the domain has a list of its own for them.
   */
  waiting?(on: Queryable, subjectIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** The owners that the process has, by the domain. */
@Injectable()
export class CommitmentOwners {
  private found: ReadonlyMap<string, CommitmentOwner> | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** Tells each owner what of theirs has lost its time. */
  async tell(tx: Transaction, displaced: readonly KnownCommitment[]): Promise<void> {
    for (const [domain, own] of Map.groupBy(displaced, ({ subject }) => subject.domain)) {
      await this.owners().get(domain)?.displaced(tx, own);
    }
  }

  /** Of subjects whose time was taken, those that still wait for another, with the number that each is known by. */
  async waiting(on: Queryable, subjects: readonly Subject[]): Promise<ReadonlyMap<string, string>> {
    const known: [string, string][] = [];
    for (const [domain, own] of Map.groupBy(subjects, (subject) => subject.domain)) {
      const ids = own.map(({ id }) => id);
      known.push(...((await this.owners().get(domain)?.waiting?.(on, ids)) ?? []));
    }
    return new Map(known);
  }

  private owners(): ReadonlyMap<string, CommitmentOwner> {
    if (this.found) return this.found;
    const instances = [...new Set(this.discovery.getProviders().map(({ instance }) => instance as unknown))];
    const owners = instances.filter((instance) => instance instanceof CommitmentOwner);
    this.found = new Map(owners.map((owner) => [owner.domain, owner]));
    return this.found;
  }
}
