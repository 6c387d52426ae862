import { Injectable } from '@nestjs/common';
import {
  ReasonCheck,
  reasonOf,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type ReasonCommand,
} from '#platform';
import { InvitationTransitions } from './invitation-transitions.js';

/** What experts answer. */
@Injectable()
export class AnsweringService {
  constructor(
    private readonly transitions: InvitationTransitions,
    private readonly reasons: ReasonCheck,
  ) {}

  accept(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'accept',
      operation: 'acceptConsultation',
      topic: 'consultation-invitation.accepted',
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
