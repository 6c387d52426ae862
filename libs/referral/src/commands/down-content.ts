import type { ReferralEntity } from '../data/referral.entity.js';
import type { DownPackage } from '../domain/down-package.js';
import type { Priority, ReferralSource } from '../domain/referral-state.js';
import type { DownTarget } from './down-receiver.js';

/** The list that says why a patient is sent down. */
export const DOWN_PURPOSES = 'referral.purpose.down';

/** Who is sent down where, why, and with what. */
export interface DownContent extends DownTarget {
  readonly source: ReferralSource;
  readonly priority: Priority;
  readonly purposeCode: string;
  readonly purposeComment?: string | null;
  readonly package: DownPackage;
}

/** The same for a patient. */
export interface NewDownReferral extends DownContent {
  readonly patientId: string;
}

export interface DownDraftCommand extends NewDownReferral {
  readonly idempotencyKey: string;
}

export interface AnswerCommand {
  readonly idempotencyKey: string;
  /** The up-referral that is answered. */
  readonly referralId: string;
  readonly purposeCode: string;
  readonly purposeComment?: string | null;
}

/** What a draft says of itself, apart from its package. */
export function downHeadOf({
  source,
  priority,
  purposeCode,
  purposeComment = null,
}: DownContent): Pick<ReferralEntity, 'source' | 'priority' | 'purposeCode' | 'purposeComment'> {
  return { source, priority, purposeCode, purposeComment };
}
