import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import {
  AggregateReader,
  CLOCK,
  Parameters,
  type ActorContext,
  type Claim,
  type Connection,
  type Order,
  type PageRequest,
  type Readable,
  type Selection,
} from '#platform';
import { receivedBy, sentBy, visibleTo } from '../data/visibility.js';
import type { ReferralState } from '../domain/referral-state.js';
import { referralView } from './referral.views.js';

/** Which of the institution's referrals: those it sends or those it has received. */
export const ReferralBox = { SENT: 'SENT', RECEIVED: 'RECEIVED' } as const;
export type ReferralBox = (typeof ReferralBox)[keyof typeof ReferralBox];

export interface ReferralFilter {
  readonly box: ReferralBox;
  /** Only referrals that have not ended. */
  readonly openOnly: boolean;
  readonly states?: readonly ReferralState[] | null | undefined;
}

/** How referrals are read, by whoever reads them. */
export const REFERRALS: Readable = {
  name: 'referral',
  type: 'Referral',
  objectType: 'referral',
  table: 'referrals',
  alias: 'r',
  view: referralView,
  patient: { id: 'r.patient_id', basis: 'REFERRAL' },
  visibleTo,
};

const NEWEST_FIRST: Order = { keys: [{ sql: 'r.id', type: 'uuid' }], descending: true };

/** Reads referrals as the API shows them. */
@Injectable()
export class ReferralQueries {
  constructor(
    private readonly reader: AggregateReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where it does not exist for the actor */
  get<Node>(actor: ActorContext, id: string, selection: Selection): Promise<Node> {
    return this.reader.get(REFERRALS, { actor, selection }, id);
  }

  /** The answer to a change. */
  answer<Node>(actor: ActorContext, claim: Claim, selection: Selection): Promise<Node> {
    return this.reader.answer(REFERRALS, { actor, selection }, claim);
  }

  /** Newest first. */
  list<Node>(
    actor: ActorContext,
    filter: ReferralFilter,
    page: PageRequest,
    selection: Selection,
  ): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const arms = [this.conditionsOf(actor, filter, parameters)];
    const listing = { action: 'referral.list', arms, order: NEWEST_FIRST, page, parameters };
    return this.reader.page(REFERRALS, { actor, selection }, listing);
  }

  /** Each box reads one index. */
  private conditionsOf(actor: ActorContext, filter: ReferralFilter, parameters: Parameters): string {
    const box =
      filter.box === ReferralBox.SENT
        ? `${sentBy(actor, parameters)} AND r.archived_at IS NULL`
        : receivedBy(actor, this.clock.now(), parameters);
    const open = filter.openOnly ? ' AND r.ended_at IS NULL' : '';
    const states = filter.states ? ` AND r.state = ANY(${parameters.add(filter.states)})` : '';
    return `${box}${open}${states}`;
  }
}
