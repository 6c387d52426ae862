import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, type Clock } from '#kernel';
import {
  CLOCK,
  Database,
  LiveTopic,
  statement,
  type ActorContext,
  type LiveInterest,
  type PositionedEvent,
} from '#platform';
import { SEEN_BY_SCOPES, scopesOf } from '../data/visibility.js';
import type { ReferralBox } from './referral.queries.js';

/** Which referrals somebody listens to: one, or those of a box, or all they may see. */
export interface ReferralInterest {
  readonly id?: string;
  readonly box?: ReferralBox | null | undefined;
}

type Scope = ReturnType<typeof scopesOf>[number];
/** What somebody listens to may show them, with a key that is equal for all who are shown the same. */
interface Asked {
  readonly scopes: ReadonlyMap<string, Scope>;
  readonly key: string;
}
type Seen = readonly PositionedEvent[];

const SEEN = statement('referral.seen-by-scopes', SEEN_BY_SCOPES);
/** Times of green channels change what a referral shows, and leave its version as it is. */
const TIMELINE = 'green-channel-time';
const SIDES = { SENT: 'sent', RECEIVED: 'received' } as const;

/** Changes of referrals, for those who may see them at that moment. */
@Injectable()
export class ReferralChanges extends LiveTopic<ReferralInterest> {
  readonly name = 'referrals';
  /** Of each who listens, once: whoever gets other rights has to connect anew. */
  private readonly asked = new WeakMap<LiveInterest<ReferralInterest>, Asked>();

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  concerns({ aggregateType }: PositionedEvent): boolean {
    return aggregateType === 'referral' || aggregateType === TIMELINE;
  }

  /** One statement; people with the same scopes share one answer. */
  async seenBy(happened: Seen, interests: readonly LiveInterest<ReferralInterest>[]): Promise<Seen[]> {
    const events = happened.map(ofReferral);
    const groups = Map.groupBy(interests, (interest) => this.askedBy(interest).key);
    const oneOfEach = [...groups.values()].map(([interest]) => interest!);
    const scopes = new Map(oneOfEach.flatMap((interest) => [...this.askedBy(interest).scopes]));
    const idsByScope = await this.idsSeenBy(scopes, [...new Set(events.map(({ aggregateId }) => aggregateId))]);
    const seenOf = (interest: LiveInterest<ReferralInterest>): Seen => {
      const { id } = interest.filter;
      const keys = [...this.askedBy(interest).scopes.keys()];
      return events.filter(
        ({ aggregateId }) =>
          (id ?? aggregateId) === aggregateId && keys.some((scope) => idsByScope.get(scope)?.has(aggregateId)),
      );
    };
    const lists = new Map(oneOfEach.map((interest) => [this.askedBy(interest).key, seenOf(interest)]));
    return interests.map((interest) => lists.get(this.askedBy(interest).key)!);
  }

  private askedBy(interest: LiveInterest<ReferralInterest>): Asked {
    const known = this.asked.get(interest);
    if (known) return known;
    const { actor, filter } = interest;
    const scopes = new Map(scopesFor(actor, filter).map((scope) => [keyOf(scope), scope]));
    const asked = { scopes, key: `${[...scopes.keys()].join()} ${filter.id ?? ''}` };
    this.asked.set(interest, asked);
    return asked;
  }

  /** @throws NotFoundError where it does not exist for the actor */
  async requireVisible(actor: ActorContext, id: string): Promise<void> {
    const scopes = new Map(scopesOf(actor).map((scope) => [keyOf(scope), scope]));
    const seen = await this.idsSeenBy(scopes, [id]);
    if (seen.size === 0) throw new NotFoundError('Referral', id);
  }

  private async idsSeenBy(
    scopes: ReadonlyMap<string, Scope>,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const list = [...scopes.values()];
    const rows = await this.database.query<{ scope: number; id: string }>(SEEN, [
      ids,
      list.map(({ side }) => side),
      list.map(({ institutionId }) => institutionId),
      list.map(({ onlyId }) => onlyId),
      this.clock.now(),
    ]);
    const keys = [...scopes.keys()];
    const seen = Map.groupBy(rows, ({ scope }) => keys[scope - 1]!);
    return new Map([...seen].map(([key, found]) => [key, new Set(found.map(({ id }) => id))]));
  }
}

function scopesFor(actor: ActorContext, { box }: ReferralInterest): Scope[] {
  return scopesOf(actor).filter(({ side }) => !box || side === SIDES[box]);
}

function ofReferral(event: PositionedEvent): PositionedEvent {
  if (event.aggregateType !== TIMELINE) return event;
  const { referralId, referralVersion } = event.payload as { referralId: string; referralVersion: number };
  return { ...event, aggregateId: referralId, aggregateVersion: referralVersion };
}

const keyOf = ({ side, institutionId, onlyId }: Scope): string => `${side} ${institutionId} ${onlyId ?? ''}`;
