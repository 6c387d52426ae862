import { Injectable } from '@nestjs/common';
import {
  ReasonCheck,
  reasonOf,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
} from '#platform';
import { BookingAttempts } from './booking-attempts.js';
import { InvitationTransitions } from './invitation-transitions.js';

/** What experts answer. */
@Injectable()
export class AnsweringService {
  constructor(
    private readonly transitions: InvitationTransitions,
    private readonly attempts: BookingAttempts,
    private readonly reasons: ReasonCheck,
  ) {}

  /** Comes, at the time that the case has: it is still ahead, and theirs or free. @throws SlotTakenError with other times */
  accept(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'accept',
      operation: 'acceptConsultation',
      topic: 'consultation-invitation.accepted',
      bring: (tx, { consultation }) => this.attempts.ofAnswer(tx, consultation),
      effect: (tx) => ({ changes: { answeredAt: tx.now } }),
    });
  }

  /** A refusal states its reason; so does whoever has accepted and cannot come after all. */
  decline(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'decline',
      operation: 'declineConsultation',
      topic: 'consultation-invitation.declined',
      bring: (tx) => this.reasons.from('consultation.decline', tx, command),
      effect: (tx) => ({
        ...reasonOf(command),
        changes: { answeredAt: tx.now, reasonCode: command.reasonCode, comment: command.comment ?? null },
      }),
    });
  }
}
