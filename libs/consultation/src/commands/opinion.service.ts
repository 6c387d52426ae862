import { Injectable } from '@nestjs/common';
import { Reauthentication } from '#identity';
import { InvalidInputError, hasText, type CodedConcept } from '#kernel';
import { actingFor, type ActorContext, type ChangeCommand, type Claim, type Transaction } from '#platform';
import { ConsultationFactsReader } from '../data/consultation-facts.reader.js';
import { OpinionRepository, type OpinionContent } from '../data/opinion.repository.js';
import type { Suggestion } from '../domain/consultation.js';
import { ConsultationNotices } from './consultation-notices.js';
import { ConsultationTransitions } from './consultation-transitions.js';
import { OpinionTransitions, type LoadedOpinion } from './opinion-transitions.js';

export interface OpinionCommand {
  readonly diagnoses?: readonly CodedConcept[] | null;
  readonly diagnosisText?: string | null;
  readonly advice: string;
  readonly suggestion: Suggestion;
  readonly suggestionText?: string | null;
}

/** About the case. */
export interface WriteCommand extends ChangeCommand, OpinionCommand {
  /** Why what was delivered is amended; left out for the first version. */
  readonly amendedBecause?: string | null;
}

/** About the version. */
export interface EditOpinionCommand extends ChangeCommand, OpinionCommand {}

export interface SignCommand extends ChangeCommand {
  readonly password: string;
}

/** Opinions: written by the chair, signed by everybody who was there, delivered with the last signature. */
@Injectable()
export class OpinionService {
  constructor(
    private readonly consultations: ConsultationTransitions,
    private readonly transitions: OpinionTransitions,
    private readonly opinions: OpinionRepository,
    private readonly facts: ConsultationFactsReader,
    private readonly reauthentication: Reauthentication,
    private readonly notices: ConsultationNotices,
  ) {}

  /** A new version of the opinion. @throws InvalidInputError where one amends without saying why, or the other way round */
  write(actor: ActorContext, command: WriteCommand): Promise<Claim> {
    return this.consultations.run(actor, command, {
      action: 'writeOpinion',
      operation: 'writeConsultationOpinion',
      topic: 'consultation.opinion-written',
      bring: (_tx, { row }) => ({ isDrafted: row.opinions.some(({ state }) => state === 'DRAFTED') }),
      effect: (tx, { row }) => {
        const revision = row.opinions.length + 1;
        const amendedBecause = hasText(command.amendedBecause) ? command.amendedBecause : null;
        if (revision > 1 !== (amendedBecause !== null)) {
          throw new InvalidInputError([{ path: 'amendedBecause', constraint: 'AMENDMENT_SAYS_WHY' }]);
        }
        const opinion = { id: tx.newId(), consultationId: row.id, revision, amendedBecause };
        this.opinions.create(tx, { ...opinion, ...contentOf(command), authorStaffId: actingFor(actor) });
        return { payload: { opinionId: opinion.id, revision } };
      },
    });
  }

  edit(actor: ActorContext, command: EditOpinionCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'edit',
      operation: 'editConsultationOpinion',
      topic: 'consultation-opinion.edited',
      effect: () => ({ changes: contentOf(command) }),
    });
  }

  /**
   * Signs with one's own password once more. The last signature delivers the opinion, and takes the place of what was
   * signed before.
   * @throws CurrentPasswordWrongError; SignInLockedError, RateLimitedError after too many failures
   */
  async sign(actor: ActorContext, command: SignCommand): Promise<Claim> {
    const { id, expectedVersion, idempotencyKey } = command;
    await this.facts.requireOpinion(actor, id);
    await this.reauthentication.prove(actor, command.password);
    const request = { id, expectedVersion, ...(idempotencyKey !== undefined && { idempotencyKey }) };
    return this.transitions.run(actor, request, {
      action: 'sign',
      operation: 'signConsultationOpinion',
      topic: 'consultation-opinion.signed',
      effect: async (tx, loaded, to) => {
        const { row, facts } = loaded;
        await this.opinions.sign(tx, row.id, { staffId: facts.staffId, position: facts.signedBy.length + 1 });
        const isLast = to === 'SIGNED';
        if (isLast) this.opinions.supersede(tx, loaded.consultation.row.id, row.id);
        await this.tellCase(tx, loaded, isLast);
        return isLast ? { topic: 'consultation-opinion.completed' } : {};
      },
    });
  }

  /** Somebody who should sign does not agree: the words can be changed again. */
  reopen(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'reopen',
      operation: 'reopenConsultationOpinion',
      topic: 'consultation-opinion.reopened',
      effect: async (tx, { row, consultation, facts }) => {
        this.opinions.unsign(tx, row.id);
        await this.notices.to(tx, consultation.row, 'to-write', facts.signedBy);
        return {};
      },
    });
  }

  private async tellCase(tx: Transaction, { consultation, facts }: LoadedOpinion, isLast: boolean): Promise<void> {
    const { row } = consultation;
    await this.consultations.take(
      tx,
      { id: row.id, expectedVersion: row.version },
      {
        action: 'signOpinion',
        operation: 'signConsultationOpinion',
        topic: isLast ? 'consultation.delivered' : 'consultation.opinion-signed',
        bring: () => ({ isLastSignature: isLast }),
        // What was decided before was decided on other words.
        effect: () => ({
          changes: isLast
            ? {
                deliveredAt: tx.now,
                ...(row.state === 'CLOSED' && {
                  adoption: null,
                  adoptionReasonCode: null,
                  adoptionComment: null,
                  adoptedByStaffId: null,
                  adoptedAt: null,
                }),
              }
            : {},
        }),
      },
    );
    if (isLast) return this.notices.toAuthor(tx, row, 'delivered');
    const waiting = facts.signers.filter((id) => id !== facts.staffId && !facts.signedBy.includes(id));
    return this.notices.to(tx, row, 'to-sign', waiting);
  }
}

function contentOf({ diagnoses, diagnosisText, advice, suggestion, suggestionText }: OpinionCommand): OpinionContent {
  return {
    diagnoses: JSON.stringify(diagnoses ?? []),
    diagnosisText: diagnosisText ?? null,
    advice,
    suggestion,
    suggestionText: suggestionText ?? null,
  };
}
