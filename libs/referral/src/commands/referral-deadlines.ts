import { Injectable } from '@nestjs/common';
import { Deadlines, type Transaction } from '#platform';
import { EscalationRepository } from '../data/escalation.repository.js';
import { ReferralDeadlineKind, isReview, type DeadlinesAfter } from '../domain/deadlines.js';

interface Followed {
  readonly id: string;
  readonly fromInstitutionId: string;
  readonly toInstitutionId: string;
  /** Null before it is sent for the first time: until then nobody waits for anything. */
  readonly firstSubmittedAt?: Date | null;
}

/** Keeps the time limits of a referral in step with what happens to it, in the same transaction. */
@Injectable()
export class ReferralDeadlines {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly escalations: EscalationRepository,
  ) {}

  async follow(tx: Transaction, referral: Followed, change: DeadlinesAfter): Promise<void> {
    const { id, firstSubmittedAt } = referral;
    const { as, sets, time } = change;
    const ends = firstSubmittedAt === null ? [] : endsOf(change);
    const subject = { subjectType: 'Referral', subjectId: id, institutionId: actsFor(referral, change) };
    if (ends.length > 0) this.escalations.end(tx, id, ends);
    if (ends.length + sets.length > 0) await this.deadlines.change(tx, { ...subject, ends, as, sets });
    // The events of the question and its answer are the record of the pause.
    if (time === 'pauses') await this.deadlines.pause(tx, id, [ReferralDeadlineKind.ANSWER]);
    if (time === 'goes-on') await this.deadlines.resume(tx, id, [ReferralDeadlineKind.ANSWER]);
  }
}

/** What is set anew takes the place of what is still open: a consent can be waited for twice. */
function endsOf({ ends, sets }: DeadlinesAfter): ReferralDeadlineKind[] {
  return [...new Set([...ends, ...sets.map(({ kind }) => kind)])];
}

/** In whose name the platform acts when a limit comes due: the receiver does not know of what is still being reviewed. */
function actsFor({ fromInstitutionId, toInstitutionId }: Followed, { sets }: DeadlinesAfter): string {
  return sets.some(({ kind }) => isReview(kind)) ? fromInstitutionId : toInstitutionId;
}
