import { Injectable } from '@nestjs/common';
import { DeadlineHandler, type DueDeadline, type Transaction } from '#platform';
import { CommitmentRepository } from '../data/commitment.repository.js';
import type { KnownCommitment } from '../domain/reservation.js';

/** How long time of experts is held that nobody has confirmed. */
export const HOLD_LIMIT = 'calendar.hold';

/** Frees what was held past its time. Nobody waits for it: whoever wants the time ends it themselves. */
@Injectable()
export class HoldLimit extends DeadlineHandler {
  readonly kinds = [HOLD_LIMIT];

  constructor(private readonly commitments: CommitmentRepository) {
    super();
  }

  async expire(tx: Transaction, { subjectId }: DueDeadline): Promise<void> {
    const expertIds = await this.commitments.expertsHolding(tx, subjectId);
    if (expertIds.length === 0) return;
    await this.commitments.lockCalendars(tx, expertIds);
    announceExpired(tx, await this.commitments.expire(tx, expertIds));
  }
}

/** Tells once of each subject that nothing is held for it any more. */
export function announceExpired(tx: Transaction, expired: readonly KnownCommitment[]): void {
  for (const [id, own] of Map.groupBy(expired, ({ subject }) => subject.id)) {
    tx.publish({
      topic: 'calendar.hold-expired',
      aggregateType: 'commitment',
      aggregateId: own[0]!.id,
      aggregateVersion: 2,
      payload: {
        domain: own[0]!.subject.domain,
        subjectId: id,
        expertIds: own.map(({ expertId }) => expertId),
      },
    });
  }
}
