import { Injectable } from '@nestjs/common';
import { Deadlines, type Transaction } from '#platform';
import { EscalationRepository } from '../data/escalation.repository.js';
import type { Loaded } from '../data/referral-facts.reader.js';
import { ReferralDeadlineKind, deadlinesAfter, type Timed, type TimedTransition } from '../domain/deadlines.js';

type Followed = Pick<Loaded, 'limits'> & {
  readonly row: Timed & { readonly id: string; readonly toInstitutionId: string };
};

/** Keeps the time limits of a referral in step with what happens to it, in the same transaction. */
@Injectable()
export class ReferralDeadlines {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly escalations: EscalationRepository,
  ) {}

  /** A child begins where its parent has come from: nobody there has claimed it yet. */
  begin(tx: Transaction, { row, limits }: Followed): Promise<void> {
    const to = 'PENDING_ACCEPTANCE';
    const before = { ...row, state: 'DRAFT', ownerStaffId: null } as const;
    return this.follow(tx, { row: before, limits }, { action: 'redirect', to, now: tx.now });
  }

  async follow(tx: Transaction, { row, limits }: Followed, transition: TimedTransition): Promise<void> {
    const { as, sets, time, ...over } = deadlinesAfter(row, transition, limits);
    // What is set anew takes the place of what is still open: a consent can be waited for twice.
    const ends = [...new Set([...over.ends, ...sets.map(({ kind }) => kind)])];
    const subject = { subjectType: 'Referral', subjectId: row.id, institutionId: row.toInstitutionId };
    if (ends.length > 0) this.escalations.end(tx, row.id, ends);
    if (ends.length + sets.length > 0) await this.deadlines.change(tx, { ...subject, ends, as, sets });
    // The events of the question and its answer are the record of the pause.
    if (time === 'pauses') await this.deadlines.pause(tx, row.id, [ReferralDeadlineKind.ANSWER]);
    if (time === 'goes-on') await this.deadlines.resume(tx, row.id, [ReferralDeadlineKind.ANSWER]);
  }
}
