import { Injectable } from '@nestjs/common';
import { DeadlineHandler, type DueDeadline, type Transaction } from '#platform';
import { ConsultationFactsReader } from '../data/consultation-facts.reader.js';
import { ANSWER_LIMIT } from '../domain/limits.js';
import { InvitationTransitions, type InvitationStep } from './invitation-transitions.js';

/** Somebody has let an invitation pass. */
export const EXPIRE = {
  action: 'expire',
  operation: 'consultationAnswerLimit',
  topic: 'consultation-invitation.expired',
} as const satisfies InvitationStep;

/** Whoever does not answer in time is followed by somebody else. */
@Injectable()
export class AnswerLimit extends DeadlineHandler {
  readonly kinds = [ANSWER_LIMIT];

  constructor(
    private readonly facts: ConsultationFactsReader,
    private readonly invitations: InvitationTransitions,
  ) {
    super();
  }

  async expire(tx: Transaction, { subjectId: id }: DueDeadline): Promise<void> {
    const caseId = await this.facts.ofInvitation(tx, id);
    const [loaded] = caseId ? await this.facts.read(tx, tx.actor, [caseId], tx.now) : [];
    const invitation = loaded?.row.invitations.find((one) => one.id === id);
    if (invitation?.state !== 'INVITED') return;
    await this.invitations.take(tx, { id, expectedVersion: invitation.version }, EXPIRE);
  }
}
