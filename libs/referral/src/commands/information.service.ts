import { Injectable } from '@nestjs/common';
import type { ActorContext, Claim, ChangeCommand } from '#platform';
import { UpTransitionService } from './up-transition.service.js';

export interface QuestionCommand extends ChangeCommand {
  readonly question: string;
}

export interface AnswerCommand extends ChangeCommand {
  readonly answer: string;
}

/** What the receiver asks and the author answers; the referral keeps its owner and its place meanwhile. */
@Injectable()
export class InformationService {
  constructor(private readonly transitions: UpTransitionService) {}

  request(actor: ActorContext, command: QuestionCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'requestInformation',
      operation: 'requestReferralInformation',
      topic: 'referral.information-requested',
      effect: () => ({ comment: command.question }),
    });
  }

  supply(actor: ActorContext, command: AnswerCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'supplyInformation',
      operation: 'supplyReferralInformation',
      topic: 'referral.information-supplied',
      effect: () => ({ comment: command.answer }),
    });
  }
}
