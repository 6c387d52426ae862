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
import { RECEIVED_OPEN, receivedEnded, receivedScope, sentArms, visibleTo } from '../data/visibility.js';
import { ENDED_STATES, type ReferralState } from '../domain/referral-state.js';
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

/** Of what is open, nothing is in a state that has ended. */
const NOTHING = ['false'];
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
    const arms =
      filter.box === ReferralBox.SENT
        ? sentRows(actor, filter, parameters)
        : this.receivedRows(actor, filter, parameters);
    const listing = {
      action: 'referral.list',
      arms: arms.length > 0 ? arms : NOTHING,
      order: NEWEST_FIRST,
      page,
      parameters,
    };
    return this.reader.page(REFERRALS, { actor, selection }, listing);
  }

  private receivedRows(actor: ActorContext, filter: ReferralFilter, parameters: Parameters): string[] {
    const scope = receivedScope(actor, parameters);
    const open = statesOf(filter, false, parameters).map((state) => `${scope} AND ${RECEIVED_OPEN}${state}`);
    const ended = filter.openOnly ? [] : statesOf(filter, true, parameters);
    if (ended.length === 0) return open;
    const inSight = receivedEnded(this.clock.now(), parameters);
    return [...open, ...ended.map((state) => `${scope} AND ${inSight}${state}`)];
  }
}

function sentRows(actor: ActorContext, filter: ReferralFilter, parameters: Parameters): string[] {
  const arms = sentArms(actor, parameters).map((arm) => `${arm} AND r.archived_at IS NULL`);
  if (!filter.states) return arms.map((arm) => (filter.openOnly ? `${arm} AND r.ended_at IS NULL` : arm));
  const ended = filter.openOnly ? [] : statesOf(filter, true, parameters);
  const states = [...statesOf(filter, false, parameters), ...ended];
  return arms.flatMap((arm) => states.map((state) => `${arm}${state}`));
}

/** Each state by itself, so that an index finds the few there are of a rare one; all of them where none is named. */
function statesOf({ states }: ReferralFilter, ended: boolean, parameters: Parameters): string[] {
  if (!states) return [''];
  const wanted = new Set(states.filter((state) => ENDED_STATES.has(state) === ended));
  return [...wanted].map((state) => ` AND r.state = ${parameters.add(state)}`);
}
