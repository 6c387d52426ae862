import { Injectable } from '@nestjs/common';
import { ReasonCheck, actingFor, type ActorContext, type ChangeCommand, type Claim } from '#platform';
import type { Adoption, QualityVerdict } from '../domain/consultation.js';
import { ConsultationTransitions } from './consultation-transitions.js';

export interface AdoptCommand extends ChangeCommand {
  readonly adoption: Adoption;
  /** Mandatory unless the opinion is adopted as it is. */
  readonly reasonCode?: string | null;
  readonly comment?: string | null;
}

export interface RateCommand extends ChangeCommand {
  readonly rating: number;
  readonly comment?: string | null;
}

export interface CheckCommand extends ChangeCommand {
  readonly verdict: QualityVerdict;
  readonly comment?: string | null;
}

/** What is decided about an opinion once it is there. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly transitions: ConsultationTransitions,
    private readonly reasons: ReasonCheck,
  ) {}

  /** The inviting side decides, and says why where it does not follow. */
  recordAdoption(actor: ActorContext, command: AdoptCommand): Promise<Claim> {
    const { adoption, reasonCode, comment = null } = command;
    return this.transitions.run(actor, command, {
      action: 'recordAdoption',
      operation: 'recordConsultationAdoption',
      topic: 'consultation.adoption-recorded',
      bring: async (tx) => {
        if (adoption === 'ADOPTED') return {};
        if (!reasonCode) return { adoptionProblem: 'REASON_MISSING' };
        const { reasonProblem } = await this.reasons.from('consultation.not-adopted', tx, { reasonCode, comment });
        return { adoptionProblem: reasonProblem };
      },
      effect: (tx) => ({
        ...(reasonCode && { reasonCode }),
        comment,
        changes: {
          adoption,
          adoptionReasonCode: adoption === 'ADOPTED' ? null : reasonCode,
          adoptionComment: comment,
          adoptedByStaffId: actingFor(actor),
          adoptedAt: tx.now,
        },
        payload: { adoption },
      }),
    });
  }

  /** A teaching round may do without. */
  closeWithoutOpinion(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'closeWithoutOpinion',
      operation: 'closeConsultationWithoutOpinion',
      topic: 'consultation.closed',
    });
  }

  rate(actor: ActorContext, command: RateCommand): Promise<Claim> {
    const { rating, comment = null } = command;
    return this.transitions.run(actor, command, {
      action: 'rate',
      operation: 'rateConsultation',
      topic: 'consultation.rated',
      effect: (tx) => ({ changes: { rating, ratingComment: comment, ratedAt: tx.now }, payload: { rating } }),
    });
  }

  /** Beside everything else: it delays nothing. */
  checkQuality(actor: ActorContext, command: CheckCommand): Promise<Claim> {
    const { verdict, comment = null } = command;
    return this.transitions.run(actor, command, {
      action: 'checkQuality',
      operation: 'checkConsultationQuality',
      topic: 'consultation.quality-checked',
      effect: (tx) => ({
        changes: {
          qualityVerdict: verdict,
          qualityComment: comment,
          qualityByStaffId: actingFor(actor),
          qualityAt: tx.now,
        },
        payload: { verdict },
      }),
    });
  }
}
