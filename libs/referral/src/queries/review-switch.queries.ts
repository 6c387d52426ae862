import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { Database, statement, type ActorContext } from '#platform';
import type { ReviewSwitchEntity } from '../data/review-switch.entity.js';

const LIST = statement(
  'referral.review-switches',
  `SELECT id, department_id AS "departmentId", direction, review_required AS "reviewRequired",
     fallback_institution_id AS "fallbackInstitutionId", version
   FROM referral_review_switches WHERE institution_id = $1 ORDER BY direction, department_id NULLS FIRST`,
);

type ReviewSwitchView = Omit<ReviewSwitchEntity, 'institutionId'>;

/** The switches of the actor's institution. */
@Injectable()
export class ReviewSwitchQueries {
  constructor(private readonly database: Database) {}

  list(actor: ActorContext): Promise<ReviewSwitchView[]> {
    return this.database.query<ReviewSwitchView & Record<string, unknown>>(LIST, [actor.institutionId]);
  }

  /** @throws NotFoundError where the institution has no such switch */
  async get(actor: ActorContext, id: string): Promise<ReviewSwitchView> {
    const found = (await this.list(actor)).find((one) => one.id === id);
    if (!found) throw new NotFoundError('ReferralReviewSwitch', id);
    return found;
  }
}
