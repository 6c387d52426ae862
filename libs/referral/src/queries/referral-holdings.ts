import { Injectable } from '@nestjs/common';
import { Holdings, MOST_HOLDINGS, type Holder, type Holding } from '#identity';
import type { Queryable } from '#platform';
import { listOwned, listTasks } from '../data/held-referrals.js';

/** Open referrals that a doctor owns. */
@Injectable()
export class ReferralHoldings extends Holdings {
  readonly kind = 'REFERRAL';

  async list(on: Queryable, { staffId, institutionId }: Holder): Promise<Holding[]> {
    const owned = await listOwned(on, staffId);
    const here = owned.filter(({ toInstitutionId }) => toInstitutionId === institutionId);
    return here.slice(0, MOST_HOLDINGS).map(({ id }) => ({ id, dueAt: null }));
  }
}

/** Follow-ups that wait for a doctor. */
@Injectable()
export class FollowUpHoldings extends Holdings {
  readonly kind = 'FOLLOW_UP';

  list(on: Queryable, holder: Holder): Promise<Holding[]> {
    return listTasks(on, holder, MOST_HOLDINGS);
  }
}
