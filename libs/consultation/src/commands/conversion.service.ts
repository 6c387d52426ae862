import { Injectable } from '@nestjs/common';
import type { CodedConcept } from '#kernel';
import { OrderService } from '#order';
import { statement, type ActorContext, type ChangeCommand, type Claim, type Transaction } from '#platform';
import { ReferralDrafts } from '#referral';
import { ConsultationTransitions } from './consultation-transitions.js';

export interface ToReferralCommand extends ChangeCommand {
  readonly toDepartmentId: string;
}

export interface ToOrderCommand extends ChangeCommand {
  /** Codes of the catalogue. */
  readonly itemCodes: readonly string[];
  /** Left out: where the experts are. */
  readonly toInstitutionId?: string | null;
}

/** What was signed last, with what the case says of the patient. */
interface Carried {
  readonly diagnoses: readonly CodedConcept[];
  readonly diagnosisText: string | null;
  readonly advice: string;
  readonly suggestionText: string | null;
}

const SIGNED = statement(
  'consultation.signed-opinion',
  `SELECT diagnoses, diagnosis_text AS "diagnosisText", advice, suggestion_text AS "suggestionText"
   FROM consultation_opinions WHERE consultation_id = $1 AND state = 'SIGNED'`,
);

/** Makes a referral or an order of an opinion by one act, with everything carried over. */
@Injectable()
export class ConversionService {
  constructor(
    private readonly transitions: ConsultationTransitions,
    private readonly referrals: ReferralDrafts,
    private readonly orders: OrderService,
  ) {}

  /** @throws NotFoundError for a department that receives none; InvalidInputError for one that is not upward */
  toReferral(actor: ActorContext, command: ToReferralCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'linkReferral',
      operation: 'referFromConsultation',
      topic: 'consultation.referred',
      effect: async (tx, { row }) => {
        const carried = await this.carried(tx, row.id);
        const referralId = await this.referrals.draftIn(tx, {
          patientId: row.patientId,
          toDepartmentId: command.toDepartmentId,
          source: row.encounter,
          diagnoses: carried.diagnoses,
          chiefComplaint: row.reason,
          presentIllness: row.recordSummary,
          treatmentPlan: wordsOf(carried),
        });
        return { changes: { referralId }, payload: { referralId } };
      },
    });
  }

  /** @throws ItemUnknownError; NotFoundError for an institution */
  toOrder(actor: ActorContext, command: ToOrderCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'linkOrder',
      operation: 'orderFromConsultation',
      topic: 'consultation.ordered',
      effect: async (tx, { row }) => {
        const orderId = tx.newId();
        await this.orders.draftIn(tx, {
          id: orderId,
          patientId: row.patientId,
          toInstitutionId: command.toInstitutionId ?? row.centreInstitutionId,
          visitType: row.encounter,
          clinicalQuestion: wordsOf(await this.carried(tx, row.id)).slice(0, LONGEST_QUESTION),
          itemCodes: command.itemCodes,
        });
        return { changes: { orderId }, payload: { orderId } };
      },
    });
  }

  private async carried(tx: Transaction, consultationId: string): Promise<Carried> {
    const found = await tx.first<Carried & Record<string, unknown>>(SIGNED, [consultationId]);
    return found!;
  }
}

/** As long as an order lets it be. */
const LONGEST_QUESTION = 500;

const wordsOf = ({ diagnosisText, advice, suggestionText }: Carried): string =>
  [diagnosisText, advice, suggestionText].filter((words) => words !== null).join('\n');
