import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '#platform';
import type { ReviewedDirection } from '../domain/review.js';
import { ReviewSwitchEntity } from './review-switch.entity.js';

const LOCK = statement(
  'referral.review-switch-lock',
  `SELECT id, version FROM referral_review_switches
   WHERE institution_id = $1 AND direction = $2 AND department_id IS NOT DISTINCT FROM $3 FOR UPDATE`,
);

/** What is switched: the referrals of a department in a direction, or (null) of the whole institution. */
export interface ReviewPlace {
  readonly institutionId: string;
  readonly departmentId: string | null;
  readonly direction: ReviewedDirection;
}

/** Reads and writes the switches of internal review. */
@Injectable()
export class ReviewSwitchRepository {
  /** The switch of exactly this place, locked. */
  lock(tx: Transaction, { institutionId, departmentId, direction }: ReviewPlace) {
    return tx.first<{ id: string; version: number }>(LOCK, [institutionId, direction, departmentId]);
  }

  async save(tx: Transaction, setting: ReviewSwitchEntity): Promise<void> {
    await tx.manager.save(ReviewSwitchEntity, setting);
  }
}
