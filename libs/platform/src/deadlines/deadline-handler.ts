import type { Transaction } from '../database/transaction.js';

/** A level of a time limit that has come due. */
export interface DueDeadline {
  readonly id: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly kind: string;
  readonly level: number;
  readonly dueAt: Date;
  readonly assigneeStaffId: string | null;
  readonly institutionId: string;
}

/** Does what a time limit is there for. Providers that extend this are found by themselves. */
export abstract class DeadlineHandler {
  /** Kinds of limits it knows: `referral.acceptance`. */
  abstract readonly kinds: readonly string[];

  /**
   * Acts as the platform, in the transaction that ends the level, so that both happen or neither. It locks the subject and
   * looks whether the limit still matters. An error rolls back, and the level comes again later; other deadlines go on.
   */
  abstract expire(tx: Transaction, deadline: DueDeadline): Promise<void>;
}
