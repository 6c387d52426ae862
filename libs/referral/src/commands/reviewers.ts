import { Injectable } from '@nestjs/common';
import { AccountDirectory, Role } from '#identity';
import { peopleBehind, type Transaction } from '#platform';
import type { DownRow } from '../data/down-facts.reader.js';
import type { ReferralRow } from '../data/referral-facts.reader.js';
import { isSecondPerson } from '../domain/review.js';

/** What is reviewed, as far as it decides who may. */
export interface Reviewed {
  readonly institutionId: string;
  /** The sending department; null where it has none. */
  readonly departmentId: string | null;
  /** Whose roles make reviewers of the sender's people. */
  readonly roles: readonly Role[];
  readonly authorStaffId: string;
  readonly writers: readonly string[];
  readonly isRequired: boolean;
  /** Whose referral centre reviews where the sender's people cannot, or do not in time. */
  readonly centreInstitutionId: string;
  /** Whether it does by now. */
  readonly centreReviews: boolean;
}

/** Who reviews a referral from now on. */
export interface Reviewing {
  readonly reviewingInstitutionId: string;
  readonly centreReviews: boolean;
}

/** Of what goes on without a review. */
export const NOT_REVIEWED = { reviewingInstitutionId: null, centreReviews: false } as const;

/** Upwards, heads of the township or of the author's department review; without them the receiver's referral centre. */
export function upReviewed(row: ReferralRow): Reviewed {
  const { fromInstitutionId, authorDepartmentId, reviewSwitch, toInstitutionId } = row;
  return {
    ...ofSwitch(row, reviewSwitch?.fallbackInstitutionId ?? toInstitutionId),
    institutionId: fromInstitutionId,
    departmentId: authorDepartmentId,
    roles: [Role.TOWNSHIP_HEAD, ...(authorDepartmentId ? [Role.DEPT_HEAD] : [])],
  };
}

/** Downwards, heads of the department review; without them the hospital's own referral centre. */
export function downReviewed(row: DownRow): Reviewed {
  const { fromInstitutionId, fromDepartmentId, reviewSwitch } = row;
  return {
    ...ofSwitch(row, reviewSwitch?.fallbackInstitutionId ?? fromInstitutionId),
    institutionId: fromInstitutionId,
    departmentId: fromDepartmentId,
    roles: [Role.DEPT_HEAD],
  };
}

function ofSwitch(row: ReferralRow | DownRow, standIn: string) {
  const { authorStaffId, writers, reviewSwitch, reviewingInstitutionId, centreReviews } = row;
  return {
    authorStaffId,
    writers,
    isRequired: reviewSwitch?.reviewRequired ?? false,
    centreInstitutionId: centreReviews ? (reviewingInstitutionId ?? standIn) : standIn,
    centreReviews,
  };
}

/** Finds who reviews what leaves an institution: never whoever has had a hand in it. */
@Injectable()
export class Reviewers {
  constructor(private readonly accounts: AccountDirectory) {}

  /** Who is to review what is submitted now; null where nobody does. */
  async assign(tx: Transaction, reviewed: Reviewed): Promise<Reviewing | null> {
    if (!reviewed.isRequired) return null;
    const writers = [...reviewed.writers, ...peopleBehind(tx.actor)];
    const heads = await this.heads(tx, { ...reviewed, writers });
    const centreReviews = heads.length === 0;
    const { institutionId, centreInstitutionId } = reviewed;
    return { reviewingInstitutionId: centreReviews ? centreInstitutionId : institutionId, centreReviews };
  }

  /** The sender's people who may review it. */
  async heads(tx: Transaction, reviewed: Reviewed): Promise<string[]> {
    const { institutionId, departmentId, roles } = reviewed;
    const heads = await this.accounts.holding(tx, { institutionId, departmentId, roles, at: tx.now });
    return heads.filter((id) => isSecondPerson([id], reviewed));
  }
}
